package io.abatis.count;

/** Eight bytes in a long, numbered from the lowest: what a set knows of its places lies beside its lock, where one look finds it. */
final class Octet {
    /*
     * All eight are compared at once: the sum below carries into the top bit of each byte that is not zero, never beyond it (Warren, "Hacker's Delight",
     * 6-1). Tables that look at a byte of each key's hash before they look at a key are known from Abseil's "Swiss tables" (Kulukundis, 2017).
     */

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_7 = 0x7f7f_7f7f_7f7f_7f7fL;

    private Octet() {}

    /** One of the bytes, 0 to 255. */
    static int get(long bytes, int index) {
        return (int) (bytes >>> Byte.SIZE * index) & 0xff;
    }

    /** The eight with one of them, 0 to 255, put in its place. */
    static long with(long bytes, int index, int value) {
        return bytes & ~(0xffL << Byte.SIZE * index) | (long) value << Byte.SIZE * index;
    }

    /** Which bytes are this one: a bit for each, to be read with {@link #first}. */
    static long matches(long bytes, int value) {
        long different = bytes ^ value * ONES;
        return ~((different & LOW_7) + LOW_7 | different | LOW_7);
    }

    /** The index of the first match, of which there is one at least. */
    static int first(long matches) {
        return Long.numberOfTrailingZeros(matches) / Byte.SIZE;
    }

    /** The matches without the first. */
    static long others(long matches) {
        return matches & matches - 1;
    }
}
