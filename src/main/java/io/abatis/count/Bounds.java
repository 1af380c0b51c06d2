package io.abatis.count;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One or several boxes of vectors: in each, the values of some columns lie between two others, and those of the other columns may be any. Immutable. */
public final class Bounds {

    /** Bounds that nothing is within. */
    public static final Bounds NOTHING = new Bounds();

    private final Box[] boxes;

    private Bounds(Box... boxes) {
        this.boxes = boxes;
    }

    /** What the values of some columns lie between. */
    static final class Box {

        private final int[] columns;
        private final int[] least;
        private final int[] most;

        private Box(int[] columns, int[] least, int[] most) {
            this.columns = columns;
            this.least = least;
            this.most = most;
        }

        int size() {
            return columns.length;
        }

        int column(int index) {
            return columns[index];
        }

        int least(int index) {
            return least[index];
        }

        int most(int index) {
            return most[index];
        }

        boolean holds(int index, int value) {
            return value >= least[index] && value <= most[index];
        }

        /** The same of some columns alone. */
        Box of(IntPredicate some) {
            int[] kept = IntStream.range(0, columns.length)
                    .filter(index -> some.test(columns[index]))
                    .toArray();
            return new Box(picked(columns, kept), picked(least, kept), picked(most, kept));
        }

        boolean hold(int[] vector) {
            for (int i = 0; i < columns.length; i++) {
                if (!holds(i, vector[columns[i]])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
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
        return new Bounds(new Box(bounded, picked(least, bounded), picked(most, bounded)));
    }

    private static int[] picked(int[] all, int[] indices) {
        return Arrays.stream(indices).map(index -> all[index]).toArray();
    }

    /** What is within these or within others. These are looked at first. */
    public Bounds or(Bounds others) {
        Box[] all = Arrays.copyOf(boxes, boxes.length + others.boxes.length);
        System.arraycopy(others.boxes, 0, all, boxes.length, others.boxes.length);
        return new Bounds(all);
    }

    /** Whether a vector is within. */
    public boolean hold(int[] vector) {
        for (Box box : boxes) {
            if (box.hold(vector)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is within. */
    public boolean areOfNothing() {
        return boxes.length == 0;
    }

    /** How many columns are looked at, at the most. */
    public int size() {
        return Arrays.stream(boxes).mapToInt(Box::size).sum();
    }

    Stream<Box> boxes() {
        return Arrays.stream(boxes);
    }

    /** Such as {@code 2 to 5 in column 0, up to 7 in column 3; or 9 to 9 in column 0}. */
    @Override
    public String toString() {
        return areOfNothing()
                ? "nothing"
                : Arrays.stream(boxes).map(Box::toString).collect(Collectors.joining("; or "));
    }
}
