package io.abatis.count;

import io.abatis.call.MethodClass;

/**
 * How many of the last calls were of each rarity, of each class of methods, and without a counted name, over each length. The three are kept together as the
 * mark of a call: six bits. Immutable; the counts are in the window's bytes.
 */
final class MarkCounts {

    private static final int RARITY = 7;
    private static final int METHOD_SHIFT = 3;
    private static final int METHOD = 3 << METHOD_SHIFT;
    private static final int OTHER_SHIFT = 5;
    private static final int OTHER = 1 << OTHER_SHIFT;

    private final Turn turns;
    private final Cells cells;
    private final int rarities;
    private final int methods;
    private final int others;
    private final int kept;
    private final Ring ring;

    /**
     * @param first the first of the cells that are for marks, {@link #cells} of them
     * @param shape tells which facets are kept
     */
    MarkCounts(Turn turns, Plan plan, Cells cells, int first, WindowShape shape) {
        this.turns = turns;
        this.cells = cells;
        this.rarities = first;
        this.methods = rarities + (shape.keeps(Facet.RARITY) ? Rarity.values().length : 0);
        this.others = methods + (shape.keeps(Facet.METHODS) ? MethodClass.values().length : 0);
        this.kept = (shape.keeps(Facet.RARITY) ? RARITY : 0)
                | (shape.keeps(Facet.METHODS) ? METHOD : 0)
                | (shape.keeps(Facet.OTHER) ? OTHER : 0);
        this.ring = new Ring(plan, turns.longest(), kept + 1);
    }

    /** How many cells the marks of a shape take for each length; none if it keeps none of the three facets. */
    static int cells(WindowShape shape) {
        return (shape.keeps(Facet.RARITY) ? Rarity.values().length : 0)
                + (shape.keeps(Facet.METHODS) ? MethodClass.values().length : 0)
                + (shape.keeps(Facet.OTHER) ? 1 : 0);
    }

    /** The cell of a rarity. */
    int rarity(int rarity) {
        return rarities + rarity;
    }

    /** The cell of a class of methods. */
    int method(int method) {
        return methods + method;
    }

    /** The cell of calls without a counted name. */
    int other() {
        return others;
    }

    /** Adds one, and lets the oldest fall out of every length that is full. */
    void record(byte[] bytes, int at, int turn, int sighting, boolean isNamed) {
        int mark =
                kept & (Sighting.rarity(sighting) | Sighting.method(sighting) << METHOD_SHIFT | (isNamed ? 0 : OTHER));
        int start = ring.start(at);
        for (int i = 0; i < turns.lengths(); i++) {
            int oldest = turns.isFull(turn, i) ? ring.get(bytes, start, turns.oldest(turn, i)) : -1;
            if (oldest != mark) {
                add(bytes, at, i, mark, 1);
                if (oldest >= 0) {
                    add(bytes, at, i, oldest, -1);
                }
            }
        }
        ring.put(bytes, start, turns.slot(turn), mark);
    }

    private void add(byte[] bytes, int at, int lengthIndex, int mark, int more) {
        if ((kept & RARITY) != 0) {
            cells.add(bytes, at + cells.place(lengthIndex, rarities + (mark & RARITY)), more);
        }
        if ((kept & METHOD) != 0) {
            cells.add(bytes, at + cells.place(lengthIndex, methods + ((mark & METHOD) >> METHOD_SHIFT)), more);
        }
        if ((mark & OTHER) != 0) {
            cells.add(bytes, at + cells.place(lengthIndex, others), more);
        }
    }
}
