package io.abatis.count;

/**
 * Two running tests of "malicious" against "benign", fed with the log-odds of each call in sixteenths of a nat. Not safe for threads.
 */
final class ReferenceEvidence {
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

    private int fresh;
    private int turned;

    void add(int logOdds) {
        fresh = fresh <= BENIGN ? BENIGN : Math.min(MOST, fresh + logOdds);
        turned = Math.max(0, Math.min(MOST, turned + logOdds));
    }

    /** The sum since the first call, from {@link #BENIGN}, where it stays, to {@link #MOST}. */
    int fresh() {
        return Math.max(BENIGN, fresh);
    }

    /** The sum since it was last at its lowest, 0 to {@link #MOST}. */
    int turned() {
        return turned;
    }
}
