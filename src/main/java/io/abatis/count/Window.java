package io.abatis.count;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;

/**
 * The last calls of one client and the last answers to it: how many of each kind are among them, over several lengths at once. Keeps what its shape asks for
 * and nothing else. This is the window of a client by itself, as training needs it; those of the live gate lie side by side in a {@link ClientTable}, and
 * count by the same code.
 *
 * <p>Not safe for threads: its holder owns the lock.
 */
public final class Window {

    /** The most that {@link #fresh()} and {@link #turned()} come to: sixteen nats, odds of nine million to one. */
    public static final int MOST_EVIDENCE = Evidence.MOST;

    /** Stands for a call that none of the counted names fits. */
    public static final int UNNAMED = -1;

    private final Sheet sheet;
    private final byte[] bytes;
    private long calls;

    /** An empty window. */
    public Window(WindowShape shape) {
        this.sheet = shape.sheet();
        this.bytes = new byte[sheet.bytes()];
    }

    /**
     * Adds a call, and lets the oldest one fall out of every length that is full.
     *
     * @param kind the kind of its name, 0 to {@link WindowShape#kinds()} - 1, or {@link #UNNAMED}
     * @param sighting what else is known of it
     * @param timeMillis when it was made
     */
    public void record(int kind, Sighting sighting, long timeMillis) {
        sheet.record(bytes, 0, kind, sighting.packed(), timeMillis);
        calls++;
    }

    /** Adds the answer to a call. It may come after later calls: answers are counted in their own order. */
    public void answer(Outcome outcome, Sighting sighting) {
        sheet.answer(bytes, 0, outcome, sighting.packed());
    }

    void fill(Readout readout, int[] vector) {
        readout.fill(bytes, 0, calls, vector);
    }

    private int count(int place) {
        return place < 0 ? 0 : sheet.cells().get(bytes, place);
    }

    /**
     * How many calls of a name are among the last ones that have a name.
     *
     * @param lengthIndex which of the shape's lengths; the same for all methods here
     * @param kind the name's kind
     * @return 0 to that length
     */
    public int count(int lengthIndex, int kind) {
        return count(sheet.name(lengthIndex, kind));
    }

    /** How many of the last calls went to routes of a tier. */
    public int rarity(int lengthIndex, Rarity rarity) {
        return count(sheet.rarity(lengthIndex, rarity));
    }

    /** How many of the last calls had a method of a class. */
    public int methods(int lengthIndex, MethodClass method) {
        return count(sheet.methods(lengthIndex, method));
    }

    /** How many of the last calls had none of the counted names. */
    public int other(int lengthIndex) {
        return count(sheet.other(lengthIndex));
    }

    /** How many of the last answers were of a class. */
    public int answers(int lengthIndex, Outcome outcome) {
        return count(sheet.answers(lengthIndex, outcome));
    }

    /** How many of the last answers were of a class and to calls of strange routes, see {@link Rarity#isStrange()}. */
    public int strange(int lengthIndex, Outcome outcome) {
        return count(sheet.strange(lengthIndex, outcome));
    }

    /** How many different routes were missed among the last answers, see {@link Outcome#isMiss()}. */
    public int misses(int lengthIndex) {
        return count(sheet.misses(lengthIndex));
    }

    /** How many different routes the last calls went to. */
    public int distinct(int lengthIndex) {
        return count(sheet.distinct(lengthIndex));
    }

    /** How many percent of the last calls went to the most frequent route, rounded down. */
    public int top(int lengthIndex) {
        return sheet.top(bytes, 0, calls, lengthIndex);
    }

    /** Calls a minute over the last ones; 0 for a single call. */
    public int pace(int lengthIndex) {
        return sheet.pace(bytes, 0, lengthIndex);
    }

    /**
     * The evidence against this client as one that is new: the sum of its calls' log-odds, in sixteenths of a nat. A sum of -112 is never left again: the
     * client has shown that it is benign, and only {@link #turned()} can speak against it.
     *
     * @return -112 to 256
     */
    public int fresh() {
        return sheet.fresh(bytes, 0);
    }

    /**
     * The evidence that this client, whatever it was, has turned: the sum of log-odds since that sum was last at its lowest, in sixteenths of a nat.
     *
     * @return 0 to 256
     */
    public int turned() {
        return sheet.turned(bytes, 0);
    }

    /** How many calls have been recorded, those that fell out included. */
    public long calls() {
        return calls;
    }
}
