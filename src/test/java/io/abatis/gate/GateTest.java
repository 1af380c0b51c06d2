package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.ban.Ban;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Model MODEL = SmallModel.flagging(3, 0.5);

    /** Whatever it rests on. */
    private static void assertVerdict(Verdict verdict, boolean refuses, Reason reason, double score, long retryAfter) {
        assertThat(new Verdict(verdict.action(), verdict.reason(), verdict.score(), verdict.waitMillis()))
                .isEqualTo(new Verdict(refuses ? Action.REFUSE : Action.PASS, reason, score, retryAfter * 1_000));
        assertThat(verdict.ground() != null).isEqualTo(score > 0 && reason != Reason.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "3, 3", "4, 4", "7, 7"})
    void judge_fewerThanMinimumCalls_isClearWithoutScore(int minimum, int flagged) {
        Gate gate = gate(Mode.ENFORCE, null, minimum);
        for (int i = 1; i < flagged; i++) {
            assertVerdict(gate.judge(bad(0)), false, Reason.CLEAR, i < minimum ? 0 : 0.1, 0);
        }
        assertVerdict(gate.judge(bad(0)), true, Reason.BEHAVIOUR, 0.9, 10);
    }

    @Test
    void judge_uncountedCalls_doNotReachTheMinimum() {
        Gate gate = gate(Mode.ENFORCE, 0.05, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(gate.judge(call("GET /unknown", 0)).reason()).isEqualTo(Reason.CLEAR);
        }
        assertThat(gate.trackedClients()).isZero();
        assertThat(gate.judge(call(SmallModel.GOOD, 0)).reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.judge(call("GET /unknown", 0)).reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.judge(call(SmallModel.GOOD, 0)).reason()).isEqualTo(Reason.BEHAVIOUR);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 1", "0.1, 1", "0.11, 3", "0.9, 3", "0.91, 0", "1, 0"})
    void judge_ownThreshold_countsInsteadOfTheModels(double threshold, int flagged) {
        Gate gate = gate(Mode.ENFORCE, threshold, 1);
        assertThat(gate.threshold()).isEqualTo(threshold);
        for (int i = 1; i <= 4; i++) {
            Reason reason = i == flagged ? Reason.BEHAVIOUR : i > flagged && flagged > 0 ? Reason.BANNED : Reason.CLEAR;
            assertThat(gate.judge(bad(0)).reason()).isEqualTo(reason);
        }
    }

    @Test
    void judge_banned_tellsTheScoreAndTheTimeLeft() {
        Gate gate = flagged(gate(Mode.ENFORCE, null, 1));
        assertThat(gate.judge(bad(1))).isEqualTo(new Verdict(Action.REFUSE, Reason.BANNED, 0.9, 9_999));
        assertThat(gate.judge(bad(1_000))).isEqualTo(new Verdict(Action.REFUSE, Reason.BANNED, 0.9, 9_000));
        assertThat(gate.judge(bad(9_999))).isEqualTo(new Verdict(Action.REFUSE, Reason.BANNED, 0.9, 1));
        assertThat(gate.judge(bad(10_000)).refuses()).isFalse();
        assertThat(gate.bans(9_999)).containsExactly(new Ban(CLIENT, Sanction.BAN, 0, 10_000, 0.9, 0));
        assertThat(gate.bans(10_000)).isEmpty();
    }

    @Test
    void judge_flaggedAgainLater_remembersTheEarlierBan() {
        Gate gate = flagged(gate(Mode.ENFORCE, null, 1));
        for (int i = 0; i < 3; i++) {
            gate.judge(bad(20_000));
        }
        assertThat(gate.bans(20_000)).containsExactly(new Ban(CLIENT, Sanction.BAN, 20_000, 30_000, 0.9, 1));
    }

    @Test
    void judge_allowedDeniedBannedOrOff_isNotTracked() {
        CidrSet own = CidrSet.of(List.of(CLIENT.toString()));
        for (Policy policy : List.of(
                new Policy(Mode.ENFORCE, own, CidrSet.empty(), null, 1, Duration.ofSeconds(10)),
                new Policy(Mode.ENFORCE, CidrSet.empty(), own, null, 1, Duration.ofSeconds(10)),
                new Policy(Mode.OBSERVE, CidrSet.empty(), own, null, 1, Duration.ofSeconds(10)),
                new Policy(Mode.OFF, CidrSet.empty(), CidrSet.empty(), null, 1, Duration.ofSeconds(10)))) {
            Gate gate = new Gate(policy, MODEL, 64, 64, 1);
            gate.judge(bad(0));
            assertThat(gate.trackedClients()).as(policy.toString()).isZero();
        }
        Gate banned = flagged(gate(Mode.ENFORCE, null, 1));
        banned.judge(bad(1));
        assertThat(banned.trackedClients()).isZero();
    }

    @Test
    void judge_denied_saysToComeBackAfterABanTime() {
        Policy policy = new Policy(
                Mode.ENFORCE, CidrSet.empty(), CidrSet.of(List.of("192.0.2.0/24")), null, 1, Duration.ofMillis(1_500));
        Verdict verdict = new Gate(policy, MODEL, 64, 64, 1).judge(bad(0));
        assertThat(verdict).isEqualTo(new Verdict(Action.REFUSE, Reason.DENY_LISTED, 0, 1_500));
    }

    @Test
    void with_sameLayout_keepsCounts() {
        Gate gate = gate(Mode.ENFORCE, null, 1);
        gate.judge(bad(0));
        gate.judge(bad(0));
        Model next = SmallModel.flagging(3, 0.8);
        gate = gate.with(gate.policy(), next);
        assertThat(gate.model()).isSameAs(next);
        assertThat(gate.threshold()).isEqualTo(0.8);
        assertThat(gate.trackedClients()).isEqualTo(1);
        assertThat(gate.judge(bad(0)).reason()).isEqualTo(Reason.BEHAVIOUR);
    }

    /** What need not be asked under one threshold, or of one forest, must be under a lower one, or of another. */
    @Test
    void with_afterSettling_asksTheForestAgainIfItMatters() {
        assertThat(settled().judge(call(SmallModel.GOOD, 2)).score()).isZero();

        Gate milder = settled();
        Gate same = milder.with(policy(Mode.ENFORCE, .75, 1), milder.model());
        assertThat(same.judge(call(SmallModel.GOOD, 2)).score()).isZero();

        Gate before = settled();
        Gate stricter = before.with(policy(Mode.ENFORCE, .05, 1), before.model());
        assertThat(stricter.judge(call(SmallModel.GOOD, 2)).action()).isEqualTo(Action.REFUSE);

        Gate other = settled().with(policy(Mode.ENFORCE, null, 1), SmallModel.flagging(0, .75));
        assertThat(other.judge(call(SmallModel.GOOD, 2)).action()).isEqualTo(Action.REFUSE);
    }

    private static Gate settled() {
        Gate gate = new Gate(policy(Mode.ENFORCE, null, 1), SmallModel.graded(.7), 64, 64, 1);
        assertThat(gate.judge(call(SmallModel.GOOD, 0)).score()).isEqualTo(.1);
        gate.settle();
        return gate;
    }

    @Test
    void settle_exactGate_asksTheForestAllTheSame() {
        Gate gate = new Gate(policy(Mode.ENFORCE, null, 1), SmallModel.graded(.7), 64, 64, 1).exact();
        gate.judge(call(SmallModel.GOOD, 0));
        gate.settle();
        assertThat(gate.judge(call(SmallModel.GOOD, 1)).score()).isEqualTo(.1);
    }

    @Test
    void with_otherLayout_beginsToCountAnewButBansStay() {
        Gate gate = flagged(gate(Mode.ENFORCE, null, 1));
        Ip other = Ip.of("192.0.2.2");
        gate.judge(new Call(other, SmallModel.BAD, 0));
        gate.judge(new Call(other, SmallModel.BAD, 0));
        gate = gate.with(gate.policy(), SmallModel.model(5, 3, 0.5));
        assertThat(gate.trackedClients()).isZero();
        assertThat(gate.judge(new Call(other, SmallModel.BAD, 0)).reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.judge(bad(1)).reason()).isEqualTo(Reason.BANNED);
    }

    @Test
    void stats_afterSomeCalls_addUp() {
        Gate gate = gate(Mode.ENFORCE, null, 1);
        for (int i = 0; i < 7; i++) {
            gate.judge(bad(i));
        }
        gate.observe(bad(0), Outcome.SUCCESS);
        gate.observe(bad(0), Outcome.NOT_FOUND);
        gate.observe(bad(0), Outcome.NOT_FOUND);
        gate.stats().countFailure();
        GateStats.Snapshot figures = gate.stats().snapshot();
        assertThat(figures.verdicts())
                .containsOnlyKeys(Reason.values())
                .containsEntry(Reason.CLEAR, 2L)
                .containsEntry(Reason.BEHAVIOUR, 1L)
                .containsEntry(Reason.BANNED, 4L)
                .containsEntry(Reason.OFF, 0L);
        assertThat(figures.refused()).isEqualTo(5);
        assertThat(figures.failures()).isEqualTo(1);
        assertThat(figures.outcomes())
                .doesNotContainKey(Outcome.UNKNOWN)
                .hasSize(Outcome.values().length - 1)
                .containsEntry(Outcome.SUCCESS, 1L)
                .containsEntry(Outcome.NOT_FOUND, 2L)
                .containsEntry(Outcome.SERVER_ERROR, 0L);
    }

    @Test
    void stats_observing_refusesNobody() {
        Gate gate = gate(Mode.OBSERVE, null, 1);
        for (int i = 0; i < 7; i++) {
            assertThat(gate.judge(bad(i)).retryAfterSeconds()).isZero();
        }
        assertThat(gate.stats().snapshot().refused()).isZero();
        assertThat(gate.stats().snapshot().verdicts()).containsEntry(Reason.BEHAVIOUR, 5L);
        assertThat(gate.bans(0)).isEmpty();
    }

    @Test
    void judge_manyThreadsOneAttacker_isOneBanAndEveryCallHasAVerdict() throws Exception {
        Gate gate = gate(Mode.ENFORCE, null, 1);
        int threads = 4;
        int each = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        gate.judge(bad(5));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(gate.bans(5)).containsExactly(new Ban(CLIENT, Sanction.BAN, 5, 10_005, 0.9, 0));
        GateStats.Snapshot figures = gate.stats().snapshot();
        assertThat(figures.verdicts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo((long) threads * each);
        assertThat(figures.verdicts().get(Reason.CLEAR)).isBetween(2L, 2L + 3L * threads);
        assertThat(figures.verdicts().get(Reason.BEHAVIOUR)).isBetween(1L, (long) threads);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, 1.000_000_1, Double.NaN, Double.POSITIVE_INFINITY})
    void policy_thresholdOutOfRange_isRefused(double threshold) {
        assertThatThrownBy(() -> policy(Mode.ENFORCE, threshold, 1)).hasMessageContaining("threshold");
    }

    @Test
    void policy_otherValuesOutOfRange_areRefused() {
        assertThatThrownBy(() -> policy(Mode.ENFORCE, null, 0)).hasMessageContaining("minimum-calls");
        assertThatThrownBy(() ->
                        new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 1, Duration.ofMillis(999)))
                .hasMessageContaining("bans.time");
    }

    private static Gate gate(Mode mode, @Nullable Double threshold, int minimumCalls) {
        return new Gate(policy(mode, threshold, minimumCalls), MODEL, 64, 64, 1);
    }

    private static Policy policy(Mode mode, @Nullable Double threshold, int minimumCalls) {
        return new Policy(mode, CidrSet.empty(), CidrSet.empty(), threshold, minimumCalls, Duration.ofSeconds(10));
    }

    private static Gate flagged(Gate gate) {
        for (int i = 0; i < 3; i++) {
            gate.judge(bad(0));
        }
        return gate;
    }

    private static Call bad(long timeMillis) {
        return call(SmallModel.BAD, timeMillis);
    }

    private static Call call(String name, long timeMillis) {
        return new Call(CLIENT, name, timeMillis);
    }
}
