package io.abatis.load;

import org.apache.commons.rng.UniformRandomProvider;

/** Which of n calls a client of one kind makes, as a distribution over 0 to n - 1. Immutable. */
final class Behaviour {

    /*
     * The reference generator draws a call i of 1..n and a number r of 1..n, and gives the entry to a benign client if
     * i * r * bias reaches the threshold 2n - 2n * bias, and to a hacker otherwise. Turned round, a client of a kind
     * draws call i with the weight that the count of fitting r has. One entry in fifty goes to a hacker whatever was
     * drawn: those are uniform over the calls.
     *
     * The products are taken in the reference generator's order, because i * r * .8 may land on either side of a threshold that is
     * itself rounded.
     */

    static final double REFERENCE_BIAS = .8;
    static final int REFERENCE_OUTLIER = 50;

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
        int[] cumulated = new int[calls];
        int total = 0;
        for (int i = 1; i <= calls; i++) {
            total += weight(kind, i, calls, bias);
            cumulated[i - 1] = total;
        }
        if (total == 0) {
            throw new IllegalArgumentException("bias " + bias + " leaves a " + kind.word() + " client nothing to call");
        }
        return new Behaviour(cumulated, kind == ClientKind.HOSTILE ? REFERENCE_OUTLIER : 0);
    }

    /** The reference distribution of a kind: fourteen calls, bias .8. */
    static Behaviour ofReference(ClientKind kind) {
        return of(kind, ApiRoutes.count(), REFERENCE_BIAS);
    }

    private static int weight(ClientKind kind, int i, int calls, double bias) {
        double threshold = calls * 2 - calls * 2 * bias;
        int benign = 0;
        for (int r = 1; r <= calls; r++) {
            if (i * r * bias >= threshold) {
                benign++;
            }
        }
        return kind == ClientKind.BENIGN ? benign : calls - benign;
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
