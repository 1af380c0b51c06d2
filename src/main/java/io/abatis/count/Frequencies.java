package io.abatis.count;

import java.nio.ByteBuffer;

/**
 * Approximate counts of very many things in little memory: a count-min sketch (Cormode and Muthukrishnan, 2005) with conservative update (Estan and
 * Varghese, 2002). A count is never too low; it is too high when a thing shares all its places with others. Writers must exclude each other; readers need
 * not, and may see a count of a moment ago.
 */
final class Frequencies {

    private static final int ROWS = 4;

    private final char[][] rows;
    private final int mask;

    /** @param width the places in each of the four rows, a power of two */
    Frequencies(int width) {
        this.rows = new char[ROWS][width];
        this.mask = width - 1;
    }

    private int place(long hash, int row) {
        // Two halves of one hash make as many as are needed: Kirsch and Mitzenmacher, "Less Hashing, Same Performance",
        // 2006.
        return (int) (hash >>> 32) * row + (int) hash & mask;
    }

    int count(long hash) {
        int least = Character.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, rows[row][place(hash, row)]);
        }
        return least;
    }

    void increment(long hash) {
        int least = count(hash);
        if (least == Character.MAX_VALUE) {
            return;
        }
        for (int row = 0; row < ROWS; row++) {
            int place = place(hash, row);
            if (rows[row][place] == least) {
                rows[row][place]++;
            }
        }
    }

    int bytes() {
        return ROWS * (mask + 1) * Character.BYTES;
    }

    void write(ByteBuffer to) {
        for (char[] row : rows) {
            for (char count : row) {
                to.putChar(count);
            }
        }
    }

    void read(ByteBuffer from) {
        for (char[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = from.getChar();
            }
        }
    }

    void halve() {
        for (char[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (char) (row[i] >>> 1);
            }
        }
    }
}
