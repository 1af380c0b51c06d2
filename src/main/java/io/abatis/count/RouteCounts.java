package io.abatis.count;

/**
 * How many different routes are among the last calls, and how often the most frequent of them is, over each length. Recording looks through the last routes
 * twice; reading is free. Immutable; the counts are in the window's bytes.
 */
final class RouteCounts {
    /*
     * What tells how often the most frequent route is when one of its calls falls out is how many routes occur once, twice, and so on: a histogram.
     * All lengths look at the same ring.
     */

    /** How many cells it takes for each length. */
    static final int CELLS = 2;

    private final Turn turns;
    private final Cells cells;
    private final int distinct;
    private final int ring;
    private final int[] routesByFrequency;

    /** @param first the first of its cells */
    RouteCounts(Turn turns, Plan plan, Cells cells, int first) {
        this.turns = turns;
        this.cells = cells;
        this.distinct = first;
        this.ring = plan.part(Short.BYTES * turns.longest());
        this.routesByFrequency = new int[turns.lengths()];
        for (int i = 0; i < turns.lengths(); i++) {
            routesByFrequency[i] = plan.part(cells.bytes(turns.length(i)));
        }
    }

    /** The cell of the number of different routes. */
    int distinct() {
        return distinct;
    }

    /** The cell of how often the most frequent route occurs. */
    int most() {
        return distinct + 1;
    }

    /** Adds the route of a call, and lets the oldest fall out of every length that is full. */
    void record(byte[] bytes, int at, int turn, short route) {
        int start = at + ring;
        for (int i = 0; i < turns.lengths(); i++) {
            boolean isFull = turns.isFull(turn, i);
            short oldest = isFull ? Bytes.shortAt(bytes, start + 2 * turns.oldest(turn, i)) : 0;
            if (isFull && oldest == route) {
                continue;
            }
            int entering = Occurrences.within(route, bytes, start, turns, turn, i);
            if (isFull) {
                leave(bytes, at, i, Occurrences.within(oldest, bytes, start, turns, turn, i));
            }
            enter(bytes, at, i, entering);
        }
        Bytes.putShort(bytes, start + 2 * turns.slot(turn), route);
    }

    private void leave(byte[] bytes, int at, int lengthIndex, int occurrences) {
        int place = routes(at, lengthIndex, occurrences);
        cells.add(bytes, place, -1);
        if (occurrences == 1) {
            cells.add(bytes, at + cells.place(lengthIndex, distinct()), -1);
        } else {
            cells.add(bytes, routes(at, lengthIndex, occurrences - 1), 1);
        }
        int most = at + cells.place(lengthIndex, most());
        if (cells.get(bytes, most) == occurrences && cells.get(bytes, place) == 0) {
            cells.add(bytes, most, -1);
        }
    }

    private void enter(byte[] bytes, int at, int lengthIndex, int occurrences) {
        if (occurrences == 0) {
            cells.add(bytes, at + cells.place(lengthIndex, distinct()), 1);
        } else {
            cells.add(bytes, routes(at, lengthIndex, occurrences), -1);
        }
        cells.add(bytes, routes(at, lengthIndex, occurrences + 1), 1);
        int most = at + cells.place(lengthIndex, most());
        if (cells.get(bytes, most) == occurrences) {
            cells.add(bytes, most, 1);
        }
    }

    /** Where the number of routes is that occur so many times, at least once. */
    private int routes(int at, int lengthIndex, int occurrences) {
        return at + routesByFrequency[lengthIndex] + cells.bytes(occurrences - 1);
    }
}
