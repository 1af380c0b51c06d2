package io.abatis.training;

import io.abatis.forest.Forest;
import java.util.ArrayList;
import java.util.List;

/** Lays trees out in arrays, each in pre-order, so that children stand after their parent. Not safe for threads. */
final class ForestBuilder {

    private final double smoothing;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> column = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    /** @param smoothing see {@link WekaForest#compile(double)} */
    ForestBuilder(double smoothing) {
        this.smoothing = smoothing;
    }

    void add(WekaTree root) {
        roots.add(column.size());
        add(root, new double[] {1, 1});
    }

    private int add(WekaTree node, double[] ofParent) {
        double[] own = node.weights();
        double[] weights = own == null || own[0] + own[1] <= 0 ? ofParent : own;
        int row = column.size();
        column.add(node.isLeaf() ? Forest.LEAF : node.column());
        value.add(node.isLeaf() ? probability(weights) : node.split());
        left.add(0);
        right.add(0);
        if (!node.isLeaf()) {
            left.set(row, add(node.left(), weights));
            right.set(row, add(node.right(), weights));
        }
        return row;
    }

    private double probability(double[] weights) {
        return (weights[1] + smoothing / 2) / (weights[0] + weights[1] + smoothing);
    }

    Forest build(int columns) {
        return new Forest(
                columns,
                integers(roots),
                integers(column),
                value.stream().mapToDouble(Double::doubleValue).toArray(),
                integers(left),
                integers(right));
    }

    private static int[] integers(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
