package io.abatis.forest;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The splits of all trees, column by column, and which row of a table a vector's values stand for: a column has one row for each of its splits, and a value stands for that of the
 * last split that it is not less than. Row 0 is for values that are less than all. Immutable.
 */
final class Splits {
    /*
     * Values are whole numbers, and those of a column seldom lie far apart, so a value's row is looked up in an array: all columns' values side by side, and
     * a column's row found by two loads and no branch.
     */

    /** The most values in the table: 4 MB. */
    private static final long MOST_VALUES = 1 << 20;

    // What is known of a column that has splits, side by side.
    private static final int COLUMN = 0;

    /** Where the row of the value 0 is in the table, or would be. */
    private static final int ZERO = 1;

    /** The value of the first row in the table; it is right for all that is less, too. */
    private static final int LEAST = 2;

    /** The value of the last one, likewise. */
    private static final int MOST = 3;

    private static final int AXIS = 4;

    /** The columns that have splits. */
    private final int[] columns;

    private final int[] axes;
    private final int[] table;
    private final BitSet firstRows = new BitSet();
    private final int rows;

    /** @param all for each column its splits, distinct and ascending */
    private Splits(int[][] all, int values) {
        this.columns =
                IntStream.range(0, all.length).filter(i -> all[i].length > 0).toArray();
        this.axes = new int[AXIS * columns.length];
        int[] rowOf = new int[values];
        int end = 0;
        int row = 0;
        for (int i = 0; i < columns.length; i++) {
            int[] splits = all[columns[i]];
            int most = splits[splits.length - 1];
            int axis = AXIS * i;
            axes[axis + COLUMN] = columns[i];
            axes[axis + ZERO] = end - (splits[0] - 1);
            axes[axis + LEAST] = splits[0] - 1;
            axes[axis + MOST] = most;
            firstRows.set(row + 1);
            rowOf[end++] = 0;
            for (int split = 0; split < splits.length; split++) {
                int next = split + 1 < splits.length ? splits[split + 1] : most + 1;
                Arrays.fill(rowOf, end, end + next - splits[split], ++row);
                end += next - splits[split];
            }
        }
        this.table = rowOf;
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

    /** How many columns have splits. */
    int columns() {
        return columns.length;
    }

    /** The row of a split of a column. */
    int row(int column, int split) {
        return table[axes[AXIS * Arrays.binarySearch(columns, column) + ZERO] + split];
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
        int count = 0;
        for (int axis = 0; axis < axes.length; axis += AXIS) {
            int value = Math.max(axes[axis + LEAST], Math.min(vector[axes[axis + COLUMN]], axes[axis + MOST]));
            int row = table[axes[axis + ZERO] + value];
            found[count] = row;
            count += -row >>> Integer.SIZE - 1; // none for row 0; a branch would be guessed wrong too often
        }
        return count;
    }
}
