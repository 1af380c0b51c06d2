package io.abatis.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees that are not walked: each value of the vector strikes out, in many trees at once, the leaves that it leads away from. */
final class MaskedForest implements Scorer {
    /*
     * The leaves of a tree are numbered from the left, a bit each. A node whose question is answered with "not less" strikes out the leaves below its left
     * child; of the leaves that are left over, the first is the one that a walk would have come to (Lucchese et al., "QuickScorer: a Fast Algorithm to Rank
     * Documents with Additive Ensembles of Regression Trees", 2015). What a value strikes out is known beforehand: a row of words, looked up by the value.
     * So the work is to AND some rows, which compilers do several words at a time, and no load waits for another, where a walk is a chain of them: that
     * matters most when other work has pushed the forest out of the nearest caches.
     *
     * The trees still to be asked can add no more than the sum of their largest leaves. Where that is too little to reach the score that matters, there is
     * nothing left to decide (Cambazoglu et al., "Early Exit Optimizations for Additive Machine Learned Ranking Systems", 2010; here it is exact). A client
     * that no tree suspects is done after eight of a hundred trees, so trees are asked in blocks, of which the first ones are small.
     *
     * Rows take a bit for each leaf of the forest and each split of it that there is no second of. Of a forest for which that is too much, the trees are walked.
     */

    /** The most words in all rows: 32 MB. */
    private static final long MOST_WORDS = 1L << 22;

    /** How many trees have been asked after the first blocks, where there are more; the last block has all the others. */
    private static final int[] ENDS = {8, 32, 64};

    /** So many rows are struck out in one pass. */
    private static final int PASS = 4;

    private final Splits splits;
    private final int trees;
    private final MaskedBlock[] blocks;

    /** The most that the trees behind each block can add. */
    private final double[] rest;

    private MaskedForest(Splits splits, int trees, MaskedBlock[] blocks) {
        this.splits = splits;
        this.trees = trees;
        this.blocks = blocks;
        this.rest = new double[blocks.length];
        for (int block = blocks.length - 1; block > 0; block--) {
            rest[block - 1] = rest[block] + blocks[block].most();
        }
    }

    /** The same forest; null if its rows would take too much memory, or if nodes are shared. */
    static @Nullable MaskedForest of(Forest forest, int columns) {
        List<Leaves> trees = new ArrayList<>();
        Splits splits = new Splits(forest, columns);
        long leafCount = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            Leaves leaves = Leaves.of(forest, tree);
            leafCount += leaves == null ? 0 : leaves.size();
            if (leaves == null || leafCount / Long.SIZE * splits.rows() > MOST_WORDS) {
                return null;
            }
            trees.add(leaves);
        }
        List<MaskedBlock> blocks = new ArrayList<>();
        int from = 0;
        for (int end : ENDS) {
            if (end < trees.size()) {
                blocks.add(new MaskedBlock(forest, trees.subList(from, end), splits));
                from = end;
            }
        }
        blocks.add(new MaskedBlock(forest, trees.subList(from, trees.size()), splits));
        return new MaskedForest(splits, forest.trees(), blocks.toArray(MaskedBlock[]::new));
    }

    @Override
    public Workspace workspace(double[] vector) {
        int rows = (splits.columns() + PASS - 1) / PASS * PASS;
        int words = Arrays.stream(blocks).mapToInt(MaskedBlock::words).max().orElse(0);
        return new Workspace(vector, rows, words);
    }

    @Override
    public double score(Workspace work, double floor, double curious) {
        int[] rows = work.rows;
        int count = splits.find(work.vector(), rows);
        Arrays.fill(rows, count, rows.length, 0); // the row that strikes out nothing
        double needed = floor * trees - ROUNDING;
        double sum = 0;
        int asked = 0;
        for (int i = 0; i < blocks.length; i++) {
            MaskedBlock block = blocks[i];
            block.strike(rows, count, work.left);
            sum = block.add(sum, work.left);
            asked += block.trees();
            if (sum + rest[i] < needed && sum < curious * asked) {
                return sum / asked;
            }
        }
        return sum / trees;
    }
}
