package io.abatis.forest;

import java.util.Arrays;

/**
 * Trees that are walked from node to node, for forests of any shape and size: all of a node stands side by side, four trees are walked in step, and most verdicts are
 * reached in a few trees. Immutable, safe for all threads, allocates nothing.
 */
final class WalkedForest {
    /*
     * Each node is two longs, its split and its link (column and children), so a step touches one line of the processor's cache instead of four. Four trees
     * are walked in step, without a branch that could be mispredicted: while one waits for memory, the others go on (Asadi, Lin and de Vries, "Runtime
     * Optimizations for Tree-Based Machine Learning Models", 2014). A leaf leads to itself, for no number is less than NaN.
     *
     * The trees still to be asked can add no more than the sum of their largest leaves. Where that is too little to reach the score that matters, there is
     * nothing left to decide (Cambazoglu et al., "Early Exit Optimizations for Additive Machine Learned Ranking Systems", 2010; here it is exact). A client
     * that no tree suspects is done after eight of a hundred trees.
     */

    /** More than the rounding of a million additions of numbers up to 1. */
    private static final double ROUNDING = 1e-9;

    private static final int STEP = 4;
    private static final long LEAF = Long.MIN_VALUE;

    /** So many bits tell the nodes of the largest forest apart, see {@link Forest#MAX_NODES}. */
    private static final int BITS = 22;

    private static final int NODE = (1 << BITS) - 1;
    private static final int COLUMN = (1 << 63 - 2 * BITS) - 1;

    /** The first nodes; behind them a tree that says 0, until there is a multiple of {@value #STEP}. */
    private final int[] roots;

    private final int trees;
    private final long[] nodes;

    /** For each leaf its probability. */
    private final double[] leaves;

    /** The most that the trees from one on can add. */
    private final double[] rest;

    WalkedForest(Forest forest) {
        this.trees = forest.trees();
        int nothing = forest.nodes();
        this.roots = new int[(trees + STEP - 1) / STEP * STEP];
        this.nodes = new long[2 * (nothing + 1)];
        this.leaves = new double[nothing + 1];
        this.rest = new double[roots.length + 1];
        Arrays.fill(roots, nothing);
        leaf(nothing, 0);
        int end = nothing;
        for (int tree = trees - 1; tree >= 0; tree--) {
            roots[tree] = forest.root(tree);
            double most = 0;
            for (int node = roots[tree]; node < end; node++) {
                if (forest.column(node) == Forest.LEAF) {
                    leaf(node, forest.value(node));
                    most = Math.max(most, forest.value(node));
                } else {
                    nodes[2 * node] = Double.doubleToRawLongBits(forest.value(node));
                    nodes[2 * node + 1] = link(forest.column(node), forest.left(node), forest.right(node));
                }
            }
            rest[tree] = rest[tree + 1] + most;
            end = roots[tree];
        }
    }

    private void leaf(int node, double probability) {
        nodes[2 * node] = Double.doubleToRawLongBits(Double.NaN);
        nodes[2 * node + 1] = LEAF | link(0, node, node);
        leaves[node] = probability;
    }

    private static long link(int column, int left, int right) {
        return ((long) column << BITS | left) << BITS | right;
    }

    private int next(int node, long link, double[] vector) {
        double value = vector[(int) (link >>> 2 * BITS) & COLUMN];
        return (int) (value < Double.longBitsToDouble(nodes[2 * node]) ? link >>> BITS : link) & NODE;
    }

    /** What {@value #STEP} trees say, from one on, added to a sum in their order. */
    private double add(double before, int tree, double[] vector) {
        int a = roots[tree];
        int b = roots[tree + 1];
        int c = roots[tree + 2];
        int d = roots[tree + 3];
        long linkA = nodes[2 * a + 1];
        long linkB = nodes[2 * b + 1];
        long linkC = nodes[2 * c + 1];
        long linkD = nodes[2 * d + 1];
        while ((linkA & linkB & linkC & linkD & LEAF) == 0) {
            a = next(a, linkA, vector);
            b = next(b, linkB, vector);
            c = next(c, linkC, vector);
            d = next(d, linkD, vector);
            linkA = nodes[2 * a + 1];
            linkB = nodes[2 * b + 1];
            linkC = nodes[2 * c + 1];
            linkD = nodes[2 * d + 1];
        }
        return before + leaves[a] + leaves[b] + leaves[c] + leaves[d];
    }

    /** As {@link Forest#score(Workspace, double, double)}; with both bounds 0 the mean over all trees. */
    double score(double[] vector, double floor, double curious) {
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
