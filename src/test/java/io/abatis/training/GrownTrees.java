package io.abatis.training;

import io.abatis.forest.Forest;
import io.abatis.training.Samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trees that Weka has grown as far as the samples go, to be compiled in part: fewer of them, or cut off at a depth. Not safe for threads. */
public final class GrownTrees {

    /** No tree is as deep. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int SMALLEST_LEAF = 4;

    private final List<WekaTree> roots;
    private final int columns;

    /** A node; where its column is {@link Forest#LEAF}, its value is a probability. */
    private record Row(int column, double value, int left, int right) {}

    private GrownTrees(List<WekaTree> roots, int columns) {
        this.roots = roots;
        this.columns = columns;
    }

    /**
     * Grows.
     *
     * @param vectors all of the same length
     * @param malicious one label a vector, of both kinds
     * @param depth the most splits on a way, or {@link #UNLIMITED}
     * @throws IllegalStateException if the compiled forest does not say what Weka says of each vector, to 1e-6
     */
    public static GrownTrees grow(int[][] vectors, boolean[] malicious, int trees, int depth) {
        int columns = vectors[0].length;
        List<Sample> samples = IntStream.range(0, vectors.length)
                .mapToObj(i -> new Sample(vectors[i], 1, malicious[i]))
                .toList();
        String options = WekaForest.options(trees, depth == UNLIMITED ? 0 : depth, SMALLEST_LEAF, 1);
        WekaForest weka = WekaForest.train(samples, columns, options);
        GrownTrees grown = new GrownTrees(weka.roots(), columns);
        Forest whole = grown.forest(trees, UNLIMITED);
        for (int i = 0; i < vectors.length; i += 1 + vectors.length / 1000) {
            if (Math.abs(weka.probability(vectors[i]) - whole.score(vectors[i])) > 1e-6) {
                throw new IllegalStateException("Weka and the compiled forest differ about vector " + i);
            }
        }
        return grown;
    }

    /**
     * Compiles the first trees, cut off below a depth: there, a node is a leaf that says what all samples that reached it say.
     *
     * @param trees 1 to as many as have been grown
     * @param depth the most splits on a way, or {@link #UNLIMITED}
     */
    public Forest forest(int trees, int depth) {
        List<Row> rows = new ArrayList<>();
        int[] first = new int[trees];
        for (int tree = 0; tree < trees; tree++) {
            first[tree] = rows.size();
            add(rows, roots.get(tree), new double[] {1, 1}, depth);
        }
        return new Forest(
                columns,
                first,
                rows.stream().mapToInt(Row::column).toArray(),
                rows.stream().mapToDouble(Row::value).toArray(),
                new double[rows.size()],
                rows.stream().mapToInt(Row::left).toArray(),
                rows.stream().mapToInt(Row::right).toArray());
    }

    private static int add(List<Row> rows, WekaTree node, double[] ofParent, int depth) {
        double[] own = node.weights();
        double[] weights = own == null || own[0] + own[1] <= 0 ? ofParent : own;
        int row = rows.size();
        rows.add(new Row(Forest.LEAF, weights[1] / (weights[0] + weights[1]), 0, 0));
        if (!node.isLeaf() && depth > 0) {
            int left = add(rows, node.left(), weights, depth - 1);
            int right = add(rows, node.right(), weights, depth - 1);
            rows.set(row, new Row(node.column(), node.split(), left, right));
        }
        return row;
    }
}
