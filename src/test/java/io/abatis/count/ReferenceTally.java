package io.abatis.count;

import java.util.Arrays;

/**
 * The last things of some kinds, and how many of each kind are among them, over several lengths at once. Recording takes time proportional to the number of
 * lengths, never to the lengths themselves. Not safe for threads.
 */
final class ReferenceTally {

    /** Most clients make a few calls and are never seen again. */
    static final int FIRST_ROOM = 8;

    private final int kinds;
    private final int[] lengths;
    private final int longest;
    private short[] ring;
    private final short[] counts;
    private long total;

    ReferenceTally(int kinds, int[] lengths) {
        this.kinds = kinds;
        this.lengths = lengths;
        this.longest = lengths[lengths.length - 1];
        this.ring = new short[Math.min(longest, FIRST_ROOM)];
        this.counts = new short[lengths.length * kinds];
    }

    /** Adds one, and lets the oldest fall out of every length that is full. */
    void record(int kind) {
        if (total == ring.length && ring.length < longest) {
            ring = Arrays.copyOf(ring, Math.min(longest, 2 * ring.length));
        }
        for (int i = 0; i < lengths.length; i++) {
            if (total >= lengths[i]) {
                counts[i * kinds + ring[slot(total - lengths[i])]]--;
            }
            counts[i * kinds + kind]++;
        }
        ring[slot(total)] = (short) kind;
        total++;
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }

    int count(int lengthIndex, int kind) {
        return counts[lengthIndex * kinds + kind];
    }

    /** How many are within a length. */
    int within(int lengthIndex) {
        return (int) Math.min(total, lengths[lengthIndex]);
    }
}
