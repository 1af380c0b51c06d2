package io.abatis.training;

import java.util.Arrays;

/** Watches the calls of one client. Not safe for threads. */
@FunctionalInterface
interface Detector {

    /**
     * Takes the client's next call, one second after the one before.
     *
     * @return how strongly all calls so far speak for an attacker, on a scale of the detector's own
     */
    double next(int call);

    /** The highest score over a life. */
    default double peak(int[] life) {
        double peak = Double.NEGATIVE_INFINITY;
        for (int call : life) {
            peak = Math.max(peak, next(call));
        }
        return peak;
    }

    /**
     * For each threshold the number of the first call, from 1 on, after which the score reaches it; one more than the life has calls where it never does.
     */
    default int[] reached(int[] life, double[] thresholds) {
        int[] reached = new int[thresholds.length];
        Arrays.fill(reached, life.length + 1);
        int open = thresholds.length;
        for (int call = 1; call <= life.length && open > 0; call++) {
            double score = next(life[call - 1]);
            for (int i = 0; i < thresholds.length; i++) {
                if (reached[i] > life.length && score >= thresholds[i]) {
                    reached[i] = call;
                    open--;
                }
            }
        }
        return reached;
    }
}
