package io.abatis.forest;

import java.util.Arrays;

/** In which order the trees of a forest are asked: those first that benign clients get through soonest, for most calls are theirs, and most verdicts are reached in the first few trees. */
final class Impatience {
    /*
     * A model holds no numbers of samples, but they follow from the means: a node's is that of its children, by their shares of its samples. The share of the
     * benign ones follows from that. The steps that they take are then known from the leaves up.
     */

    private final Forest forest;

    /** For each node how many steps benign samples take from there to a leaf, on average. */
    private final double[] steps;

    private Impatience(Forest forest) {
        this.forest = forest;
        this.steps = new double[forest.nodes()];
        for (int node = steps.length - 1; node >= 0; node--) {
            if (forest.column(node) != Forest.LEAF) {
                int left = forest.left(node);
                int right = forest.right(node);
                double share = benignToTheLeft(mean(node), mean(left), mean(right));
                steps[node] = 1 + share * steps[left] + (1 - share) * steps[right];
            }
        }
    }

    /** The trees by their numbers, those of one length in the order of the file. */
    static int[] order(Forest forest) {
        double[] steps = new Impatience(forest).steps;
        Ranked[] ranked = new Ranked[forest.trees()];
        for (int tree = 0; tree < ranked.length; tree++) {
            ranked[tree] = new Ranked(tree, steps[forest.root(tree)]);
        }
        Arrays.sort(ranked);
        int[] order = new int[ranked.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = ranked[i].tree;
        }
        return order;
    }

    /** A tree, and how long benign samples take through it. */
    private record Ranked(int tree, double steps) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            return Double.compare(steps, other.steps);
        }
    }

    private double mean(int node) {
        return forest.column(node) == Forest.LEAF ? forest.value(node) : forest.mean(node);
    }

    /** Half, where the means tell nothing: they are rounded, and a file may hold any. */
    private static double benignToTheLeft(double mean, double left, double right) {
        double share = left == right ? .5 : Math.max(0, Math.min((mean - right) / (left - right), 1));
        double benignLeft = share * (1 - left);
        double benign = benignLeft + (1 - share) * (1 - right);
        return benign == 0 ? .5 : benignLeft / benign;
    }
}
