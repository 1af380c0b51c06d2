package io.abatis.count;

/** How often a number of 16 bits occurs among others that lie side by side. */
final class Occurrences {
    /*
     * Four numbers are compared at once within a long: the sum below carries into the top bit of each quarter that is not zero, never beyond it (Lamport,
     * "Multiple Byte Processing with Full-Word Instructions", 1975; Warren, "Hacker's Delight", 6-1). Looking through 64 routes takes 16 steps.
     */

    private static final int LANES = 4;
    private static final long ONES = 0x0001_0001_0001_0001L;
    private static final long LOW_15 = 0x7fff_7fff_7fff_7fffL;

    private Occurrences() {}

    /**
     * Counts among the numbers in some slots.
     *
     * @param start where slot 0 is
     * @param from the first slot to look at
     * @param to the slot after the last one
     */
    static int of(short number, byte[] bytes, int start, int from, int to) {
        long pattern = (number & 0xffffL) * ONES;
        int count = 0;
        int slot = from;
        for (; slot <= to - LANES; slot += LANES) {
            long different = Bytes.longAt(bytes, start + 2 * slot) ^ pattern;
            count += Long.bitCount(~((different & LOW_15) + LOW_15 | different | LOW_15));
        }
        for (; slot < to; slot++) {
            count += Bytes.shortAt(bytes, start + 2 * slot) == number ? 1 : 0;
        }
        return count;
    }

    /** Counts among the last numbers of a ring that are within a length. */
    static int within(short number, byte[] bytes, int start, Turn turns, int turn, int lengthIndex) {
        int within = turns.within(turn, lengthIndex);
        int to = turns.slot(turn);
        if (within == turns.longest()) {
            return of(number, bytes, start, 0, within);
        }
        int from = to - within;
        return from >= 0
                ? of(number, bytes, start, from, to)
                : of(number, bytes, start, 0, to) + of(number, bytes, start, from + turns.longest(), turns.longest());
    }
}
