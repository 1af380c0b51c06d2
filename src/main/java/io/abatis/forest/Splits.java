package io.abatis.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The splits of all trees, column by column, and which row of a table a vector's values stand for: a column has one row for each of its splits, and a value stands for that of the
 * last split that it is not less than. Row 0 is for values that are less than all. Immutable.
 */
final class Splits {
    /*
     * Counts and sums are whole numbers in a small range, so a value's row is looked up in an array. Other values are searched for.
     */

    /** Columns whose splits are farther apart are always searched. */
    private static final double WIDEST = 1 << 12;

    /** Columns whose splits are farther from 0, too. */
    private static final double FARTHEST = 1 << 30;

    /** The columns that have splits. */
    private final Axis[] axes;

    private final BitSet firstRows = new BitSet();
    private final int rows;

    /** One column. */
    private static final class Axis {
        final int column;

        /** Distinct, ascending. */
        final double[] splits;

        /** The row before that of the first split. */
        final int before;

        /** The rows of whole numbers from the least on; of all that is less the first is right, of all that is more the last. */
        final int[] table;

        final int least;
        final int most;

        Axis(int column, double[] splits, int before) {
            this.column = column;
            this.splits = splits;
            this.before = before;
            double low = Math.floor(splits[0]) - 1;
            double high = Math.ceil(splits[splits.length - 1]);
            boolean isNarrow = high - low < WIDEST && Math.abs(low) < FARTHEST;
            this.least = isNarrow ? (int) low : 0;
            this.table = new int[isNarrow ? (int) (high - low) + 1 : 0];
            this.most = least + table.length - 1;
            Arrays.setAll(table, i -> search(least + i));
        }

        /** Nothing is less than NaN, and NaN is less than nothing. */
        int search(double value) {
            int from = 0;
            int to = splits.length;
            while (from < to) {
                int middle = from + to >>> 1;
                if (value < splits[middle]) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from == 0 ? 0 : before + from;
        }

        int row(double value) {
            int whole = (int) value;
            return whole == value && table.length > 0
                    ? table[Math.max(least, Math.min(whole, most)) - least]
                    : search(value);
        }
    }

    Splits(Forest forest, int columns) {
        double[][] all = all(forest, columns);
        List<Axis> made = new ArrayList<>();
        int next = 0;
        for (int column = 0; column < columns; column++) {
            double[] splits = Arrays.stream(all[column]).sorted().distinct().toArray();
            if (splits.length > 0) {
                made.add(new Axis(column, splits, next));
                firstRows.set(next + 1);
                next += splits.length;
            }
        }
        this.axes = made.toArray(Axis[]::new);
        this.rows = next + 1;
    }

    private static double[][] all(Forest forest, int columns) {
        int[] uses = forest.uses(columns);
        double[][] all = new double[columns][];
        Arrays.setAll(all, column -> new double[uses[column]]);
        for (int node = 0; node < forest.nodes(); node++) {
            int column = forest.column(node);
            if (column != Forest.LEAF) {
                all[column][--uses[column]] = forest.value(node);
            }
        }
        return all;
    }

    /** How many rows there are, row 0 included. */
    int rows() {
        return rows;
    }

    /** How many columns have splits. */
    int columns() {
        return axes.length;
    }

    /** The row of a value; 0 in a column without splits. */
    int row(int column, double value) {
        for (Axis axis : axes) {
            if (axis.column == column) {
                return axis.row(value);
            }
        }
        return 0;
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
    int find(double[] vector, int[] found) {
        int count = 0;
        for (Axis axis : axes) {
            int row = axis.row(vector[axis.column]);
            found[count] = row;
            count += row == 0 ? 0 : 1;
        }
        return count;
    }
}
