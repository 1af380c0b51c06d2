package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The decisions that are told apart, beside those that gates take. */
final class DecisionTest {

    private static final int CALLS = 3_000;
    private static final long SEED = 5;

    private static Policy policy(Mode mode) {
        return GatePolicy.of(mode)
                .allow("192.0.2.1")
                .deny("192.0.2.2")
                .graded()
                .cap(new BanCap(6, null, Duration.ofMinutes(3)))
                .build();
    }

    /** Twenty clients, some hostile, over half an hour. */
    private static Gate gateAfterTraffic(Mode mode) {
        Gate gate = new Gate(policy(mode), SmallModel.graded(.8), 1_000, 1_000, SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        long now = 1_700_000_000_000L;
        for (int i = 0; i < CALLS; i++) {
            now += random.nextInt(1_200);
            int client = 1 + random.nextInt(20);
            boolean bad = client > 5 && random.nextInt(20) < client;
            Call call = new Call(Ip.of("192.0.2." + client), bad ? SmallModel.BAD : SmallModel.GOOD, now);
            if (!gate.judge(call).refuses()) {
                gate.observe(call, Outcome.SUCCESS);
            }
        }
        return gate;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void decided_allKindsTogether_areAllCalls(Mode mode) {
        GateStats stats = gateAfterTraffic(mode).stats();

        assertThat(Decision.ALL.stream().mapToLong(stats::decided).sum()).isEqualTo(CALLS);
        assertThat(Decision.ALL.stream()
                        .filter(kind -> kind.mode() == mode)
                        .mapToLong(stats::decided)
                        .sum())
                .isEqualTo(CALLS);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void decided_byActionAndReason_agreeWithTheSnapshot(Mode mode) {
        GateStats stats = gateAfterTraffic(mode).stats();

        Map<Action, Long> actions = new LinkedHashMap<>();
        Map<Reason, Long> reasons = new LinkedHashMap<>();
        Decision.ALL.forEach(kind -> {
            actions.merge(kind.action(), stats.decided(kind), Long::sum);
            reasons.merge(kind.reason(), stats.decided(kind), Long::sum);
        });

        assertThat(stats.snapshot().actions()).containsAllEntriesOf(actions);
        assertThat(stats.snapshot().verdicts()).containsAllEntriesOf(reasons);
    }

    @Test
    void decided_enforce_everyActionAndReasonAppears() {
        GateStats stats = gateAfterTraffic(Mode.ENFORCE).stats();

        assertThat(Decision.ALL)
                .filteredOn(kind -> stats.decided(kind) > 0)
                .extracting(Decision::action)
                .contains(Action.values());
        assertThat(stats.decided(new Decision(Mode.ENFORCE, Action.PASS, Reason.BEHAVIOUR)))
                .as("passed while nobody was banned")
                .isPositive();
    }

    @Test
    void countUnheld_afterHeld_movesItInTheSnapshotAlone() {
        GateStats stats = new GateStats();
        Decision held = new Decision(Mode.ENFORCE, Action.DELAY, Reason.SUSPECT);
        Verdict verdict = Verdict.against(Action.DELAY, Reason.SUSPECT, .5, 1_000);
        List.of(1, 2, 3).forEach(i -> stats.count(Mode.ENFORCE, verdict));

        stats.countUnheld();

        assertThat(stats.decided(held)).as("never gets less").isEqualTo(3);
        assertThat(stats.snapshot().actions()).containsEntry(Action.DELAY, 2L).containsEntry(Action.LIMIT, 1L);
        assertThat(stats.snapshot().unheld()).isEqualTo(1);
        assertThat(stats.snapshot().refused()).isEqualTo(1);
    }
}
