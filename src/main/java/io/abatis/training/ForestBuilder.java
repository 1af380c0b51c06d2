package io.abatis.training;

import io.abatis.forest.Forest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays trees out in arrays, each in pre-order, so that children stand after their parent. Not safe for threads. */
final class ForestBuilder {

    /** Means explain to people, who need no more digits; and files stay small. */
    private static final MathContext DIGITS_OF_MEANS = new MathContext(4);

    private final double smoothing;
    private final @Nullable Guard guard;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> column = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Double> mean = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    /** A builder of trees as they are, but for smoothed leaves. */
    ForestBuilder(double smoothing) {
        this(smoothing, null);
    }

    /**
     * A builder of guarded trees.
     *
     * @param smoothing see {@link WekaForest#compile(double, io.abatis.forest.FeatureLayout)}
     * @param guard what is asked before each tree; null for nothing
     */
    ForestBuilder(double smoothing, @Nullable Guard guard) {
        this.smoothing = smoothing;
        this.guard = guard;
    }

    void add(WekaTree root) {
        roots.add(column.size());
        double[] unknown = {1, 1};
        if (guard == null) {
            add(root, unknown);
            return;
        }
        int first = row(guard.column(), guard.bound(), mean(weights(root, unknown)));
        int settled = leaf(guard.score());
        int open = add(root, unknown);
        left.set(first, guard.settlesBelow() ? settled : open);
        right.set(first, guard.settlesBelow() ? open : settled);
    }

    private int leaf(double probability) {
        return row(Forest.LEAF, probability, 0);
    }

    private int row(int asked, double splitOrProbability, double meanOfNode) {
        column.add(asked);
        value.add(splitOrProbability);
        mean.add(meanOfNode);
        left.add(0);
        right.add(0);
        return column.size() - 1;
    }

    private int add(WekaTree node, double[] ofParent) {
        double[] weights = weights(node, ofParent);
        if (node.isLeaf()) {
            return leaf(probability(weights));
        }
        int row = row(node.column(), node.split(), mean(weights));
        left.set(row, add(node.left(), weights));
        right.set(row, add(node.right(), weights));
        return row;
    }

    private static double[] weights(WekaTree node, double[] ofParent) {
        double[] own = node.weights();
        return own == null || own[0] + own[1] <= 0 ? ofParent : own;
    }

    private double mean(double[] weights) {
        return new BigDecimal(probability(weights)).round(DIGITS_OF_MEANS).doubleValue();
    }

    private double probability(double[] weights) {
        return (weights[1] + smoothing / 2) / (weights[0] + weights[1] + smoothing);
    }

    Forest build(int columns) {
        return new Forest(
                columns,
                integers(roots),
                integers(column),
                doubles(value),
                doubles(mean),
                integers(left),
                integers(right));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int[] integers(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
