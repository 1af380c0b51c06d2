package io.abatis.training;

import io.abatis.forest.Forest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Lays trees out in arrays, each in pre-order, so that children stand after their parent. Not safe for threads. */
final class ForestBuilder {

    /*
     * A forest knows nothing of what it has not seen: trained on attackers who mix their calls, it let one pass that called the rarest route a thousand
     * times after a few calls of a user. Page's test is not fooled by that, so where its sum is as high as it gets, no tree is asked. Benign clients get
     * there by chance about once in e^16 calls, and calibration counts those who do.
     */

    static final int NO_PROOF = -1;

    /** Means explain to people, who need no more digits; and files stay small. */
    private static final MathContext DIGITS_OF_MEANS = new MathContext(4);

    private final double smoothing;
    private final int proofColumn;
    private final double proof;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> column = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Double> mean = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    /** A builder of trees as they are, but for smoothed leaves. */
    ForestBuilder(double smoothing) {
        this(smoothing, NO_PROOF, 0);
    }

    /**
     * A builder of trees that are asked only while one column is below its proof.
     *
     * @param smoothing see {@link WekaForest#compile(double, io.abatis.forest.FeatureLayout)}
     * @param proofColumn the column to look at first
     * @param proof the value from which on the score is 1
     */
    ForestBuilder(double smoothing, int proofColumn, double proof) {
        this.smoothing = smoothing;
        this.proofColumn = proofColumn;
        this.proof = proof;
    }

    void add(WekaTree root) {
        roots.add(column.size());
        double[] unknown = {1, 1};
        if (proofColumn == NO_PROOF) {
            add(root, unknown);
            return;
        }
        int first = row(proofColumn, proof, mean(weights(root, unknown)));
        left.set(first, add(root, unknown));
        right.set(first, leaf(1));
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
