package io.abatis.load;

import io.abatis.traffic.CallWeights;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Which of n things is taken, as a distribution over 0 to n - 1. Immutable. */
final class WeightedDraw {

    private final int[] cumulated;
    private final int outlier;

    private WeightedDraw(int[] cumulated, int outlier) {
        this.cumulated = cumulated;
        this.outlier = outlier;
    }

    /**
     * A distribution of given weights.
     *
     * @param weights at least one, each 0 or above, their sum above 0 and at most 2^31 - 1
     * @throws IllegalArgumentException if there is nothing to draw
     */
    static WeightedDraw of(int[] weights) {
        int[] cumulated = weights.clone();
        Arrays.parallelPrefix(cumulated, Math::addExact);
        if (weights.length == 0 || cumulated[weights.length - 1] < 1) {
            throw new IllegalArgumentException("at least one weight must be above 0");
        }
        return new WeightedDraw(cumulated, 0);
    }

    /**
     * How clients of a kind draw their calls in the reference traffic.
     *
     * @param calls how many calls there are, 1 to 1000, from the rarest to the most frequent
     * @param bias the generator's bias, above 0 and below 1
     * @throws IllegalArgumentException if a value is out of range, or if the bias leaves this kind nothing to call
     */
    static WeightedDraw of(ClientKind kind, int calls, double bias) {
        if (calls < 1 || calls > 1000) {
            throw new IllegalArgumentException("calls must be 1 to 1000, not " + calls);
        }
        if (!(bias > 0 && bias < 1)) {
            throw new IllegalArgumentException("bias must be above 0 and below 1, not " + bias);
        }
        int[] cumulated =
                kind == ClientKind.BENIGN ? CallWeights.benign(calls, bias) : CallWeights.hostile(calls, bias);
        Arrays.parallelPrefix(cumulated, Integer::sum);
        int total = cumulated[calls - 1];
        if (total == 0) {
            throw new IllegalArgumentException("bias " + bias + " leaves a " + kind.word() + " client nothing to call");
        }
        return new WeightedDraw(cumulated, kind == ClientKind.HOSTILE ? CallWeights.REFERENCE_OUTLIER : 0);
    }

    /** The reference distribution of a kind: fourteen calls, bias .8. */
    static WeightedDraw ofReference(ClientKind kind) {
        return of(kind, ApiRoutes.count(), CallWeights.REFERENCE_BIAS);
    }

    /** The weight of one before outliers; in the reference traffic the number of draws of the generator that lead to it. */
    int weight(int one) {
        return one == 0 ? cumulated[0] : cumulated[one] - cumulated[one - 1];
    }

    /** Draws one. */
    int draw(UniformRandomProvider random) {
        int count = cumulated.length;
        if (outlier > 0 && random.nextInt(outlier) == 0) {
            return random.nextInt(count);
        }
        int ticket = random.nextInt(cumulated[count - 1]);
        int one = 0;
        while (cumulated[one] <= ticket) {
            one++;
        }
        return one;
    }
}
