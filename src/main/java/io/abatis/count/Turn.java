package io.abatis.count;

/**
 * Where the next thing goes in a ring that holds the last ones, and how many it holds, in one number of two bytes: it counts up to twice the ring's length,
 * and from there it begins again at the length, for the ring stays full. So no division is needed, and no count of all things. Immutable.
 */
final class Turn {

    private final int[] lengths;
    private final int longest;

    /** @param lengths how many of the last things are looked at; the ring holds as many as the last length */
    Turn(int[] lengths) {
        this.lengths = lengths;
        this.longest = lengths[lengths.length - 1];
    }

    int lengths() {
        return lengths.length;
    }

    int length(int index) {
        return lengths[index];
    }

    int longest() {
        return longest;
    }

    /** The number after one more thing. */
    int next(int turn) {
        return turn + 1 == 2 * longest ? longest : turn + 1;
    }

    /** The slot for the next thing. */
    int slot(int turn) {
        return turn < longest ? turn : turn - longest;
    }

    /** How many of the last things are within a length. */
    int within(int turn, int lengthIndex) {
        return Math.min(turn, lengths[lengthIndex]);
    }

    /** Whether one more thing makes another fall out of a length. */
    boolean isFull(int turn, int lengthIndex) {
        return turn >= lengths[lengthIndex];
    }

    /** The slot of the thing that falls out of a full length next. */
    int oldest(int turn, int lengthIndex) {
        return back(turn, lengths[lengthIndex]);
    }

    /** The slot of the thing that was recorded so many things ago, 1 for the last one. */
    int back(int turn, int things) {
        int slot = slot(turn) - things;
        return slot < 0 ? slot + longest : slot;
    }
}
