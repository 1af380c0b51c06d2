package io.abatis.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees that are not walked: each value of the vector strikes out, in all trees at once, the leaves that it leads away from. For scores in full. Immutable. */
final class MaskedForest {
    /*
     * The leaves of a tree are numbered from the left, a bit each. A node whose question is answered with "not less" strikes out the leaves below its left
     * child; of the leaves that are left over, the first is the one that a walk would have come to (Lucchese et al., "QuickScorer: a Fast Algorithm to Rank
     * Documents with Additive Ensembles of Regression Trees", 2015). What a value strikes out is known beforehand: a row of words, looked up by the value.
     * So the work is to AND some rows, which the compiler does several words at a time, and no load waits for another, where a walk is a chain of them.
     *
     * To look the rows up takes about as long as to walk four trees, whatever becomes of them: a score of which the first trees are enough is walked. And the
     * larger the trees, the more words there are: it is those of some dozens of leaves that gain most.
     *
     * Rows take a bit for each leaf of the forest and each split of it that there is no second of. Of a forest for which that is too much, the trees are walked.
     */

    /** The most words in all rows: 32 MB. */
    private static final long MOST_WORDS = 1L << 22;

    /** A leaf's word is its number without these bits; a division of what might be negative is four instructions, and this is the innermost loop. */
    private static final int WORD = 6;

    /** So many rows are struck out in one pass. */
    private static final int PASS = 4;

    private final Splits splits;

    /** A bit for each leaf, the first one in the lowest bit of the first word. */
    private final long[][] rows;

    /** For each tree its first leaf. One of up to 64 leaves lies in one word, a larger one begins with a word. */
    private final int[] firsts;

    /** What each leaf says. */
    private final double[] probabilities;

    private MaskedForest(Forest forest, List<Leaves> trees, Packing packing, Splits splits) {
        this.splits = splits;
        this.rows = new long[splits.rows()][packing.words()];
        this.firsts = packing.firsts();
        this.probabilities = new double[packing.words() * Long.SIZE];
        for (long[] row : rows) {
            Arrays.fill(row, -1L);
        }
        for (int tree = 0; tree < firsts.length; tree++) {
            lay(forest, trees.get(tree), firsts[tree]);
        }
        for (int row = 1; row < rows.length; row++) {
            if (!splits.isFirst(row)) {
                strike(rows[row - 1], rows[row]); // what is not less than a split is not less than the one before
            }
        }
    }

    /** The same forest; null if its rows would take too much memory, or if branches share nodes. */
    static @Nullable MaskedForest of(Forest forest, int columns) {
        List<Leaves> trees = new ArrayList<>();
        for (int tree = 0; tree < forest.trees(); tree++) {
            Leaves leaves = Leaves.of(forest, forest.asked(tree));
            if (leaves == null) {
                return null;
            }
            trees.add(leaves);
        }
        Packing packing = Packing.of(trees.stream().mapToInt(Leaves::size).toArray());
        Splits splits = Splits.of(forest, columns);
        return splits == null || (long) packing.words() * splits.rows() > MOST_WORDS
                ? null
                : new MaskedForest(forest, trees, packing, splits);
    }

    /** Lays out one tree. */
    private void lay(Forest forest, Leaves tree, int first) {
        for (int node = tree.root(); node < tree.end(); node++) {
            if (tree.below(node) == 0) {
                continue;
            }
            int from = first + tree.first(node);
            if (forest.column(node) == Forest.LEAF) {
                probabilities[from] = forest.value(node);
            } else {
                int row = splits.row(forest.column(node), forest.split(node));
                strike(rows[row], from, from + tree.below(forest.left(node)));
            }
        }
    }

    /** Strikes out the leaves from one to, not including, the other. */
    private static void strike(long[] row, int from, int to) {
        for (int leaf = from; leaf < to; leaf++) {
            row[leaf / Long.SIZE] &= ~(1L << leaf);
        }
    }

    /** The mean over all trees: the same to the last bit as that of a walk, for what they say is added in their order. */
    double score(int[] vector, Workspace work) {
        work.fit(splits.columns() + PASS, rows[0].length);
        int[] found = work.rows;
        long[] left = work.left;
        int count = splits.find(vector, found);
        for (int i = count; i < PASS; i++) {
            found[i] = 0; // the row that strikes out nothing
        }
        begin(rows[found[0]], rows[found[1]], rows[found[2]], rows[found[3]], left);
        int next = PASS;
        for (; next + PASS <= count; next += PASS) {
            strike(rows[found[next]], rows[found[next + 1]], rows[found[next + 2]], rows[found[next + 3]], left);
        }
        for (; next < count; next++) {
            strike(rows[found[next]], left);
        }
        return sum(left) / firsts.length;
    }

    /** The first pass, which need not look at what is left. */
    private static void begin(long[] a, long[] b, long[] c, long[] d, long[] left) {
        for (int word = 0; word < a.length; word++) {
            left[word] = a[word] & b[word] & c[word] & d[word];
        }
    }

    private static void strike(long[] a, long[] b, long[] c, long[] d, long[] left) {
        for (int word = 0; word < a.length; word++) {
            left[word] &= a[word] & b[word] & c[word] & d[word];
        }
    }

    private static void strike(long[] row, long[] left) {
        for (int word = 0; word < row.length; word++) {
            left[word] &= row[word];
        }
    }

    private double sum(long[] left) {
        double sum = 0;
        for (int first : firsts) {
            long next = left[first >> WORD] >>> first;
            sum += probabilities[next == 0 ? firstBeyond(first, left) : first + Long.numberOfTrailingZeros(next)];
        }
        return sum;
    }

    /** The first leaf that is left over behind a tree's first word. Apart, because few trees have more than one, and the sum is the innermost loop. */
    private static int firstBeyond(int first, long[] left) {
        int word = first >> WORD; // such a tree begins with a word
        do {
            word++;
        } while (left[word] == 0);
        return (word << WORD) + Long.numberOfTrailingZeros(left[word]);
    }
}
