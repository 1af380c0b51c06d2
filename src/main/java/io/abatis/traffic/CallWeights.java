package io.abatis.traffic;

/**
 * How often clients of one kind make each call in the reference generator's traffic, as whole weights. The generator draws a call i of 1..n, the rarest
 * first, and a number r of 1..n, and gives the line to a benign client if {@code i * r * bias} reaches {@code 2n - 2n * bias}, else to an attacker.
 * Turned round, a client of a kind makes call i with the weight that the count of fitting r has.
 */
public final class CallWeights {
    /*
     * The products are taken in the reference program's order, because i * r * .8 may land on either side of a threshold that is itself rounded.
     */

    /** The bias of the reference traffic. */
    public static final double REFERENCE_BIAS = .8;

    /** One in so many hostile calls is any call, whatever its weight. */
    public static final int REFERENCE_OUTLIER = 50;

    private CallWeights() {}

    /**
     * The weights of an attacker's calls, before the outliers; all zero if the bias leaves attackers nothing to call.
     *
     * @param calls how many calls there are, at least 0
     * @param bias the generator's bias
     * @return one weight a call, 0 to {@code calls}, the rarest call first
     */
    public static int[] hostile(int calls, double bias) {
        double threshold = calls * 2 - calls * 2 * bias;
        int[] weights = new int[calls];
        for (int i = 1; i <= calls; i++) {
            int r = 1;
            while (r <= calls && i * r * bias < threshold) {
                r++;
            }
            weights[i - 1] = r - 1;
        }
        return weights;
    }

    /**
     * The weights of a benign client's calls: what attackers leave of n for each call.
     *
     * @param calls how many calls there are, at least 0
     * @param bias the generator's bias
     * @return one weight a call, 0 to {@code calls}, the rarest call first
     */
    public static int[] benign(int calls, double bias) {
        int[] weights = hostile(calls, bias);
        for (int i = 0; i < calls; i++) {
            weights[i] = calls - weights[i];
        }
        return weights;
    }
}
