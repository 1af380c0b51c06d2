package io.abatis.count;

import java.util.Arrays;

/**
 * What windows count: how many kinds of calls, over which lengths, and how strongly each kind speaks for an attacker. Immutable.
 */
public final class WindowShape {

    /** The longest window that a shape may have, in calls. */
    public static final int MAX_LENGTH = 4_096;

    /** The strongest log-odds of one call, in sixteenths of a nat: 4 nats, odds of about 55 to 1. */
    public static final int MOST_LOG_ODDS = 64;

    private final int[] logOdds;
    private final int[] lengths;

    /**
     * @param logOdds for each kind the logarithm of how much likelier it is with attackers than with benign clients, in sixteenths of a nat, at most
     *     {@value #MOST_LOG_ODDS} either way; 1 to 32,767 kinds
     * @param lengths the windows' lengths in calls, ascending, each 1 to {@value #MAX_LENGTH}
     */
    public WindowShape(int[] logOdds, int... lengths) {
        if (logOdds.length < 1 || logOdds.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException("kinds " + logOdds.length + " is not in 1.." + Short.MAX_VALUE);
        }
        if (Arrays.stream(logOdds).anyMatch(odds -> odds > MOST_LOG_ODDS || odds < -MOST_LOG_ODDS)) {
            throw new IllegalArgumentException("log-odds are not in -" + MOST_LOG_ODDS + ".." + MOST_LOG_ODDS);
        }
        if (lengths.length == 0) {
            throw new IllegalArgumentException("a shape needs a length");
        }
        int previous = 0;
        for (int length : lengths) {
            if (length <= previous || length > MAX_LENGTH) {
                throw new IllegalArgumentException(
                        "lengths " + Arrays.toString(lengths) + " do not ascend within 1.." + MAX_LENGTH);
            }
            previous = length;
        }
        this.logOdds = logOdds.clone();
        this.lengths = lengths.clone();
    }

    /** The number of kinds. */
    public int kinds() {
        return logOdds.length;
    }

    /** The log-odds of a kind, in sixteenths of a nat. */
    public int logOdds(int kind) {
        return logOdds[kind];
    }

    /** The number of lengths. */
    public int lengths() {
        return lengths.length;
    }

    /** One of the lengths, in calls. */
    public int length(int index) {
        return lengths[index];
    }

    /** The longest length, in calls. */
    public int longest() {
        return lengths[lengths.length - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowShape shape
                && Arrays.equals(logOdds, shape.logOdds)
                && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(logOdds) + Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return logOdds.length + " kinds over " + Arrays.toString(lengths);
    }
}
