package io.abatis.count;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is read from the windows of one shape, in an order: one number a column. Immutable. */
public final class Readout {
    /*
     * A window's counts lie in its bytes at places that are known beforehand, so most columns are a load each, in a loop without a branch. What is no
     * count is reckoned and put in its column after that.
     */

    private enum Reckoned {
        NOTHING,
        CALLS,
        FRESH,
        TURNED,
        TOP,
        PACE
    }

    /** A column that is no count; the argument is the index of a length, or the most calls. */
    private record Reckoning(int column, Reckoned what, int argument) {}

    /** What is not read: where all counts are within bounds, and what is reckoned is within a box of its own. */
    private record Spared(LaneBounds counts, Bounds.Box reckoned) {}

    private final WindowShape shape;
    private final Sheet sheet;
    private final int[] places;
    private final Reckoning[] reckonings;

    /** For each column which of the reckonings is its own; negative if it is a count. */
    private final int[] reckoned;

    private final Spared[] spared;

    private Readout(WindowShape shape, int[] places, Reckoning[] reckonings) {
        this.shape = shape;
        this.sheet = shape.sheet();
        this.places = places;
        this.reckonings = reckonings;
        this.reckoned = new int[places.length];
        this.spared = new Spared[0];
        Arrays.fill(reckoned, -1);
        for (int i = 0; i < reckonings.length; i++) {
            reckoned[reckonings[i].column()] = i;
        }
    }

    private Readout(Readout all, Bounds bounds) {
        this.shape = all.shape;
        this.sheet = all.sheet;
        this.places = all.places;
        this.reckonings = all.reckonings;
        this.reckoned = all.reckoned;
        this.spared = bounds.boxes().map(this::spared).toArray(Spared[]::new);
    }

    private Spared spared(Bounds.Box box) {
        LaneBounds.Builder counts = new LaneBounds.Builder(sheet.bytes(), sheet.cells());
        for (int i = 0; i < box.size(); i++) {
            if (reckoned[box.column(i)] < 0) {
                counts.add(places[box.column(i)], box.least(i), box.most(i));
            }
        }
        return new Spared(counts.build(), box.of(column -> reckoned[column] >= 0));
    }

    /**
     * The same, but windows of which all columns are within bounds need not be read, see {@link ClientTable#count}.
     *
     * @param bounds of this readout's columns
     */
    public Readout sparing(Bounds bounds) {
        return new Readout(this, bounds);
    }

    /** A readout to which columns are added. */
    public static Builder of(WindowShape shape) {
        return new Builder(shape);
    }

    /**
     * Reads a window.
     *
     * @param window of this readout's shape
     * @param vector receives one value a column, in their order; if it is shorter, only the first
     */
    public void fill(Window window, int[] vector) {
        window.fill(this, vector);
    }

    /** The shape of the windows to read. */
    public WindowShape shape() {
        return shape;
    }

    void fill(byte[] bytes, int at, long calls, int[] vector) {
        int columns = Math.min(places.length, vector.length);
        if (sheet.cells().isWide()) {
            for (int i = 0; i < columns; i++) {
                vector[i] = Bytes.shortAt(bytes, at + places[i]);
            }
        } else {
            for (int i = 0; i < columns; i++) {
                vector[i] = bytes[at + places[i]] & 0xff;
            }
        }
        for (Reckoning reckoning : reckonings) {
            if (reckoning.column() < columns) {
                vector[reckoning.column()] = reckon(reckoning, bytes, at, calls);
            }
        }
    }

    /** Whether a window need not be read. Looks at no more of it than it takes to know. */
    boolean spares(byte[] bytes, int at, long calls) {
        for (Spared one : spared) {
            if (one.counts().hold(bytes, at) && isWithin(one.reckoned(), bytes, at, calls)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWithin(Bounds.Box box, byte[] bytes, int at, long calls) {
        for (int i = 0; i < box.size(); i++) {
            if (!box.holds(i, reckon(reckonings[reckoned[box.column(i)]], bytes, at, calls))) {
                return false;
            }
        }
        return true;
    }

    private int reckon(Reckoning reckoning, byte[] bytes, int at, long calls) {
        int argument = reckoning.argument();
        return switch (reckoning.what()) {
            case NOTHING -> 0;
            case CALLS -> (int) Math.min(argument, calls);
            case FRESH -> sheet.fresh(bytes, at);
            case TURNED -> sheet.turned(bytes, at);
            case TOP -> sheet.top(bytes, at, calls, argument);
            case PACE -> sheet.pace(bytes, at, argument);
        };
    }

    /** Takes the columns of a readout, one after the other; they are those of {@link Window}. Not safe for threads. */
    public static final class Builder {

        private final WindowShape shape;
        private final Sheet sheet;
        private final List<Integer> places = new ArrayList<>();
        private final List<Reckoning> reckonings = new ArrayList<>();

        private Builder(WindowShape shape) {
            this.shape = shape;
            this.sheet = shape.sheet();
        }

        private Builder place(int place) {
            if (place < 0) {
                return reckon(Reckoned.NOTHING, 0);
            }
            places.add(place);
            return this;
        }

        private Builder reckon(Reckoned what, int argument) {
            reckonings.add(new Reckoning(places.size(), what, argument));
            return place(0); // is read in vain
        }

        /** See {@link Window#count}. */
        public Builder count(int lengthIndex, int kind) {
            return place(sheet.name(lengthIndex, kind));
        }

        /** See {@link Window#rarity}. */
        public Builder rarity(int lengthIndex, Rarity rarity) {
            return place(sheet.rarity(lengthIndex, rarity));
        }

        /** See {@link Window#methods}. */
        public Builder methods(int lengthIndex, MethodClass method) {
            return place(sheet.methods(lengthIndex, method));
        }

        /** See {@link Window#other}. */
        public Builder other(int lengthIndex) {
            return place(sheet.other(lengthIndex));
        }

        /** See {@link Window#answers}. */
        public Builder answers(int lengthIndex, Outcome outcome) {
            return place(sheet.answers(lengthIndex, outcome));
        }

        /** See {@link Window#strange}. */
        public Builder strange(int lengthIndex, Outcome outcome) {
            return place(sheet.strange(lengthIndex, outcome));
        }

        /** See {@link Window#misses}. */
        public Builder misses(int lengthIndex) {
            return place(sheet.misses(lengthIndex));
        }

        /** See {@link Window#distinct}. */
        public Builder distinct(int lengthIndex) {
            return place(sheet.distinct(lengthIndex));
        }

        /** See {@link Window#top}. */
        public Builder top(int lengthIndex) {
            return reckon(Reckoned.TOP, lengthIndex);
        }

        /** See {@link Window#pace}. */
        public Builder pace(int lengthIndex) {
            return reckon(Reckoned.PACE, lengthIndex);
        }

        /** See {@link Window#fresh}. */
        public Builder fresh() {
            return reckon(Reckoned.FRESH, 0);
        }

        /** See {@link Window#turned}. */
        public Builder turned() {
            return reckon(Reckoned.TURNED, 0);
        }

        /**
         * See {@link Window#calls}.
         *
         * @param most more calls than these are read as these
         */
        public Builder calls(int most) {
            return reckon(Reckoned.CALLS, most);
        }

        /** The readout of the columns so far. */
        public Readout build() {
            return new Readout(
                    shape, places.stream().mapToInt(Integer::intValue).toArray(), reckonings.toArray(Reckoning[]::new));
        }
    }
}
