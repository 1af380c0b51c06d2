package io.abatis.forest;

/**
 * A vector to fill, and what a forest needs beside it to work out its score. Used again and again, because nothing is to be allocated for a verdict. Of one forest,
 * see {@link Forest#workspace()}; not safe for threads.
 */
public final class Workspace {

    private final int[] vector;

    /** For each column that makes a difference the row of its value, see {@link Splits}; none before a score in full was asked for. */
    int[] rows = {};

    /** For each word of leaves those that are left; likewise. */
    long[] left = {};

    Workspace(int columns) {
        this.vector = new int[columns];
    }

    /** One value a column of the layout; whoever has the workspace writes them. */
    public int[] vector() {
        return vector;
    }

    /** Makes room, at the first time. */
    void fit(int rowCount, int words) {
        if (left.length != words) {
            rows = new int[rowCount];
            left = new long[words];
        }
    }
}
