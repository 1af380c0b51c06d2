package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.abatis.traffic.CallWeights;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightedDrawTest {

    private static final int CALLS = 14;

    @ParameterizedTest
    @ValueSource(doubles = {.6, .8, .9, .95})
    void weights_anyBias_areTheGeneratorsCounts(double bias) {
        WeightedDraw benign = WeightedDraw.of(ClientKind.BENIGN, CALLS, bias);
        WeightedDraw hostile = WeightedDraw.of(ClientKind.HOSTILE, CALLS, bias);
        double threshold = CALLS * 2 - CALLS * 2 * bias;
        for (int i = 1; i <= CALLS; i++) {
            int toBenign = 0;
            for (int r = 1; r <= CALLS; r++) {
                toBenign += i * r * bias >= threshold ? 1 : 0;
            }
            assertThat(benign.weight(i - 1)).isEqualTo(toBenign);
            assertThat(hostile.weight(i - 1)).isEqualTo(CALLS - toBenign);
        }
    }

    /** At bias .8, i * r must reach 7: the least r is 7 for the rarest call, 4, 3, 2, 2, 2, and then any will do. */
    @Test
    void weights_reference_areTheOnesWorkedOutByHand() {
        WeightedDraw hostile = WeightedDraw.ofReference(ClientKind.HOSTILE);
        int[] weights = new int[CALLS];
        for (int call = 0; call < CALLS; call++) {
            weights[call] = hostile.weight(call);
        }
        assertThat(weights).containsExactly(6, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void draw_manyCalls_followsWeightsAndOutliers(ClientKind kind) {
        WeightedDraw draw = WeightedDraw.ofReference(kind);
        int draws = 200_000;
        int[] seen = new int[CALLS];
        SplitMix64 random = new SplitMix64(7L);
        for (int i = 0; i < draws; i++) {
            seen[draw.draw(random)]++;
        }
        double total = 0;
        for (int call = 0; call < CALLS; call++) {
            total += draw.weight(call);
        }
        double outliers = kind == ClientKind.HOSTILE ? 1.0 / CallWeights.REFERENCE_OUTLIER : 0;
        for (int call = 0; call < CALLS; call++) {
            double expected = (1 - outliers) * draw.weight(call) / total + outliers / CALLS;
            assertThat(seen[call] / (double) draws).isCloseTo(expected, within(.005));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, Double.NaN})
    void of_biasOutOfRange_isRefused(double bias) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightedDraw.of(ClientKind.HOSTILE, CALLS, bias))
                .withMessageContaining("bias");
    }

    @Test
    void of_biasThatLeavesNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightedDraw.of(ClientKind.HOSTILE, CALLS, .99))
                .withMessageContaining("nothing to call");
    }
}
