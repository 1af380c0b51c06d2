package io.abatis.forest;

/**
 * A vector to fill, and what a forest needs beside it to work out its score. Used again and again, because nothing is to be allocated for a verdict. Of one forest,
 * see {@link Forest#workspace()}; not safe for threads.
 */
public final class Workspace {

    private final double[] vector;

    /** For each column that makes a difference the row of its value, see {@link Splits}. */
    final int[] rows;

    /** For each word of leaves those that are left. */
    final long[] left;

    Workspace(double[] vector, int rows, int words) {
        this.vector = vector;
        this.rows = new int[rows];
        this.left = new long[words];
    }

    /** One value a column of the layout; whoever has the workspace writes them. */
    public double[] vector() {
        return vector;
    }
}
