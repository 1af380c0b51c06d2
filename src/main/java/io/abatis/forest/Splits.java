package io.abatis.forest;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The splits of all trees, column by column, and which row of a table a vector's values stand for: a column has one row for each of its splits, and a value stands for that of the
 * last split that it is not less than. Row 0 is for values that are less than all. Immutable.
 */
final class Splits {
    /*
     * Values are whole numbers, and those of a column seldom lie far apart, so a value's row is looked up in an array: all columns' values side by side. Where
     * in it is reckoned for all columns first, without a branch or conditional move, so that the compiler takes eight at a time ("difference or zero": Warren,
     * "Hacker's Delight", 2-19); only then are the rows loaded, and none of these loads waits for another.
     */

    /** The most values in the table: 4 MB. */
    private static final long MOST_VALUES = 1 << 20;

    private static final int SIGN = Integer.SIZE - 1;

    /** For each column the value of its first row in the table, which is right for all that is less, too. */
    private final int[] least;

    /** Where that row is in the table, counted from the last one: negative, or 0 for a column without splits. */
    private final int[] first;

    /** Where its last row is in the table, which is right for all that is more. */
    private final int[] last;

    /** Begins with row 0, for all columns without splits. */
    private final int[] table;

    private final BitSet firstRows = new BitSet();
    private final int rows;

    /** @param all for each column its splits, distinct and ascending */
    private Splits(int[][] all, int values) {
        this.least = new int[all.length];
        this.first = new int[all.length];
        this.last = new int[all.length];
        this.table = new int[1 + values];
        int end = 1;
        int row = 0;
        for (int column = 0; column < all.length; column++) {
            int[] splits = all[column];
            if (splits.length == 0) {
                continue;
            }
            int most = splits[splits.length - 1];
            least[column] = splits[0] - 1;
            first[column] = least[column] - most;
            firstRows.set(row + 1);
            table[end++] = 0;
            for (int split = 0; split < splits.length; split++) {
                int next = split + 1 < splits.length ? splits[split + 1] : most + 1;
                Arrays.fill(table, end, end + next - splits[split], ++row);
                end += next - splits[split];
            }
            last[column] = end - 1;
        }
        this.rows = row + 1;
    }

    /** Those of a forest; null if the splits of its columns lie so far apart that the table would take too much memory. */
    static @Nullable Splits of(Forest forest, int columnCount) {
        int[][] all = all(forest, columnCount);
        long values = Arrays.stream(all)
                .filter(splits -> splits.length > 0)
                .mapToLong(splits -> splits[splits.length - 1] - splits[0] + 2L)
                .sum();
        return values > MOST_VALUES ? null : new Splits(all, (int) values);
    }

    private static int[][] all(Forest forest, int columnCount) {
        int[] uses = forest.uses(columnCount);
        int[][] all = new int[columnCount][];
        Arrays.setAll(all, column -> new int[uses[column]]);
        for (int node = 0; node < forest.nodes(); node++) {
            int column = forest.column(node);
            if (column != Forest.LEAF) {
                all[column][--uses[column]] = forest.split(node);
            }
        }
        Arrays.setAll(
                all, column -> Arrays.stream(all[column]).sorted().distinct().toArray());
        return all;
    }

    /** How many rows there are, row 0 included. */
    int rows() {
        return rows;
    }

    /** How many columns there are. */
    int columns() {
        return last.length;
    }

    /** The row of a split of a column. */
    int row(int column, int split) {
        return table[place(column, split)];
    }

    private int place(int column, int value) {
        return last[column] + ifNegative(first[column] - ifNegative(least[column] - value));
    }

    /** A difference that is negative; 0 for any other. */
    private static int ifNegative(int difference) {
        return difference & difference >> SIGN;
    }

    /** Whether a row is that of the least split of a column. */
    boolean isFirst(int row) {
        return firstRows.get(row);
    }

    /**
     * Looks up the rows of a vector, without those that are 0.
     *
     * @param found receives them; has a place for each of {@link #columns()}
     * @return how many there are
     */
    int find(int[] vector, int[] found) {
        for (int column = 0; column < last.length; column++) {
            found[column] = place(column, vector[column]);
        }
        int count = 0;
        for (int column = 0; column < last.length; column++) {
            int row = table[found[column]];
            found[count] = row;
            count += -row >>> SIGN; // none for row 0; a branch would be guessed wrong too often
        }
        return count;
    }
}
