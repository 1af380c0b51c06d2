package io.abatis.count;

import io.abatis.call.Outcome;

/**
 * How many of the last answers were of each class, how many of those to calls of strange routes, and how many different routes were missed, over each
 * length. Immutable; the counts are in the window's bytes.
 */
final class AnswerCounts {
    /*
     * Routes are only looked through when one is missed or a missed one falls out: to clients that are served, misses cost nothing.
     */

    /** All outcomes but the last one, which is none. */
    private static final int OUTCOMES = Outcome.values().length - 1;

    /** How many cells it takes for each length: an outcome's answers, those to strange routes, and the missed routes. */
    static final int CELLS = 2 * OUTCOMES + 1;

    private static final int OUTCOME = 7;
    private static final int STRANGE = 8;

    /** Stands for all answers that are no miss: no route has it. */
    private static final short NO_MISS = 0;

    private final Turn turns;
    private final Cells cells;
    private final int first;
    private final Ring answers;
    private final int missed;

    /** @param first the first of its cells */
    AnswerCounts(Turn turns, Plan plan, Cells cells, int first) {
        this.turns = turns;
        this.cells = cells;
        this.first = first;
        this.answers = new Ring(plan, turns.longest(), STRANGE << 1);
        this.missed = plan.part(Short.BYTES * turns.longest());
    }

    /** The cell of the answers of an outcome, but not the unknown one. */
    int all(int outcome) {
        return first + outcome;
    }

    /** The cell of those that were to calls of strange routes. */
    int strange(int outcome) {
        return first + OUTCOMES + outcome;
    }

    /** The cell of the number of different routes that were missed. */
    int misses() {
        return first + 2 * OUTCOMES;
    }

    /**
     * Adds one, and lets the oldest fall out of every length that is full.
     *
     * @param outcome its place among the outcomes, but not that of the unknown one
     * @param isMiss whether the route was missed
     */
    void record(byte[] bytes, int at, int turn, int outcome, boolean isMiss, int sighting) {
        int answer = outcome | (Sighting.isStrange(sighting) ? STRANGE : 0);
        short route = isMiss ? Sighting.route(sighting) : NO_MISS;
        int ring = answers.start(at);
        int routes = at + missed;
        for (int i = 0; i < turns.lengths(); i++) {
            short fallen = NO_MISS;
            if (turns.isFull(turn, i)) {
                int oldest = turns.oldest(turn, i);
                add(bytes, at, i, answers.get(bytes, ring, oldest), -1);
                fallen = Bytes.shortAt(bytes, routes + 2 * oldest);
            }
            add(bytes, at, i, answer, 1);
            if (route != fallen) {
                int more = isNew(route, bytes, routes, turn, i, 0) - isNew(fallen, bytes, routes, turn, i, 1);
                cells.add(bytes, at + cells.place(i, misses()), more);
            }
        }
        answers.put(bytes, ring, turns.slot(turn), answer);
        Bytes.putShort(bytes, routes + 2 * turns.slot(turn), route);
    }

    /** 1 if that route is missed and so often among those within a length, else 0. */
    private int isNew(short route, byte[] bytes, int routes, int turn, int lengthIndex, int occurrences) {
        return route != NO_MISS && Occurrences.within(route, bytes, routes, turns, turn, lengthIndex) == occurrences
                ? 1
                : 0;
    }

    private void add(byte[] bytes, int at, int lengthIndex, int answer, int more) {
        int outcome = answer & OUTCOME;
        cells.add(bytes, at + cells.place(lengthIndex, all(outcome)), more);
        if ((answer & STRANGE) != 0) {
            cells.add(bytes, at + cells.place(lengthIndex, strange(outcome)), more);
        }
    }
}
