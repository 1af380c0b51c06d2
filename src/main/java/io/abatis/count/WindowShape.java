package io.abatis.count;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What windows count: how many names of calls, over which lengths, how strongly each name speaks for an attacker, and which facets beside. Immutable.
 */
public final class WindowShape {

    /** The longest window that a shape may have, in calls. */
    public static final int MAX_LENGTH = 4_096;

    /** The most lengths that a shape may have: each takes its own counts, and its own time for each call. */
    public static final int MAX_LENGTHS = 16;

    /** The strongest log-odds of one call, in sixteenths of a nat: 4 nats, odds of about 55 to 1. */
    public static final int MOST_LOG_ODDS = 64;

    private final int[] logOdds;
    private final int[] lengths;
    private final EnumSet<Facet> facets = EnumSet.noneOf(Facet.class);
    private final Sheet sheet;

    /**
     * A shape of names only.
     *
     * @see #WindowShape(int[], Set, int...)
     */
    public WindowShape(int[] logOdds, int... lengths) {
        this(logOdds, Set.of(), lengths);
    }

    /**
     * @param logOdds for each name the logarithm of how much likelier it is with attackers than with benign clients, in sixteenths of a nat, at most
     *     {@value #MOST_LOG_ODDS} either way; up to 32,767 names, and at least one if there is no facet
     * @param facets what to keep beside names
     * @param lengths the windows' lengths in calls, ascending, each 1 to {@value #MAX_LENGTH}; at most {@value #MAX_LENGTHS}
     */
    public WindowShape(int[] logOdds, Set<Facet> facets, int... lengths) {
        if (logOdds.length < 1 && facets.isEmpty() || logOdds.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException("kinds " + logOdds.length + " is not in 1.." + Short.MAX_VALUE);
        }
        if (Arrays.stream(logOdds).anyMatch(odds -> odds < -MOST_LOG_ODDS || odds > MOST_LOG_ODDS)) {
            throw new IllegalArgumentException("log-odds are not in -" + MOST_LOG_ODDS + ".." + MOST_LOG_ODDS);
        }
        if (lengths.length == 0) {
            throw new IllegalArgumentException("a shape needs a length");
        }
        if (lengths.length > MAX_LENGTHS) {
            throw new IllegalArgumentException(lengths.length + " lengths are more than " + MAX_LENGTHS);
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
        this.facets.addAll(facets);
        this.sheet = new Sheet(this);
    }

    /** Whether a facet is kept. */
    public boolean keeps(Facet facet) {
        return facets.contains(facet);
    }

    /** Whether anything beside names is kept: then calls without a counted name are recorded, too. */
    public boolean keepsFacets() {
        return !facets.isEmpty();
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

    /** Which length this is; negative if the shape has no such length. */
    public int indexOf(int length) {
        return Arrays.binarySearch(lengths, length);
    }

    /** The longest length, in calls. */
    public int longest() {
        return lengths[lengths.length - 1];
    }

    int[] allLengths() {
        return lengths;
    }

    /** How windows of this shape lie in bytes. */
    Sheet sheet() {
        return sheet;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowShape shape
                && Arrays.equals(logOdds, shape.logOdds)
                && facets.equals(shape.facets)
                && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(logOdds) + facets.hashCode()) + Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return logOdds.length + " kinds and " + facets + " over " + Arrays.toString(lengths);
    }
}
