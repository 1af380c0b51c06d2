package io.abatis.count;

/** Two running tests of "malicious" against "benign", fed with the log-odds of each call in sixteenths of a nat. */
final class Evidence {
    /*
     * With both distributions of calls known, nothing tells a fresh attacker sooner than the sum of log-odds (Wald, "Sequential Tests of Statistical
     * Hypotheses", 1945), and nothing tells a client that turns sooner than its excess over the lowest sum so far (Page, "Continuous Inspection
     * Schemes", 1954; Moustakides, 1986). They are estimated, not known, so the forest gets both as columns among others and decides itself what they
     * are worth.
     */

    /** The sum at which a fresh client counts as benign for good: odds of about 1 to 1,100. */
    static final int BENIGN = -7 * 16;

    /** No sum grows beyond this: evidence that strong needs no more. */
    static final int MOST = 16 * 16;

    private Evidence() {}

    /** The sum since the first call, from {@link #BENIGN}, where it stays, to {@link #MOST}; 0 before that call. */
    static int fresh(int fresh, int logOdds) {
        return fresh <= BENIGN ? BENIGN : Math.max(BENIGN, Math.min(MOST, fresh + logOdds));
    }

    /** The sum since it was last at its lowest, 0 to {@link #MOST}; 0 before the first call. */
    static int turned(int turned, int logOdds) {
        return Math.max(0, Math.min(MOST, turned + logOdds));
    }
}
