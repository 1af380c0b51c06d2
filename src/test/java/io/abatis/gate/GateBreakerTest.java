package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.ban.Ban;
import io.abatis.ban.BanLadder;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What stops mass bans. An attack is three bad calls of a stranger; bans last an hour here. */
final class GateBreakerTest {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int CAP = 5;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Breaker.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.setAdditive(true);
        logger.detachAppender(log);
    }

    private static Gate gate(int perMinute, @Nullable Double share) {
        return new Gate(policy(perMinute, share, PAUSE), SmallModel.flagging(3, 0.5), 4_096, 4_096, 1);
    }

    private static Policy policy(int perMinute, @Nullable Double share, Duration pause) {
        Policy plain = GatePolicy.of(Mode.ENFORCE)
                .deny("198.51.100.1")
                .cap(new BanCap(perMinute, share, pause))
                .build();
        BanLadder hour = BanLadder.flat(Duration.ofHours(1));
        return new Policy(
                plain.mode(), plain.modes(), plain.allow(), plain.deny(), null, 1, plain.grades(), hour, plain.cap());
    }

    private static Verdict attack(Gate gate, int client, long now) {
        Call bad = new Call(Ip.ofV4(client), SmallModel.BAD, now);
        gate.judge(bad);
        gate.judge(bad);
        return gate.judge(bad);
    }

    private static void assertRefused(Verdict verdict, boolean refused) {
        assertThat(verdict.reason()).isEqualTo(Reason.BEHAVIOUR);
        assertThat(verdict.score()).isEqualTo(0.9);
        assertThat(verdict.refuses()).isEqualTo(refused);
    }

    @Test
    void judge_moreBansThanTheCap_liftsThoseOfTheLastMinuteAndBansNobodyForAWhile() {
        Gate gate = gate(CAP, null);
        assertRefused(attack(gate, 100, 0), true);
        assertRefused(attack(gate, 101, 39_999), true);
        for (int i = 0; i < CAP - 1; i++) {
            assertRefused(attack(gate, i, 100_000 + i), true);
        }
        assertThat(gate.pausedUntil()).isLessThan(0);
        assertRefused(attack(gate, CAP, 100_010), true);
        assertThat(gate.bans(100_010)).hasSize(CAP + 2);
        assertRefused(attack(gate, CAP + 1, 100_020), false);
        assertThat(gate.bans(100_020))
                .as("those that are older stay")
                .extracting(Ban::client)
                .containsExactly(Ip.ofV4(101), Ip.ofV4(100));
        long again = 100_020 + PAUSE.toMillis();
        assertThat(gate.pausedUntil()).isEqualTo(again);
        assertThat(gate.judge(new Call(Ip.ofV4(100), SmallModel.GOOD, 100_021)).reason())
                .isEqualTo(Reason.BANNED);
        assertThat(gate.judge(new Call(Ip.of("198.51.100.1"), SmallModel.GOOD, 100_021))
                        .refuses())
                .as("the deny list stays")
                .isTrue();
        assertRefused(attack(gate, 1, again - 1), false);
        assertThat(gate.bans(again - 1)).hasSize(2);
        assertRefused(gate.judge(new Call(Ip.ofV4(1), SmallModel.BAD, again)), true);
        assertThat(gate.bans(again).get(0).earlier())
                .as("a lifted ban is no step")
                .isZero();
        assertThat(gate.stats().snapshot().trips()).isEqualTo(1);
        assertThat(log.list).singleElement().satisfies(said -> {
            assertThat(said.getLevel()).isEqualTo(Level.ERROR);
            assertThat(said.getFormattedMessage())
                    .contains("6 new bans", "bans.max-per-minute = 5", "1970-01-01T00:06:40.020Z", "of 5 clients");
        });
    }

    @Test
    void judge_capOverTheTurnOfAMinute_isReachedAllTheSame() {
        Gate gate = gate(CAP, null);
        for (int i = 0; i < CAP; i++) {
            assertRefused(attack(gate, i, 59_000 + i % 2 * 1_000), true);
        }
        assertRefused(attack(gate, CAP, 60_000), false);
    }

    @Test
    void judge_asManyBansAsTheCapEachMinute_areNoAccident() {
        Gate gate = gate(CAP, null);
        for (int i = 0; i < 20 * CAP; i++) {
            assertRefused(attack(gate, i, i / CAP * 60_000L), true);
        }
        assertThat(gate.stats().snapshot().trips()).isZero();
        assertThat(log.list).isEmpty();
    }

    @Test
    void judge_pauseShorterThanAMinute_bansAgainAfterIt() {
        Gate gate = new Gate(policy(CAP, null, Duration.ofSeconds(1)), SmallModel.flagging(3, 0.5), 4_096, 4_096, 1);
        for (int i = 0; i <= CAP; i++) {
            attack(gate, i, 0);
        }
        for (int i = 0; i < CAP; i++) {
            assertRefused(attack(gate, i, 1_000), true);
        }
        assertRefused(attack(gate, CAP, 1_000), false);
        assertThat(gate.stats().snapshot().trips()).isEqualTo(2);
        assertThat(log.list).hasSize(2);
    }

    @Test
    void judge_whilePaused_holdsCallsButLimitsNobody() {
        Policy policy = GatePolicy.of(Mode.ENFORCE)
                .graded()
                .cap(new BanCap(1, null, PAUSE))
                .build();
        Gate gate = new Gate(policy, SmallModel.graded(0.8), 64, 64, 1);
        assertThat(Scenario.play(gate, "ab0 ab0 ab5 ab5 bb6 bb6 cb7 cg7 cg7")).isEqualTo("D L b b D b D D b");
        assertThat(gate.stats().snapshot().trips()).isEqualTo(1);
        assertThat(gate.bans(7_000))
                .as("the limit of the last minute is lifted, too")
                .isEmpty();
        assertThat(Scenario.play(gate, "bg305 ag305 ab305 ab305")).isEqualTo("L b b b");
    }

    /** Each limit and ban of a client within the minute is taken back: otherwise the next call after the pause would be answered by a ban. */
    @Test
    void judge_trippedAfterLimits_takesBackTheirStepsToo() {
        Policy policy = GatePolicy.of(Mode.ENFORCE)
                .graded()
                .cap(new BanCap(2, null, PAUSE))
                .build();
        Gate gate = new Gate(policy, SmallModel.graded(0.8), 64, 64, 1);
        assertThat(Scenario.play(gate, "ab0 ab0 ag5 bb6 bb6")).isEqualTo("D L L D b");
        assertThat(Scenario.play(gate, "ag306 ab311")).isEqualTo("L L");
    }

    @Test
    void judge_moreThanTheShare_trips() {
        Gate gate = gate(1_000, 0.25);
        for (int i = 0; i < 60; i++) {
            gate.judge(new Call(Ip.ofV4(1_000 + i), SmallModel.GOOD, 0));
        }
        for (int i = 0; i < 20; i++) {
            assertRefused(attack(gate, i, i), true);
        }
        assertThat(gate.bans(20)).hasSize(20);
        assertRefused(attack(gate, 20, 20), false);
        assertThat(gate.bans(20)).isEmpty();
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("21 banned among 81 clients", "bans.max-share = 0.25");
    }

    /** Who is limited is counted still, and must not be taken for two. */
    @Test
    void judge_limitsAboveTheShare_trip() {
        Policy policy = GatePolicy.of(Mode.ENFORCE)
                .graded()
                .cap(new BanCap(1_000, 0.5, PAUSE))
                .build();
        Gate gate = new Gate(policy, SmallModel.graded(0.8), 4_096, 64, 1);
        for (int i = 0; i < 20; i++) {
            gate.judge(new Call(Ip.ofV4(1_000 + i), SmallModel.GOOD, 0));
        }
        int limited = 0;
        while (limited < 30) {
            Call bad = new Call(Ip.ofV4(limited), SmallModel.BAD, 0);
            gate.judge(bad);
            if (!gate.judge(bad).refuses()) {
                break;
            }
            limited++;
        }
        assertThat(limited).as("21 of 41 are more than half").isEqualTo(20);
    }

    @Test
    void judge_fewClients_doNotTripByTheirShare() {
        Gate gate = gate(1_000, 0.01);
        for (int i = 0; i < 10; i++) {
            assertRefused(attack(gate, i, 0), true);
        }
        assertRefused(attack(gate, 10, 0), false);
    }

    @Test
    void with_anotherPolicy_sharesTheBreaker() {
        Gate gate = gate(CAP, null);
        Gate next = gate.with(policy(2, null, PAUSE), gate.model());
        assertRefused(attack(gate, 1, 0), true);
        assertRefused(attack(next, 2, 0), true);
        assertRefused(attack(next, 3, 0), false);
        assertRefused(attack(gate, 4, 1), false);
        assertThat(next.pausedUntil()).isEqualTo(gate.pausedUntil()).isEqualTo(PAUSE.toMillis());
        assertThat(gate.stats().snapshot().trips()).isEqualTo(1);
    }

    /** As many as will attack at once: of one client one offence is counted, and when the gate stops nobody stays banned. */
    @Test
    void judge_eightThreads_neverImposeMoreThanTheCap() throws Exception {
        int threads = 8;
        for (int round = 0; round < 30; round++) {
            for (int cap : new int[] {20, 19}) {
                Gate gate = gate(cap, null);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Callable<Integer>> attackers = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    attackers.add(() -> {
                        start.await();
                        int most = 0;
                        for (int client = 0; client < 20; client++) {
                            attack(gate, client, 0);
                            most = Math.max(most, gate.bans(0).size());
                        }
                        return most;
                    });
                }
                assertThat(run(attackers)).allMatch(most -> most <= cap);
                boolean trips = cap < 20;
                assertThat(gate.bans(0)).hasSize(trips ? 0 : 20);
                assertThat(gate.stats().snapshot().trips()).isEqualTo(trips ? 1 : 0);
            }
        }
        assertThat(log.list).hasSize(30);
    }

    private static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(tasks)) {
                results.add(one.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
