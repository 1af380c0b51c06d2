package io.abatis.count;

/**
 * The last calls of one client, and how many of each kind are among them, over several lengths at once. Recording takes time proportional to the
 * number of lengths, never to the lengths themselves.
 *
 * <p>Not safe for threads: its holder owns the lock.
 */
public final class Window {

    /** The most that {@link #fresh()} and {@link #turned()} come to: sixteen nats, odds of nine million to one. */
    public static final int MOST_EVIDENCE = Evidence.MOST;

    private final WindowShape shape;
    private final short[] ring;
    private final short[] counts;
    private final Evidence evidence = new Evidence();
    private long calls;

    /** An empty window. */
    public Window(WindowShape shape) {
        this.shape = shape;
        this.ring = new short[shape.longest()];
        this.counts = new short[shape.lengths() * shape.kinds()];
    }

    /**
     * Adds a call, and lets the oldest one fall out of every length that is full.
     *
     * @param kind 0 to {@link WindowShape#kinds()} - 1
     */
    public void record(int kind) {
        evidence.add(shape.logOdds(kind));
        for (int i = 0; i < shape.lengths(); i++) {
            int length = shape.length(i);
            if (calls >= length) {
                counts[i * shape.kinds() + ring[slot(calls - length)]]--;
            }
            counts[i * shape.kinds() + kind]++;
        }
        ring[slot(calls)] = (short) kind;
        calls++;
    }

    private int slot(long call) {
        return (int) (call % ring.length);
    }

    /**
     * How many calls of a kind are among the last ones.
     *
     * @param lengthIndex which of the shape's lengths
     * @param kind which kind
     * @return 0 to that length
     */
    public int count(int lengthIndex, int kind) {
        return counts[lengthIndex * shape.kinds() + kind];
    }

    /**
     * The evidence against this client as one that is new: the sum of its calls' log-odds, in sixteenths of a nat. A sum of -112 is never left again: the
     * client has shown that it is benign, and only {@link #turned()} can speak against it.
     *
     * @return -112 to 256
     */
    public int fresh() {
        return evidence.fresh();
    }

    /**
     * The evidence that this client, whatever it was, has turned: the sum of log-odds since that sum was last at its lowest, in sixteenths of a nat.
     *
     * @return 0 to 256
     */
    public int turned() {
        return evidence.turned();
    }

    /** How many calls have been recorded, those that fell out included. */
    public long calls() {
        return calls;
    }
}
