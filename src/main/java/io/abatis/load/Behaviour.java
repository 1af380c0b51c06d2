package io.abatis.load;

import io.abatis.traffic.CallWeights;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Which of n calls a client of one kind makes, as a distribution over 0 to n - 1, as in the reference traffic. Immutable. */
final class Behaviour {

    private final int[] cumulated;
    private final int outlier;

    private Behaviour(int[] cumulated, int outlier) {
        this.cumulated = cumulated;
        this.outlier = outlier;
    }

    /**
     * The distribution of a kind.
     *
     * @param calls how many calls there are, 1 to 1000, from the rarest to the most frequent
     * @param bias the generator's bias, above 0 and below 1
     * @throws IllegalArgumentException if a value is out of range, or if the bias leaves this kind nothing to call
     */
    static Behaviour of(ClientKind kind, int calls, double bias) {
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
        return new Behaviour(cumulated, kind == ClientKind.HOSTILE ? CallWeights.REFERENCE_OUTLIER : 0);
    }

    /** The reference distribution of a kind: fourteen calls, bias .8. */
    static Behaviour ofReference(ClientKind kind) {
        return of(kind, ApiRoutes.count(), CallWeights.REFERENCE_BIAS);
    }

    /** The weight of a call before outliers, the number of draws of the generator that lead to it. */
    int weight(int call) {
        return call == 0 ? cumulated[0] : cumulated[call] - cumulated[call - 1];
    }

    /** The next call of a client that behaves so. */
    int draw(UniformRandomProvider random) {
        int calls = cumulated.length;
        if (outlier > 0 && random.nextInt(outlier) == 0) {
            return random.nextInt(calls);
        }
        int ticket = random.nextInt(cumulated[calls - 1]);
        int call = 0;
        while (cumulated[call] <= ticket) {
            call++;
        }
        return call;
    }
}
