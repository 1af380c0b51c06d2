package io.abatis.count;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** What some counts of a window lie between. Immutable. */
final class LaneBounds {
    /*
     * Nearly every call is within bounds, and whether it is takes a look at dozens of counts. They lie side by side, in lanes of a byte or two, and no count
     * fills its lane: the top bit is always free. So all counts within eight bytes are compared at once: where the top bit is set in what is subtracted from,
     * it is still there if the other number was no greater, and nothing is borrowed from the next lane (Lamport, "Multiple Byte Processing with Full-Word
     * Instructions", 1975).
     */

    /** A word's lanes that are bounded; the least that is within, in each; and the most, with the top bits set. */
    private static final int PARTS = 3;

    private static final int LANES = 0;
    private static final int LEAST = 1;
    private static final int MOST = 2;

    private final long tops;

    /** Where the words lie in a window's bytes. */
    private final int[] places;

    private final long[] words;

    private LaneBounds(long tops, int[] places, long[] words) {
        this.tops = tops;
        this.places = places;
        this.words = words;
    }

    /** Whether all counts of a window whose bytes begin somewhere are within. */
    boolean hold(byte[] bytes, int at) {
        for (int i = 0; i < places.length; i++) {
            int word = PARTS * i;
            long counts = Bytes.longAt(bytes, at + places[i]) & words[word + LANES];
            if (((counts | tops) - words[word + LEAST] & words[word + MOST] - counts & tops) != tops) {
                return false;
            }
        }
        return true;
    }

    /** Takes one count after the other. Not safe for threads. */
    static final class Builder {

        private final int windowBytes;
        private final int laneBytes;
        private final int greatest;
        private final SortedMap<Integer, long[]> words = new TreeMap<>();

        /**
         * @param windowBytes how many bytes a window takes
         * @param cells how its counts lie there
         */
        Builder(int windowBytes, Cells cells) {
            this.windowBytes = windowBytes;
            this.laneBytes = cells.bytes(1);
            this.greatest = (1 << Byte.SIZE * laneBytes - 1) - 1;
        }

        /**
         * Bounds a count; one that is bounded already has to be within both.
         *
         * @param place where it lies in a window's bytes
         * @param least any number; so is the other
         */
        void add(int place, int least, int most) {
            boolean isPossible = least <= greatest && most >= 0;
            int from = isPossible ? Math.max(least, 0) : greatest;
            int to = isPossible ? Math.min(most, greatest) : 0;
            int start = start(place);
            int shift = Byte.SIZE * (place - start);
            long lane = (long) greatest << shift;
            long[] word = words.computeIfAbsent(start, key -> new long[] {0, 0, -1L});
            word[LANES] |= lane;
            word[LEAST] = word[LEAST] & ~lane | Math.max(word[LEAST] & lane, (long) from << shift);
            word[MOST] = word[MOST] & ~lane | Math.min(word[MOST] & lane, (long) to << shift);
        }

        /** Where the word begins in which a count is looked at: within the window, and so that its lanes are those of the others. */
        private int start(int place) {
            int start = place & -Long.BYTES;
            return start + Long.BYTES <= windowBytes ? start : place + laneBytes - Long.BYTES;
        }

        LaneBounds build() {
            long ones = Long.divideUnsigned(-1L, (1L << Byte.SIZE * laneBytes) - 1);
            return new LaneBounds(
                    ones * (greatest + 1),
                    words.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    words.values().stream().flatMapToLong(Arrays::stream).toArray());
        }
    }
}
