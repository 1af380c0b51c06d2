package io.abatis.forest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers, separated by blanks, off a line of a model file. The numbers are those of {@link Integer#parseInt} and {@link Double#parseDouble}, to the last bit, sooner: a model has
 * hundreds of thousands of them, and is read by a program that has only just begun, most of it not compiled yet. Not safe for threads.
 */
final class Numbers {
    /*
     * A decimal is m / 10^k. Where m is below 2^53 and k at most 22, both are doubles without error, and one division rounds correctly (W. D. Clinger, "How to Read Floating Point Numbers
     * Accurately", 1990). Longer ones, as shares of counts are, are divided in two steps: the quotient of what fits into a double, and what that leaves, which fma gives without error. Their
     * sum is known to some 100 bits; only where that lies all but half-way between two doubles, and for whatever is written in another way, the platform's own reader is asked.
     */

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final double UNSURE = -1;
    private static final double HALF = .5;

    /** Half the way to the next double below a power of two. */
    private static final double QUARTER = .25;

    private static final double TOO_CLOSE = 1e-6;
    private static final long LARGEST_EXACT = 1L << 53;

    /** So many digits never leave a long. */
    private static final int MOST_DIGITS = 18;

    private static final int DIGITS_OF_AN_INT = 9;

    private final byte[] line;
    private int at;

    Numbers(String line) {
        this.line = line.getBytes(StandardCharsets.UTF_8); // bytes cost a new process less than characters
        this.at = behindBlanks(0);
    }

    private int behindBlanks(int from) {
        int i = from;
        while (i < line.length && line[i] == ' ') {
            i++;
        }
        return i;
    }

    private boolean hasNext() {
        return at < line.length;
    }

    /** No line has more numbers than that. */
    private int bound(int most) {
        return (int) Math.min(most, (line.length + 1L) / 2);
    }

    /**
     * All that are left, as integers.
     *
     * @param most how many there may be
     * @throws NumberFormatException if one is none
     * @throws TooMany if there are more
     */
    int[] integers(int most) {
        int[] values = new int[bound(most)];
        int count = 0;
        for (; hasNext(); count++) {
            require(count < values.length);
            values[count] = nextInt();
        }
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /**
     * All that are left.
     *
     * @param most how many there may be
     * @throws NumberFormatException if one is none
     * @throws TooMany if there are more
     */
    double[] doubles(int most) {
        double[] values = new double[bound(most)];
        int count = 0;
        for (; hasNext(); count++) {
            require(count < values.length);
            values[count] = nextDouble();
        }
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new TooMany();
        }
    }

    /** More numbers than there may be. */
    static final class TooMany extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
    }

    private int nextInt() {
        boolean negative = line[at] == '-';
        int start = negative ? at + 1 : at;
        int end = start;
        int value = 0;
        while (end < line.length && isDigit(line[end])) {
            value = value * 10 + line[end++] - '0'; // whatever overflows has more digits, and is read again
        }
        if (end == start || end - start > DIGITS_OF_AN_INT || !isEnd(end)) {
            return Integer.parseInt(word());
        }
        at = behindBlanks(end);
        return negative ? -value : value;
    }

    private double nextDouble() {
        boolean negative = line[at] == '-';
        int start = negative ? at + 1 : at;
        int end = start;
        int point = -1;
        int digits = 0; // from the first on that is not 0
        long value = 0;
        for (; end < line.length && (isDigit(line[end]) || line[end] == '.' && point < 0); end++) {
            if (line[end] == '.') {
                point = end;
            } else {
                value = value * 10 + line[end] - '0';
                digits += value == 0 ? 0 : 1;
            }
        }
        int decimals = point < 0 ? 0 : end - point - 1;
        boolean hasDigit = end - start > (point < 0 ? 0 : 1);
        boolean isPlain = hasDigit && digits <= MOST_DIGITS && decimals < POWERS.length && isEnd(end);
        double magnitude = isPlain ? quotient(value, POWERS[decimals]) : UNSURE;
        if (magnitude == UNSURE) {
            return Double.parseDouble(word());
        }
        at = behindBlanks(end);
        return negative ? -magnitude : magnitude;
    }

    /** The double next to m / p, or {@link #UNSURE}. */
    private static double quotient(long m, double p) {
        if (m <= LARGEST_EXACT) {
            return m / p;
        }
        double most = (double) m;
        double quotient = most / p;
        double rest = (Math.fma(-quotient, p, most) + (m - (long) most)) / p;
        double sum = quotient + rest;
        double lost = Math.abs(rest - (sum - quotient));
        double share = lost / Math.ulp(sum);
        boolean isUnsure = Math.abs(share - HALF) < TOO_CLOSE || Math.abs(share - QUARTER) < TOO_CLOSE;
        return isUnsure ? UNSURE : sum;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private boolean isEnd(int i) {
        return i == line.length || line[i] == ' ';
    }

    /** The whole word that comes next; goes on behind it. */
    private String word() {
        int start = at;
        int end = start;
        while (!isEnd(end)) {
            end++;
        }
        at = behindBlanks(end);
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }
}
