package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallWeightsTest {

    /** At bias .8, i * r must stay below 7: 6 numbers do for the rarest call, 3, 2, 1, 1, 1, and then none. */
    @Test
    void hostile_reference_isTheCountWorkedOutByHand() {
        assertThat(CallWeights.hostile(14, .8)).containsExactly(6, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"5, .7", "14, .8", "60, .95", "1, .5", "0, .8"})
    void benign_anySetting_isWhatAttackersLeave(int calls, double bias) {
        int[] hostile = CallWeights.hostile(calls, bias);
        int[] benign = CallWeights.benign(calls, bias);
        assertThat(benign).hasSize(calls);
        for (int i = 0; i < calls; i++) {
            assertThat(benign[i] + hostile[i]).isEqualTo(calls);
        }
    }

    @Test
    void hostile_fiveCallsAtBiasThatLeavesNothing_isAllZero() {
        assertThat(Arrays.stream(CallWeights.hostile(5, .95)).sum()).isZero();
    }
}
