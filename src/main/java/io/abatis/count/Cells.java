package io.abatis.count;

/**
 * The counts of a window in its bytes: so many for each length, in one byte each, or in two if a length may not fit. Columns are read from here, so a
 * vector is filled by as many loads as it has columns, one after the other. Immutable.
 */
final class Cells {

    /** The top bit of a byte or two stays free, see {@link LaneBounds}. */
    private static final int MOST_NARROW = Byte.MAX_VALUE;

    private final int first;
    private final int each;
    private final boolean wide;

    /**
     * @param first where the counts begin in a window's bytes
     * @param each how many there are for each length
     * @param longest the highest count
     */
    Cells(int first, int each, int longest) {
        this.first = first;
        this.each = each;
        this.wide = isWide(longest);
    }

    /** Whether counts up to this take two bytes. */
    static boolean isWide(int longest) {
        return longest > MOST_NARROW;
    }

    boolean isWide() {
        return wide;
    }

    /** The bytes of so many counts. */
    int bytes(int cells) {
        return wide ? 2 * cells : cells;
    }

    /** Where a count lies in a window's bytes. */
    int place(int lengthIndex, int cell) {
        return first + bytes(lengthIndex * each + cell);
    }

    int get(byte[] bytes, int place) {
        return wide ? Bytes.shortAt(bytes, place) : bytes[place] & 0xff;
    }

    void put(byte[] bytes, int place, int count) {
        if (wide) {
            Bytes.putShort(bytes, place, count);
        } else {
            bytes[place] = (byte) count;
        }
    }

    void add(byte[] bytes, int place, int more) {
        put(bytes, place, get(bytes, place) + more);
    }
}
