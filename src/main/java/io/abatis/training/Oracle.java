package io.abatis.training;

/** The fastest tests there are where the distributions of benign and hostile calls are known. They need the true log-odds, which no live gate has. */
final class Oracle {
    /*
     * SPRT: nothing tells which of two distributions all calls come from with fewer of them on average, at the same rates of error (Wald, "Sequential
     * Tests of Statistical Hypotheses", 1945; Wald and Wolfowitz, 1948). Only its upper bound is used: a client is never acquitted for good.
     *
     * CUSUM: nothing notices sooner that the distribution has changed, in the worst case over the time of the change (Page, "Continuous Inspection
     * Schemes", 1954; Lorden, 1971; Moustakides, 1986).
     */

    private Oracle() {}

    /** Wald's test: the sum of the log-odds since the first call. */
    static Detector sprt(double[] logOdds) {
        return new Detector() {
            private double sum;

            @Override
            public double next(int call) {
                sum += logOdds[call];
                return sum;
            }
        };
    }

    /** Page's test: the excess of that sum over its lowest value so far, the 0 before the first call included. */
    static Detector cusum(double[] logOdds) {
        return new Detector() {
            private double excess;

            @Override
            public double next(int call) {
                excess = Math.max(0, excess + logOdds[call]);
                return excess;
            }
        };
    }
}
