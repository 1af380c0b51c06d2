package io.abatis.count;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** What the values of some columns lie between; the other columns may have any. Immutable. */
public final class Bounds {

    /** Bounds that nothing is within. */
    public static final Bounds NOTHING = new Bounds(new int[0], new int[0], new int[0]);

    private final int[] columns;
    private final int[] least;
    private final int[] most;

    private Bounds(int[] columns, int[] least, int[] most) {
        this.columns = columns;
        this.least = least;
        this.most = most;
    }

    /**
     * Bounds of all columns.
     *
     * @param least for each column the least value within; {@link Integer#MIN_VALUE} for any
     * @param most for each column the greatest one; {@link Integer#MAX_VALUE} for any
     */
    public static Bounds of(int[] least, int[] most) {
        int[] bounded = IntStream.range(0, least.length)
                .filter(column -> least[column] != Integer.MIN_VALUE || most[column] != Integer.MAX_VALUE)
                .toArray();
        return new Bounds(bounded, picked(least, bounded), picked(most, bounded));
    }

    private static int[] picked(int[] all, int[] columns) {
        return Arrays.stream(columns).map(column -> all[column]).toArray();
    }

    /** Whether a vector is within. */
    public boolean hold(int[] vector) {
        if (areOfNothing()) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            if (!holds(i, vector[columns[i]])) {
                return false;
            }
        }
        return true;
    }

    /** How many columns have bounds. */
    public int size() {
        return columns.length;
    }

    boolean areOfNothing() {
        return this == NOTHING;
    }

    int column(int index) {
        return columns[index];
    }

    boolean holds(int index, int value) {
        return value >= least[index] && value <= most[index];
    }

    /** Such as {@code 2 to 5 in column 0, up to 7 in column 3}. */
    @Override
    public String toString() {
        if (areOfNothing()) {
            return "nothing";
        }
        if (columns.length == 0) {
            return "anything";
        }
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < columns.length; i++) {
            String from = least[i] == Integer.MIN_VALUE ? "up" : String.valueOf(least[i]);
            String to = most[i] == Integer.MAX_VALUE ? " or more" : " to " + most[i];
            text.add(from + to + " in column " + columns[i]);
        }
        return text.toString();
    }
}
