package io.abatis.forest;

import io.abatis.count.Bounds;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random forest (Breiman, "Random Forests", 2001) laid out in arrays, a node a row. Immutable, safe for all threads.
 */
public final class Forest {
    /*
     * Children always stand after their parent, so a walk ends for whatever file the arrays come from, and the constructor can prove it in one pass.
     */

    /** Marks a leaf in the column of columns. */
    public static final int LEAF = -1;

    /** The most nodes a forest may have. */
    public static final int MAX_NODES = 4_000_000;

    /** The most columns that vectors may have. */
    public static final int MAX_COLUMNS = 2_000_000;

    /** Columns hold counts, sums and rates: whole numbers, up to this and down to its negative. */
    public static final int MOST_VALUE = 500_000;

    private final int[] roots;
    private final int[] column;
    private final double[] value;
    private final double[] mean;
    private final int[] left;
    private final int[] right;
    private final int columns;
    private final int[] order;
    private final WalkedForest walked;

    /** Made when somebody asks, for a live gate never does; null if it cannot be. Written before {@link #isMasked}, and read after it. */
    private @Nullable MaskedForest masked;

    private volatile boolean isMasked;

    /**
     * Takes the arrays over; the caller must not change them afterwards.
     *
     * @param columns how many columns the vectors have
     * @param roots the first node of each tree, ascending from 0
     * @param column the column that a node asks for, or {@link #LEAF}
     * @param value the split of a node (left if the column is less), or the probability at a leaf, 0 to 1
     * @param mean the probability over all samples that reached a node, 0 to 1; not looked at in a leaf. It explains scores, and is no part of them
     * @param left the node to go on with if less, behind this one and in the same tree; 0 at a leaf
     * @param right the node to go on with otherwise; 0 at a leaf
     * @throws IllegalArgumentException if the arrays are no forest
     */
    public Forest(int columns, int[] roots, int[] column, double[] value, double[] mean, int[] left, int[] right) {
        this.roots = roots;
        this.column = column;
        this.value = value;
        this.mean = mean;
        this.left = left;
        this.right = right;
        check(columns);
        this.columns = columns;
        this.order = Impatience.order(this);
        this.walked = new WalkedForest(this, unshared());
    }

    private void check(int columns) {
        require(columns <= MAX_COLUMNS, "a forest asks for up to " + MAX_COLUMNS + " columns, not " + columns);
        int nodes = column.length;
        require(nodes > 0 && nodes <= MAX_NODES, "a forest has 1.." + MAX_NODES + " nodes, not " + nodes);
        require(
                value.length == nodes && mean.length == nodes && left.length == nodes && right.length == nodes,
                "the node columns differ in length");
        require(roots.length > 0 && roots[0] == 0, "the first tree must begin at node 0");
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : nodes;
            require(end > roots[tree] && end <= nodes, "tree " + tree + " has no node");
            for (int node = roots[tree]; node < end; node++) {
                checkNode(node, end, columns);
            }
        }
    }

    /** How many nodes there would be if no two branches shared one: a file of a few kilobytes may hold a tree of more than there is memory for. */
    private int unshared() {
        long[] ways = new long[column.length];
        for (int root : roots) {
            ways[root] = 1;
        }
        long all = 0;
        for (int node = 0; node < ways.length; node++) {
            all += ways[node];
            require(all <= MAX_NODES, "branches share nodes, and without that there were more than " + MAX_NODES);
            if (column[node] != LEAF) {
                ways[left[node]] += ways[node];
                ways[right[node]] += ways[node];
            }
        }
        return (int) all;
    }

    /** Asks first and words it afterwards: words for every node took longer than all the rest of reading a model. */
    private void checkNode(int node, int end, int columns) {
        if (column[node] == LEAF) {
            if (!(value[node] >= 0 && value[node] <= 1)) {
                throw new IllegalArgumentException("leaf " + node + " holds no probability");
            }
        } else if (column[node] < 0 || column[node] >= columns) {
            throw new IllegalArgumentException("node " + node + " asks for a column that the layout has not");
        } else if (!Double.isFinite(value[node])) {
            throw new IllegalArgumentException("node " + node + " has no split");
        } else if (!(mean[node] >= 0 && mean[node] <= 1)) {
            throw new IllegalArgumentException("node " + node + " has no mean");
        } else if (left[node] <= node || left[node] >= end || right[node] <= node || right[node] >= end) {
            throw new IllegalArgumentException("node " + node + " does not lead forward within its tree");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The probability that the client is malicious: the mean over the trees.
     *
     * @param vector one value a column of the layout, up to {@value #MOST_VALUE} either way
     * @return 0 to 1
     */
    public double score(int[] vector) {
        return walked.score(vector, 0, 0);
    }

    /**
     * The same for who asks for many: more than twice as fast from the second one on, and for the first one the forest is laid out anew.
     *
     * @param vector as above; it may be that of the workspace
     * @param work one of this forest's; its vector is left as it is
     */
    public double score(int[] vector, Workspace work) {
        MaskedForest masks = masks();
        return masks == null ? score(vector) : masks.score(vector, work);
    }

    private @Nullable MaskedForest masks() {
        if (!isMasked) {
            mask();
        }
        return masked;
    }

    private synchronized void mask() {
        if (!isMasked) {
            masked = MaskedForest.of(this, columns);
            isMasked = true;
        }
    }

    /**
     * The score where it matters, sooner: exact from a floor on. Below it, where whatever the other trees say the score stays below the floor, it is the mean of
     * the first trees, as soon as that is not worth a closer look.
     *
     * @param work one of this forest's; its vector has one value a column of the layout
     * @param floor the lowest score that anything depends on, 0 to 1
     * @param curious the mean of the first trees from which on more trees are asked all the same, 0 to the floor
     * @return 0 to 1; at least the floor exactly if {@link #score(int[])} is
     */
    public double score(Workspace work, double floor, double curious) {
        return walked.score(work.vector(), floor, curious);
    }

    /**
     * Bounds within which no vector has a score of a floor or more, drawn around vectors that have less. Takes some tenths of a second.
     *
     * @param vectors those of a site's own clients; none is changed
     * @param floor 0 to 1
     * @return with as few columns as can be; of {@linkplain Bounds#areOfNothing() nothing} if there are none around half of the vectors
     */
    public Bounds calm(List<int[]> vectors, double floor) {
        return Calm.around(vectors, columns, this, floor);
    }

    /** A workspace for scores of this forest. */
    public Workspace workspace() {
        return new Workspace(columns);
    }

    /** How many trees. */
    public int trees() {
        return roots.length;
    }

    /** How many nodes in all trees. */
    public int nodes() {
        return column.length;
    }

    /** How often each column is asked for, over all nodes. */
    public int[] uses(int columns) {
        int[] uses = new int[columns];
        Arrays.stream(column).filter(asked -> asked != LEAF).forEach(asked -> uses[asked]++);
        return uses;
    }

    int root(int tree) {
        return roots[tree];
    }

    /** Which tree is asked in a place of the order in which all are. */
    int asked(int place) {
        return order[place];
    }

    int column(int node) {
        return column[node];
    }

    double value(int node) {
        return value[node];
    }

    /** The least whole number that is not less than the split of a node; values that can be have no other to be told from it. */
    int split(int node) {
        return (int) Math.max(-MOST_VALUE, Math.min(Math.ceil(value[node]), MOST_VALUE + 1));
    }

    /** The probability over all samples that reached a node; in a leaf whatever was given, mostly 0. */
    double mean(int node) {
        return mean[node];
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }
}
