package io.abatis.console;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, as a histogram: two bins to each doubling, from 256 ns to 134 ms, and one for all above. Counting takes two additions, no lock and no
 * memory. Safe for all threads.
 *
 * <p>To look at the clock twice costs a tenth of what is timed: what begins in one millisecond of {@value #EACH} stands for all, see {@link #wants}.
 */
public final class Timings {

    private static final int EACH = 16;
    private static final int LOWEST_BIT = 8;
    private static final int HIGHEST_BIT = 27;

    /** How many bins have an upper bound. */
    public static final int BOUNDS = 2 * (HIGHEST_BIT - LOWEST_BIT) + 1;

    private static final double NANOS = 1e9;

    private final LongAdder[] bins = new LongAdder[BOUNDS + 1];
    private final LongAdder nanos = new LongAdder();

    /** Timings of nothing yet. */
    public Timings() {
        Arrays.setAll(bins, i -> new LongAdder());
    }

    /** Whether what begins at this time is to be timed. */
    public static boolean wants(long timeMillis) {
        return timeMillis % EACH == 0;
    }

    /**
     * Counts one.
     *
     * @param took in nanoseconds; less than nothing, by a clock that goes back, counts as nothing
     */
    public void add(long took) {
        long atLeastNothing = Math.max(0, took);
        bins[bin(atLeastNothing)].increment();
        nanos.add(atLeastNothing);
    }

    /** The first bin whose bound is not below. */
    private static int bin(long took) {
        if (took <= 1L << LOWEST_BIT) {
            return 0;
        }
        long below = took - 1; // bounds belong to the bin below them
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(below);
        int half = (int) (below >>> bit - 1 & 1);
        return Math.min(BOUNDS, 2 * (bit - LOWEST_BIT) + half + 1);
    }

    /** The upper bound of a bin, 0 to {@value #BOUNDS} less one, in seconds; what took as long belongs to it. */
    public static double boundSeconds(int bin) {
        return boundNanos(bin) / NANOS;
    }

    private static long boundNanos(int bin) {
        long octave = 1L << LOWEST_BIT + bin / 2;
        return bin % 2 == 0 ? octave : octave + octave / 2;
    }

    /** How many took as long as the bound of a bin, or less; those of the last bin, {@value #BOUNDS}, are all. */
    public long within(int bin) {
        long sum = 0;
        for (int i = 0; i <= bin; i++) {
            sum += bins[i].sum();
        }
        return sum;
    }

    /** How many there were. */
    public long count() {
        return within(BOUNDS);
    }

    /** How long all took together, in seconds. */
    public double seconds() {
        return nanos.sum() / NANOS;
    }

    /**
     * A time that a share of all took, or less: the upper bound of a bin.
     *
     * @param share 0 to 1
     * @return in seconds; 0 if there was none, infinite if it is above all bounds
     */
    public double quantileSeconds(double share) {
        long all = count();
        long rank = (long) Math.ceil(share * all);
        for (int i = 0; i < BOUNDS; i++) {
            if (within(i) >= rank) {
                return all == 0 ? 0 : boundSeconds(i);
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
