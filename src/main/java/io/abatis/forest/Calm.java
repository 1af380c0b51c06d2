package io.abatis.forest;

import io.abatis.count.Bounds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Works out for which vectors a forest need not be asked: bounds of a few columns within which no vector has a score of the floor or more, whatever is in the
 * other columns. Not safe for threads.
 */
final class Calm {
    /*
     * Let each tree say the most that it can say to any vector within the bounds; the mean of that is no less than any score there (Chen et al., "Robustness
     * Verification of Tree-based Models", 2019). So what holds is proved for the forest as it is, however the bounds were found, and a client can gain
     * nothing by making them be drawn elsewhere.
     *
     * They are drawn around vectors of a site's own clients, as tight as can be, and then given up, one after the other, those first that matter least, as long
     * as the proof holds. Most clients turn out to be told by a handful of columns, or by one. What is left stays tight: further out there are more scores
     * that, though below the floor, an operator would like to see.
     *
     * Around clients who are not within the first box another is drawn, with more columns mostly, which are looked at for those few alone.
     */

    /** Around these shares of the vectors bounds are tried, those with the lowest scores: among clients there may be attackers, and around fewer it takes fewer columns. */
    private static final double[] SHARES = {1, .95, .75, .5};

    /** Each further box is for fewer clients, and costs all those who are in none. */
    private static final int MOST_BOXES = 3;

    /** Around a smaller share of the vectors than this no further box is drawn. */
    private static final double FEW = .02;

    /** To ask the forest, with all columns to be read for it, costs about as much as to look at so many columns. */
    private static final int COLUMNS_A_VERDICT = 100;

    /** The work stops after so many nodes, and leaves the bounds as they are by then: a second or less, of which nobody waits for any. */
    private static final long MOST_NODES = 100_000_000;

    private final Forest forest;
    private final boolean[] isReached;

    /** What the sum over the trees must stay below. */
    private final double limit;

    /** For each column the least value within, and behind those of all columns the negative of the greatest: a bound is given up by making it smaller. */
    private final int[] bounds;

    private long nodes;

    private Calm(Forest forest, double floor, int[] bounds) {
        this.forest = forest;
        this.isReached = new boolean[forest.nodes()];
        this.limit = floor * forest.trees() - WalkedForest.ROUNDING;
        this.bounds = bounds;
    }

    /**
     * Bounds within which all scores are below a floor.
     *
     * @param columns how many columns the vectors have
     * @param vectors of the clients for whom the bounds are to be drawn
     * @return those that save most; of nothing if none do
     */
    static Bounds around(List<int[]> vectors, int columns, Forest forest, double floor) {
        List<int[]> others = vectors.stream()
                .sorted(Comparator.comparingDouble(forest::score))
                .toList();
        Bounds all = Bounds.NOTHING;
        for (int i = 0; i < MOST_BOXES && others.size() > FEW * vectors.size(); i++) {
            Bounds box = box(others, columns, forest, floor);
            if (box.areOfNothing()) {
                break;
            }
            all = all.or(box);
            others = others.stream().filter(vector -> !box.hold(vector)).toList();
        }
        return all;
    }

    private static Bounds box(List<int[]> sorted, int columns, Forest forest, double floor) {
        Bounds best = Bounds.NOTHING;
        double most = 0;
        for (double share : SHARES) {
            int count = (int) Math.ceil(share * sorted.size());
            Calm calm = new Calm(forest, floor, hull(sorted.subList(0, count), columns));
            if (count > 0 && calm.holds()) {
                Bounds bounds = calm.loosened();
                double saved = saved(bounds, sorted);
                best = saved > most ? bounds : best;
                most = Math.max(saved, most);
            }
        }
        return best;
    }

    /** What bounds save on each vector, in columns that need not be looked at; to look at the bounds is no saving. */
    private static double saved(Bounds bounds, List<int[]> vectors) {
        long within = vectors.stream().filter(bounds::hold).count();
        return (double) COLUMNS_A_VERDICT * within / vectors.size() - bounds.size();
    }

    /** The tightest bounds of some vectors. */
    private static int[] hull(List<int[]> vectors, int columns) {
        int[] bounds = new int[2 * columns];
        Arrays.fill(bounds, Integer.MAX_VALUE);
        for (int[] vector : vectors) {
            for (int i = 0; i < columns; i++) {
                bounds[i] = Math.min(bounds[i], vector[i]);
                bounds[columns + i] = Math.min(bounds[columns + i], -vector[i]);
            }
        }
        return bounds;
    }

    private int columns() {
        return bounds.length / 2;
    }

    /** Whether no vector within the bounds reaches the floor. */
    private boolean holds() {
        return sum(limit) < limit;
    }

    /** What the trees say at the most within the bounds, added up; as soon as it is enough, that will do. */
    private double sum(double enough) {
        double sum = 0;
        for (int tree = 0; tree < forest.trees() && sum < enough; tree++) {
            sum += most(forest.root(tree), tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes());
        }
        return sum;
    }

    /** What the tree from one node to, not including, another says at the most. Children stand behind their parents. */
    private double most(int root, int end) {
        double most = 0;
        Arrays.fill(isReached, root, end, false);
        isReached[root] = true;
        for (int node = root; node < end; node++) {
            if (!isReached[node]) {
                continue;
            }
            int column = forest.column(node);
            if (column == Forest.LEAF) {
                most = Math.max(most, forest.value(node));
            } else {
                int split = forest.split(node);
                isReached[forest.left(node)] |= bounds[column] < split;
                isReached[forest.right(node)] |= -bounds[columns() + column] >= split;
            }
        }
        nodes += end - root;
        return most;
    }

    private Bounds loosened() {
        byWeight().forEach(this::giveUp);
        int[] least = Arrays.copyOf(bounds, columns());
        int[] most = Arrays.copyOfRange(bounds, columns(), bounds.length);
        return Bounds.of(
                Arrays.stream(least)
                        .map(bound -> bound == -Integer.MAX_VALUE ? Integer.MIN_VALUE : bound)
                        .toArray(),
                Arrays.stream(most).map(bound -> -bound).toArray());
    }

    /** The bounds, that which makes the least difference first. */
    private IntStream byWeight() {
        double[] weights = new double[bounds.length];
        for (int bound = 0; bound < weights.length; bound++) {
            int before = bounds[bound];
            bounds[bound] = -Integer.MAX_VALUE;
            weights[bound] = nodes < MOST_NODES ? sum(Double.MAX_VALUE) : 0;
            bounds[bound] = before;
        }
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(bound -> weights[bound]))
                .mapToInt(Integer::intValue);
    }

    /** Gives a bound up, if what was proved holds without it, too, and there is time to prove it. */
    private void giveUp(int bound) {
        int before = bounds[bound];
        bounds[bound] = -Integer.MAX_VALUE;
        if (nodes >= MOST_NODES || !holds()) {
            bounds[bound] = before;
        }
    }
}
