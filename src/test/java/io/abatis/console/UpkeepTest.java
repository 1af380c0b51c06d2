package io.abatis.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.gate.Event;
import io.abatis.gate.Event.Kind;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.SmallModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpkeepTest {

    private static final long BAN_MILLIS = 300_000;
    private static final Ip CLIENT = Ip.of("192.0.2.1");

    private final List<Event> told = new ArrayList<>();
    private final Policy policy =
            new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 1, Duration.ofMillis(BAN_MILLIS));
    private final Gate gate = new Gate(policy, SmallModel.flagging(3, 0.5), 64, 64, 1);
    private long wall = 1_700_000_000_000L;
    private long nanos = -5;
    private Gate inService = gate;
    private final Upkeep upkeep = new Upkeep(() -> inService, told::add, () -> wall, () -> nanos);

    private void pass(Duration time) {
        wall += time.toMillis();
        nanos += time.toNanos();
    }

    private void ban() {
        for (int i = 0; i < 3; i++) {
            gate.judge(new Call(CLIENT, SmallModel.BAD, wall));
        }
    }

    @Test
    void look_banEnds_isToldOnceAtItsEnd() {
        ban();
        long end = wall + BAN_MILLIS;
        pass(Duration.ofMillis(BAN_MILLIS - 1));
        upkeep.look();
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(1));
        upkeep.look();
        upkeep.look();
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.EXPIRED);
            assertThat(event.timeMillis()).isEqualTo(end);
            assertThat(event.client()).isEqualTo(CLIENT);
        });
    }

    @Test
    void look_liftedBan_isNoExpiry() {
        ban();
        gate.clear(CLIENT, new io.abatis.ban.Exemption(wall, wall), wall);
        pass(Duration.ofMillis(2 * BAN_MILLIS));
        upkeep.look();
        assertThat(told).isEmpty();
    }

    /** The first look finds whom the forest has nothing against; the many after it need not all do that. */
    @Test
    void look_benignClients_letsTheGateSettle() {
        Call good = new Call(CLIENT, SmallModel.GOOD, wall);
        gate.judge(good);
        assertThat(gate.judge(good).score()).isEqualTo(SmallModel.LOW);
        upkeep.look();
        assertThat(gate.judge(good).score()).isZero();
    }

    /** Nobody waits minutes for a new model to be as cheap as the old one. */
    @Test
    void look_otherModelAfterManyLooks_letsItSettleAtOnce() {
        Call good = new Call(CLIENT, SmallModel.GOOD, wall);
        gate.judge(good);
        for (int i = 0; i < 5; i++) {
            upkeep.look();
        }
        inService = gate.with(policy, SmallModel.flagging(3, 0.6));
        assertThat(inService.judge(good).score()).isEqualTo(SmallModel.LOW);
        upkeep.look();
        assertThat(inService.judge(good).score()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400_000L, -10_000, 10_000, 86_400_000, 50L * 365 * 86_400_000})
    void look_clockSet_banHasAsLongToGo(long jump) {
        ban();
        pass(Duration.ofMinutes(1));
        upkeep.look();
        wall += jump;
        pass(Duration.ofSeconds(1));
        upkeep.look();
        assertThat(told).extracting(Event::kind).containsExactly(Kind.CLOCK_SET);
        assertThat(gate.bans(wall))
                .singleElement()
                .satisfies(ban -> assertThat(ban.millisLeft(wall)).isEqualTo(BAN_MILLIS - 61_000));
        pass(Duration.ofMillis(BAN_MILLIS));
        upkeep.look();
        assertThat(told).extracting(Event::kind).containsExactly(Kind.CLOCK_SET, Kind.EXPIRED);
    }

    @Test
    void look_drift_isLeftAlone() {
        ban();
        for (int i = 0; i < 4; i++) {
            wall += 9_999;
            upkeep.look();
        }
        assertThat(told).isEmpty();
        assertThat(gate.bans(wall)).hasSize(1);
    }
}
