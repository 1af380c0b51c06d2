package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.ban.Ban;
import io.abatis.ban.BanLadder;
import io.abatis.ban.Exemption;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.gate.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a gate tells, and what an operator's word changes. */
final class GateEventsTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final long BAN_MILLIS = 10_000;

    private final List<Event> told = new ArrayList<>();

    private Gate gate(Mode mode, Grades grades, BanCap cap) {
        Policy policy = new Policy(
                mode,
                Map.of(),
                CidrSet.empty(),
                CidrSet.empty(),
                null,
                1,
                grades,
                BanLadder.flat(Duration.ofMillis(BAN_MILLIS)),
                cap);
        return new Gate(
                policy, SmallModel.flagging(3, 0.95 - (grades.equals(Grades.NONE) ? 0.45 : 0)), 64, 64, 1, told::add);
    }

    private Gate gate(Mode mode) {
        return gate(mode, Grades.NONE, BanCap.NONE);
    }

    private static Verdict attack(Gate gate, Ip client, long atMillis) {
        Verdict verdict = null;
        for (int i = 0; i < 3; i++) {
            verdict = gate.judge(new Call(client, SmallModel.BAD, atMillis));
        }
        return Objects.requireNonNull(verdict);
    }

    @Test
    void judge_ban_isToldOnceWithItsGround() {
        Gate gate = gate(Mode.ENFORCE);
        Verdict verdict = attack(gate, CLIENT, 7);
        gate.judge(new Call(CLIENT, SmallModel.BAD, 8));

        assertThat(told).hasSize(1);
        Event event = told.get(0);
        assertThat(event.kind()).isEqualTo(Kind.BANNED);
        assertThat(event.timeMillis()).isEqualTo(7);
        assertThat(event.client()).isEqualTo(CLIENT);
        assertThat(event.ban()).isEqualTo(new Ban(CLIENT, Sanction.BAN, 7, 7 + BAN_MILLIS, 0.9, 0));
        assertThat(event.operator()).isNull();
        assertThat(event.verdict()).isEqualTo(verdict);
        Verdict.Ground ground =
                Objects.requireNonNull(Objects.requireNonNull(event.verdict()).ground());
        assertThat(ground.calls()).isEqualTo(3);
        assertThat(ground.model().forest().score(ground.vector())).isEqualTo(0.9);
    }

    @Test
    void judge_observing_flagsOnceInTheTimeOfABan() {
        Gate gate = gate(Mode.OBSERVE);
        for (long at = 0; at <= BAN_MILLIS; at += 1_000) {
            attack(gate, CLIENT, at);
        }
        attack(gate, Ip.of("192.0.2.2"), BAN_MILLIS);
        assertThat(told).extracting(Event::kind).containsOnly(Kind.FLAGGED);
        assertThat(told).extracting(Event::timeMillis).containsExactly(0L, BAN_MILLIS, BAN_MILLIS);
    }

    @Test
    void judge_clockSetBack_flagsAgain() {
        Gate gate = gate(Mode.OBSERVE);
        attack(gate, CLIENT, 1_000_000);
        attack(gate, CLIENT, 5);
        assertThat(told).extracting(Event::timeMillis).containsExactly(1_000_000L, 5L);
    }

    @Test
    void judge_limit_isToldAsABanThatIsALimit() {
        Gate gate = gate(Mode.ENFORCE, new Grades(null, new Grade(0.5, Duration.ofSeconds(1), 3)), BanCap.NONE);
        assertThat(attack(gate, CLIENT, 0).action()).isEqualTo(Action.LIMIT);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.BANNED);
            assertThat(Objects.requireNonNull(event.ban()).sanction()).isEqualTo(Sanction.LIMIT);
        });
    }

    @Test
    void judge_tooManyBans_tellsTheTripAndFlagsWhoIsSpared() {
        Gate gate = gate(Mode.ENFORCE, Grades.NONE, new BanCap(2, null, Duration.ofMinutes(1)));
        for (int i = 0; i < 4; i++) {
            attack(gate, Ip.ofV4(i), 0);
        }
        assertThat(told)
                .extracting(Event::kind)
                .containsExactly(Kind.BANNED, Kind.BANNED, Kind.TRIPPED, Kind.FLAGGED, Kind.FLAGGED);
        assertThat(told.get(2).note()).contains("3 new bans", "max-per-minute = 2");
    }

    @Test
    void clear_forAWhile_sparesTheClientForThatLongAndSaysSo() {
        Gate gate = gate(Mode.ENFORCE);
        attack(gate, CLIENT, 0);
        assertThat(gate.clear(CLIENT, new Exemption(1, 5_000), 1)).isNotNull();
        assertThat(attack(gate, CLIENT, 1))
                .satisfies(verdict -> assertThat(verdict.reason()).isEqualTo(Reason.CLEARED))
                .satisfies(verdict -> assertThat(verdict.refuses()).isFalse())
                .satisfies(verdict -> assertThat(verdict.score()).isEqualTo(0.9));
        assertThat(gate.judge(new Call(CLIENT, SmallModel.BAD, 4_999)).refuses())
                .isFalse();
        assertThat(gate.judge(new Call(CLIENT, SmallModel.BAD, 5_000)).refuses())
                .isTrue();
        assertThat(told).extracting(Event::kind).containsExactly(Kind.BANNED, Kind.FLAGGED, Kind.BANNED);
    }

    @Test
    void clear_forGood_isTheAllowList() {
        Gate gate = gate(Mode.ENFORCE);
        gate.clear(CLIENT, new Exemption(0, Exemption.FOR_GOOD), 0);
        assertThat(attack(gate, CLIENT, Long.MAX_VALUE - 1).reason()).isEqualTo(Reason.ALLOW_LISTED);
        assertThat(gate.trackedClients()).isZero();
    }

    @Test
    void shift_clockSet_keepsWhatIsLeftOfBansAndPauses() {
        Gate gate = gate(Mode.ENFORCE, Grades.NONE, new BanCap(1, null, Duration.ofMinutes(1)));
        long day = Duration.ofDays(1).toMillis();
        attack(gate, Ip.ofV4(1), 2 * day);
        attack(gate, Ip.ofV4(2), 2 * day + 90_000);
        attack(gate, Ip.ofV4(3), 2 * day + 90_000);
        assertThat(gate.pausedUntil()).isEqualTo(2 * day + 150_000);

        gate.shift(-day, day + 90_000);

        assertThat(gate.pausedUntil()).isEqualTo(day + 150_000);
        attack(gate, Ip.ofV4(4), day + 150_000);
        assertThat(gate.bans(day + 150_000)).extracting(Ban::client).containsExactly(Ip.ofV4(4));
    }
}
