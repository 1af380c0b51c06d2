package io.abatis.forest;

import java.util.Arrays;
import java.util.List;

/** Some trees of a {@link MaskedForest}: what each row leaves over of their leaves, and what the leaves say. Immutable. */
final class MaskedBlock {

    /** A bit for each leaf, the first one in the lowest bit of the first word: tree after tree, without a gap. */
    private final long[][] rows;

    /** For each tree its first leaf. */
    private final int[] firsts;

    /** What each leaf says. */
    private final double[] probabilities;

    private final double most;

    MaskedBlock(Forest forest, List<Leaves> trees, Splits splits) {
        int leaves = trees.stream().mapToInt(Leaves::size).sum();
        this.rows = new long[splits.rows()][(leaves + Long.SIZE - 1) / Long.SIZE];
        this.firsts = new int[trees.size()];
        this.probabilities = new double[leaves];
        for (long[] row : rows) {
            Arrays.fill(row, -1L);
        }
        int first = 0;
        double sum = 0;
        for (int tree = 0; tree < firsts.length; tree++) {
            firsts[tree] = first;
            sum += lay(forest, trees.get(tree), splits, first);
            first += trees.get(tree).size();
        }
        this.most = sum;
        for (int row = 1; row < rows.length; row++) {
            if (!splits.isFirst(row)) {
                strikeAsRowBefore(row);
            }
        }
    }

    /** Lays out one tree, and returns the most that it can say. */
    private double lay(Forest forest, Leaves tree, Splits splits, int first) {
        double highest = 0;
        for (int node = tree.root(); node < tree.end(); node++) {
            if (tree.below(node) == 0) {
                continue;
            }
            int from = first + tree.first(node);
            if (forest.column(node) == Forest.LEAF) {
                probabilities[from] = forest.value(node);
                highest = Math.max(highest, forest.value(node));
            } else {
                int row = splits.row(forest.column(node), forest.value(node));
                strike(rows[row], from, from + tree.below(forest.left(node)));
            }
        }
        return highest;
    }

    /** Strikes out the leaves from one to, not including, the other. */
    private static void strike(long[] row, int from, int to) {
        for (int leaf = from; leaf < to; leaf++) {
            row[leaf / Long.SIZE] &= ~(1L << leaf);
        }
    }

    /** What is not less than a split is not less than the one before it. */
    private void strikeAsRowBefore(int row) {
        for (int word = 0; word < width(); word++) {
            rows[row][word] &= rows[row - 1][word];
        }
    }

    int trees() {
        return firsts.length;
    }

    /** How many words a row has. */
    private int width() {
        return rows[0].length;
    }

    /** How many words it takes to strike out leaves: one more, so that there is always another one. */
    int words() {
        return width() + 1;
    }

    /** The most that the trees can say together. */
    double most() {
        return most;
    }

    /**
     * Strikes out what some rows strike out.
     *
     * @param asked the rows, and behind them zeros up to a multiple of four
     * @param count how many
     * @param left receives what is left over
     */
    void strike(int[] asked, int count, long[] left) {
        Arrays.fill(left, 0, width(), -1L);
        for (int i = 0; i < count; i += 4) {
            long[] a = rows[asked[i]];
            long[] b = rows[asked[i + 1]];
            long[] c = rows[asked[i + 2]];
            long[] d = rows[asked[i + 3]];
            for (int word = 0; word < a.length; word++) {
                left[word] &= a[word] & b[word] & c[word] & d[word];
            }
        }
    }

    /** Adds what the trees say to a sum, in their order, so that it is the same to the last bit however trees are asked. */
    double add(double before, long[] left) {
        double sum = before;
        for (int first : firsts) {
            int leaf = first;
            long next = next(left, leaf);
            while (next == 0) {
                leaf += Long.SIZE;
                next = next(left, leaf);
            }
            sum += probabilities[leaf + Long.numberOfTrailingZeros(next)];
        }
        return sum;
    }

    /** The next 64 leaves, from two words: most trees have no more, and to look at one word and then perhaps at another would be a branch that is often mispredicted. */
    private static long next(long[] left, int leaf) {
        int word = leaf / Long.SIZE;
        return left[word] >>> leaf | left[word + 1] << 1 << ~leaf;
    }
}
