package io.abatis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.ban.Ban;
import io.abatis.ban.Origin;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.console.Console.Kept;
import io.abatis.gate.Action;
import io.abatis.gate.Event;
import io.abatis.gate.Event.Kind;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.gate.SmallModel;
import io.abatis.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final List<Event> told = new ArrayList<>();
    private final Modes modes = new Modes();
    private long now = 1_700_000_000_000L;
    private final Policy policy = new Policy(
            Mode.ENFORCE, CidrSet.of(List.of("203.0.113.0/24")), CidrSet.empty(), null, 1, Duration.ofMinutes(5));
    private final Gate gate = new Gate(policy, SmallModel.flagging(3, 0.5), 64, 64, 1, told::add);
    private final Console console = console(GRACE, Keeping.inMemory());

    private static final class Modes implements Console.ModeSwitch {
        @Nullable
        Mode override;

        @Override
        public Mode configured() {
            return Mode.ENFORCE;
        }

        @Override
        public @Nullable Mode override() {
            return override;
        }

        @Override
        public void override(@Nullable Mode mode) {
            override = mode;
        }
    }

    private Console console(Duration grace, Keeping keeping) {
        return new Console(
                () -> gate,
                modes,
                new Console.Settings(grace, 64),
                new Recent(100),
                keeping,
                told::add,
                () -> Instant.ofEpochMilli(now));
    }

    private Console console(Gate of, Recent record) {
        return new Console(
                () -> of,
                modes,
                new Console.Settings(GRACE, 64),
                record,
                Keeping.inMemory(),
                told::add,
                () -> Instant.ofEpochMilli(now));
    }

    private Verdict attack(Ip client) {
        Verdict verdict = null;
        for (int i = 0; i < 3; i++) {
            Call call = new Call(client, SmallModel.BAD, now);
            verdict = gate.judge(call);
            console.recent().add(call, verdict);
        }
        return Objects.requireNonNull(verdict);
    }

    @Test
    void unban_bannedClient_isServedThroughItsGraceAndLabelledBenign() {
        attack(CLIENT);
        assertThat(console.bansInForce()).hasSize(1);

        assertThat(console.unban(CLIENT, "anna", "a crawler of ours")).isNotNull();

        assertThat(console.bansInForce()).isEmpty();
        now += GRACE.toMillis() - 1;
        assertThat(attack(CLIENT).refuses()).as("within the grace").isFalse();
        now += 1;
        assertThat(attack(CLIENT).refuses()).as("after the grace").isTrue();
        assertThat(console.labels().get(CLIENT)).satisfies(label -> {
            assertThat(Objects.requireNonNull(label).word()).isEqualTo("benign");
            assertThat(label.operator()).isEqualTo("anna");
        });
        assertThat(told).extracting(Event::kind).containsExactly(Kind.BANNED, Kind.CLEARED, Kind.FLAGGED, Kind.BANNED);
        Event cleared = told.get(1);
        assertThat(cleared.operator()).isEqualTo("anna");
        assertThat(cleared.note()).startsWith("cleared until 2023-").endsWith(": a crawler of ours");
        assertThat(Objects.requireNonNull(cleared.ban()).client()).isEqualTo(CLIENT);
    }

    @Test
    void unban_noGrace_forgetsTheCountsAllTheSame() {
        Console strict = console(Duration.ZERO, Keeping.inMemory());
        attack(CLIENT);
        strict.unban(CLIENT, "anna", "");
        assertThat(gate.judge(new Call(CLIENT, SmallModel.BAD, now)).refuses()).isFalse();
        assertThat(attack(CLIENT).refuses()).isTrue();
        assertThat(strict.cleared()).isEmpty();
    }

    @Test
    void unban_strangerWithoutABan_saysThereWasNone() {
        assertThat(console.unban(CLIENT, "anna", "")).isNull();
        assertThat(console.cleared()).hasSize(1);
    }

    @Test
    void ban_byHand_refusesAtOnceAndIsLabelledMalicious() {
        Ban ban = console.ban(CLIENT, Duration.ofHours(1), "ben", "scraper");
        assertThat(ban.origin()).isEqualTo(Origin.OPERATOR);
        assertThat(ban.untilMillis()).isEqualTo(now + 3_600_000);
        assertThat(gate.judge(new Call(CLIENT, SmallModel.GOOD, now)).reason()).isEqualTo(Reason.BANNED);
        assertThat(Objects.requireNonNull(console.labels().get(CLIENT)).isMalicious())
                .isTrue();
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.BANNED);
            assertThat(event.operator()).isEqualTo("ben");
            assertThat(event.note()).isEqualTo("scraper");
        });
    }

    @Test
    void ban_alreadyBanned_getsAnotherEndLongerOrShorter() {
        attack(CLIENT);
        Ban first = console.bansInForce().get(0);
        now += 60_000;
        Ban longer = console.ban(CLIENT, Duration.ofDays(1), "ben", "");
        assertThat(longer.sinceMillis()).isEqualTo(first.sinceMillis());
        assertThat(longer.origin()).isEqualTo(Origin.OPERATOR);
        assertThat(longer.score()).isEqualTo(first.score());
        assertThat(longer.untilMillis()).isEqualTo(now + Duration.ofDays(1).toMillis());
        Ban shorter = console.ban(CLIENT, Duration.ofSeconds(1), "ben", "");
        assertThat(console.bansInForce()).containsExactly(shorter);
        assertThat(told).extracting(Event::kind).containsExactly(Kind.BANNED, Kind.EXTENDED, Kind.EXTENDED);
    }

    @Test
    void ban_clearedOrLimitedClient_endsThat() {
        console.allow(CLIENT, "anna", "");
        console.ban(CLIENT, Duration.ofHours(1), "ben", "");
        assertThat(console.cleared()).isEmpty();
        assertThat(console.bansInForce()).extracting(Ban::sanction).containsExactly(Sanction.BAN);
    }

    @Test
    void ban_allowListed_isRefusedAndSaysWhatToDo() {
        assertThatThrownBy(() -> console.ban(Ip.of("203.0.113.9"), Duration.ofHours(1), "ben", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allow list")
                .hasMessageContaining("203.0.113.9");
        assertThat(console.bansInForce()).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "-PT1H", "P3651D"})
    void ban_timeOutOfRange_isRefused(String time) {
        assertThatThrownBy(() -> console.ban(CLIENT, Duration.parse(time), "ben", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3650 days");
    }

    @Test
    void allow_andTakenBack_changesBothWays() {
        attack(CLIENT);
        assertThat(console.allow(CLIENT, "anna", "")).isNotNull();
        now += Duration.ofDays(4_000).toMillis();
        assertThat(attack(CLIENT).reason()).isEqualTo(Reason.ALLOW_LISTED);
        assertThat(console.disallow(CLIENT, "anna", "")).isTrue();
        assertThat(console.disallow(CLIENT, "anna", "")).isFalse();
        assertThat(attack(CLIENT).refuses()).isTrue();
        assertThat(told)
                .extracting(Event::kind)
                .containsExactly(Kind.BANNED, Kind.ALLOWED, Kind.DISALLOWED, Kind.BANNED);
    }

    @Test
    void client_addressOfANetwork_isTheNetwork() {
        assertThat(console.client(Ip.of("2001:db8::5"))).isEqualTo(Ip.of("2001:db8::"));
        assertThat(console.client(CLIENT)).isEqualTo(CLIENT);
    }

    @Test
    void mode_setAndSetBack_isTold() {
        console.mode(Mode.OBSERVE, "anna");
        assertThat(modes.override()).isEqualTo(Mode.OBSERVE);
        console.mode(null, "anna");
        assertThat(modes.override()).isNull();
        assertThat(told)
                .extracting(Event::note)
                .containsExactly("everywhere: OBSERVE", "back to the configuration's: ENFORCE");
    }

    @Test
    void kept_byWhatIsBehindIt_tellsWhetherItLasts() {
        assertThat(console.kept()).isEqualTo(Kept.MEMORY);
        assertThat(console(GRACE, lasting(CompletableFuture.completedFuture(null)))
                        .kept())
                .isEqualTo(Kept.STORED);
        assertThat(console(GRACE, lasting(CompletableFuture.failedFuture(new java.io.IOException("full"))))
                        .kept())
                .isEqualTo(Kept.PENDING);
    }

    private static Keeping lasting(CompletableFuture<Void> durable) {
        Keeping memory = Keeping.inMemory();
        return new Keeping() {
            @Override
            public java.util.Map<Ip, String> labels() {
                return memory.labels();
            }

            @Override
            public void label(Ip client, String line) {
                memory.label(client, line);
            }

            @Override
            public @Nullable String event(Ip client) {
                return memory.event(client);
            }

            @Override
            public void event(Ip client, String json) {
                memory.event(client, json);
            }

            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public CompletableFuture<Void> durable() {
                return durable;
            }
        };
    }

    @Test
    void whatIf_record_countsAttackersAndInnocentsByTheHighestScore() {
        attack(CLIENT); // refused at .9
        gate.judge(new Call(Ip.ofV4(5), SmallModel.GOOD, now));
        console.recent()
                .add(
                        new Call(Ip.ofV4(5), SmallModel.GOOD, now),
                        gate.judge(new Call(Ip.ofV4(5), SmallModel.GOOD, now)));
        WhatIf whatIf = console.whatIf();
        assertThat(whatIf.now()).isEqualTo(new WhatIf.Reached(1, 0));
        assertThat(whatIf.attackers()).hasSize(101);
        assertThat(whatIf.attackers().subList(0, 91)).containsOnly(1L);
        assertThat(whatIf.attackers().subList(91, 101)).containsOnly(0L);
        assertThat(whatIf.innocents().subList(0, 11)).containsOnly(1L);
        assertThat(whatIf.innocents().subList(11, 101)).containsOnly(0L);

        console.unban(CLIENT, "anna", "");
        assertThat(console.whatIf().attackers()).containsOnly(0L);
        assertThat(console.whatIf().innocents().get(90)).isEqualTo(1);
    }

    @Test
    void whatIf_callsKnownToBeCalm_countByTheirClientsPresentScore() {
        Ip calm = Ip.ofV4(6);
        gate.judge(new Call(calm, SmallModel.GOOD, now));
        console.recent().add(new Call(calm, SmallModel.GOOD, now), new Verdict(Action.PASS, Reason.CLEAR, 0, 0));

        WhatIf whatIf = console.whatIf();

        assertThat(whatIf.exactFrom()).isEqualTo(.5);
        assertThat(whatIf.innocents().subList(0, 11)).containsOnly(1L); // the forest gives .1
        assertThat(whatIf.innocents().subList(11, 101)).containsOnly(0L);
    }

    /** Rounded to a step of the slider, the threshold would reach nobody. */
    @Test
    void whatIf_scoresNextToTheThreshold_areReachedNow() {
        Gate close = gate.with(policy, SmallModel.flagging(3, .8961));
        Recent record = new Recent(10);
        for (double score : new double[] {.8962, .8961, .8960}) {
            record.add(
                    new Call(Ip.ofV4((int) (score * 1e5)), SmallModel.BAD, now),
                    new Verdict(Action.REFUSE, Reason.BEHAVIOUR, score, 1_000));
        }

        WhatIf whatIf = console(close, record).whatIf();

        assertThat(whatIf.now()).isEqualTo(new WhatIf.Reached(2, 0));
        assertThat(whatIf.attackers().get(89)).isEqualTo(3);
        assertThat(whatIf.attackers().get(90)).isZero();
    }

    @Test
    void whatIf_tooFewCalls_doNotCount() {
        Policy patient = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(5));
        Gate waiting = gate.with(patient, gate.model());
        Ip once = Ip.ofV4(7);
        Call call = new Call(once, SmallModel.GOOD, now);
        Recent record = new Recent(10);
        record.add(call, waiting.judge(call));
        Console of = console(waiting, record);

        assertThat(of.whatIf().innocents().subList(1, 101)).containsOnly(0L);
        waiting.judge(call);
        assertThat(of.whatIf().innocents().subList(1, 11)).containsOnly(1L);
    }
}
