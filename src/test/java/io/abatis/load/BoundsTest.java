package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundsTest {

    private static final LoadPlan PLAN =
            new LoadPlan(LoopbackUrl.parse("http://127.0.0.1:8080"), 4, 4, 100, Duration.ofSeconds(1), 1);

    /** 3 of 4 attackers and 1 of 4 benign clients are refused, the 99 % of the served calls take 2 ms. */
    @ParameterizedTest
    @CsvSource({
        "0.75, 0.25, 3, true, true, true",
        "0.76, 0.24, 1, false, false, false",
        "0, 1, 1000, true, true, true",
        "1, 0, 2, false, false, false"
    })
    void judge_measured_holdsUpToTheBound(
            double attackers, double benign, long millis, boolean held, boolean benignHeld, boolean fast) {
        assertThat(new Bounds(attackers, benign, Duration.ofMillis(millis)).judge(played()))
                .extracting(Bounds.Verdict::held)
                .containsExactly(held, benignHeld, fast);
    }

    @Test
    void judge_broken_namesBoundAndMeasured() {
        assertThat(new Bounds(.95, 0.0, Duration.ofMillis(1)).judge(played()))
                .map(Bounds.Verdict::toString)
                .containsExactly(
                        "--expect-refused-attackers 0.95 is broken: 3 of 4 attackers refused (0.75)",
                        "--expect-refused-benign 0 is broken: 1 of 4 benign clients refused (0.25)",
                        "--expect-p99 1.00 ms is broken: 99 % of the served calls took at most 2.00 ms");
    }

    @Test
    void judge_nothingHeard_isBroken() {
        LoadResult empty = new Tally(PLAN).result(Instant.EPOCH, Duration.ofSeconds(1), true, 0);
        assertThat(new Bounds(0.0, 1.0, Duration.ofHours(1)).judge(empty))
                .map(Bounds.Verdict::toString)
                .containsExactly(
                        "--expect-refused-attackers 0 is broken: no attacker was heard from",
                        "--expect-refused-benign 1 is broken: no benign client was heard from",
                        "--expect-p99 3,600,000 ms is broken: no call was served");
    }

    @Test
    void judge_none_isEmpty() {
        assertThat(Bounds.NONE.judge(played())).isEmpty();
    }

    @Test
    void bounds_outOfRange_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1.01, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(null, Double.NaN, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(null, null, Duration.ZERO));
    }

    private static LoadResult played() {
        Tally tally = new Tally(PLAN);
        PLAN.sequence().forEachRemaining(call -> {
            boolean refused = call.client() == 0 || call.client() > 4;
            tally.sent(call, 0);
            tally.ended(
                    call,
                    new Answer(
                            PLAN.client(call.client()),
                            call.kind(),
                            call.number(),
                            "/",
                            refused ? 403 : 200,
                            null,
                            2_000_000));
        });
        return tally.result(Instant.EPOCH, Duration.ofSeconds(1), false, 0);
    }
}
