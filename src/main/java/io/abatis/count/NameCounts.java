package io.abatis.count;

/** How many of the last calls that have a name have which, over each length. Immutable; the counts are in the window's bytes. */
final class NameCounts {

    private final Turn turns;
    private final Cells cells;
    private final int first;
    private final Ring ring;

    /**
     * @param first the first of the cells that are for names, one a kind
     * @param kinds how many kinds of names there are
     */
    NameCounts(Turn turns, Plan plan, Cells cells, int first, int kinds) {
        this.turns = turns;
        this.cells = cells;
        this.first = first;
        this.ring = new Ring(plan, turns.longest(), kinds);
    }

    /** Adds one, and lets the oldest fall out of every length that is full. */
    void record(byte[] bytes, int at, int turn, int kind) {
        int start = ring.start(at);
        for (int i = 0; i < turns.lengths(); i++) {
            if (turns.isFull(turn, i)) {
                int oldest = ring.get(bytes, start, turns.oldest(turn, i));
                cells.add(bytes, at + cells.place(i, first + oldest), -1);
            }
            cells.add(bytes, at + cells.place(i, first + kind), 1);
        }
        ring.put(bytes, start, turns.slot(turn), kind);
    }
}
