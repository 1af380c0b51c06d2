package io.abatis.forest;

import java.util.Arrays;

/**
 * Trees that are walked from node to node, for forests of any shape and size: a node is one number, four trees are walked in step, and most verdicts are
 * reached in a few trees. Immutable, safe for all threads, allocates nothing.
 */
final class WalkedForest {
    /*
     * A node is one long: split, column, and where its right child is; the left one stands behind that. So a step takes two loads, this one and that of the
     * value, and the nodes of a tree take few lines of the processor's cache. Which child is next is reckoned, not branched on, for such a branch is often
     * mispredicted; and of four trees that are walked in step, the others go on while one waits for memory (Asadi, Lin and de Vries, "Runtime Optimizations for
     * Tree-Based Machine Learning Models", 2014). A leaf leads to itself, for no value is less than its split.
     *
     * The trees still to be asked can add no more than the sum of their largest leaves. Where that is too little to reach the score that matters, there is
     * nothing left to decide (Cambazoglu et al., "Early Exit Optimizations for Additive Machine Learned Ranking Systems", 2010; here it is exact). A client
     * that no tree suspects is done after four of a hundred trees.
     */

    /** More than the rounding of a million additions of numbers up to 1. */
    static final double ROUNDING = 1e-9;

    private static final int STEP = 4;

    // From the highest bit on: whether it is a leaf, the split, the column, the right child.
    private static final long LEAF = Long.MIN_VALUE;
    private static final int SPLIT_BITS = 20;
    private static final int COLUMN_BITS = 21;
    private static final int CHILD_BITS = 22;

    /** What no value is less than. */
    private static final int NEVER = -1 << SPLIT_BITS - 1;

    /** The first nodes; behind them a tree that says 0, until there is a multiple of {@value #STEP}. */
    private final int[] roots;

    private final int trees;
    private final long[] nodes;

    /** For each leaf its probability. */
    private final double[] leaves;

    /** The most that the trees from one on can add. */
    private final double[] rest;

    /** @param unshared how many nodes there are if each that two branches share is laid out for both */
    WalkedForest(Forest forest, int unshared) {
        this.trees = forest.trees();
        this.roots = new int[(trees + STEP - 1) / STEP * STEP];
        this.nodes = new long[unshared + 1];
        this.leaves = new double[nodes.length];
        this.rest = new double[roots.length + 1];
        int[] from = new int[nodes.length]; // the forest's number of each node
        int end = 0;
        for (int tree = 0; tree < trees; tree++) {
            roots[tree] = end;
            from[end++] = forest.root(forest.asked(tree));
            for (int node = roots[tree]; node < end; node++) {
                int asked = forest.column(from[node]);
                if (asked == Forest.LEAF) {
                    rest[tree] = Math.max(rest[tree], leaf(node, forest.value(from[node])));
                } else {
                    nodes[node] = node(forest.split(from[node]), asked, end);
                    from[end++] = forest.right(from[node]);
                    from[end++] = forest.left(from[node]);
                }
            }
        }
        leaf(end, 0);
        Arrays.fill(roots, trees, roots.length, end);
        for (int tree = trees - 1; tree >= 0; tree--) {
            rest[tree] += rest[tree + 1];
        }
    }

    private double leaf(int node, double probability) {
        nodes[node] = LEAF | node(NEVER, 0, node);
        leaves[node] = probability;
        return probability;
    }

    private static long node(int split, int column, int right) {
        long bits = split & (1L << SPLIT_BITS) - 1;
        return (bits << COLUMN_BITS | column) << CHILD_BITS | right;
    }

    private static int column(long node) {
        return (int) (node >>> CHILD_BITS) & (1 << COLUMN_BITS) - 1;
    }

    private static int split(long node) {
        return (int) (node << 1 >> 1 + COLUMN_BITS + CHILD_BITS);
    }

    private static int right(long node) {
        return (int) node & (1 << CHILD_BITS) - 1;
    }

    private long next(long node, int[] vector) {
        int less = vector[column(node)] - split(node) >>> Integer.SIZE - 1; // 1 or 0
        return nodes[right(node) + less];
    }

    /** What {@value #STEP} trees say, from one on, added to a sum in their order. */
    private double add(double before, int tree, int[] vector) {
        long a = nodes[roots[tree]];
        long b = nodes[roots[tree + 1]];
        long c = nodes[roots[tree + 2]];
        long d = nodes[roots[tree + 3]];
        while ((a & b & c & d & LEAF) == 0) {
            a = next(a, vector);
            b = next(b, vector);
            c = next(c, vector);
            d = next(d, vector);
        }
        return before + leaves[right(a)] + leaves[right(b)] + leaves[right(c)] + leaves[right(d)];
    }

    /** As {@link Forest#score(Workspace, double, double)}; with both bounds 0 the mean over all trees. */
    double score(int[] vector, double floor, double curious) {
        double needed = floor * trees - ROUNDING;
        double sum = 0;
        for (int tree = 0; tree < roots.length; tree += STEP) {
            sum = add(sum, tree, vector);
            int asked = Math.min(tree + STEP, trees);
            if (sum + rest[tree + STEP] < needed && sum < curious * asked) {
                return sum / asked;
            }
        }
        return sum / trees;
    }
}
