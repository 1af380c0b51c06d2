package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.forest.Forest;
import io.abatis.training.Samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WekaForestTest {

    private static final int COLUMNS = 9;

    private static int[] vector(SplittableRandom random, int most) {
        return random.ints(COLUMNS, 0, most).toArray();
    }

    /** The class depends on three of the columns, with some noise. */
    private static List<Sample> samples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            int[] vector = vector(random, 12);
            boolean malicious = vector[0] + vector[3] * 2 > vector[7] + 10 ^ random.nextInt(10) == 0;
            samples.add(new Sample(vector, 1 + random.nextInt(40), malicious));
        }
        return samples;
    }

    private static WekaForest forest(int trees, int depth, int smallestLeaf, long seed) {
        return WekaForest.train(samples(seed), COLUMNS, WekaForest.options(trees, depth, smallestLeaf, seed));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 1", "10, 3, 4, 2", "30, 10, 4, 3", "50, 0, 1, 4", "100, 10, 1, -5", "7, 1, 1, 6000000000"})
    void compile_randomVectors_givesWekasProbabilities(int trees, int depth, int smallestLeaf, long seed) {
        WekaForest weka = forest(trees, depth, smallestLeaf, seed);
        Forest compiled = weka.compile();
        SplittableRandom random = new SplittableRandom(~seed);

        assertThat(compiled.trees()).isEqualTo(trees);
        for (int i = 0; i < 10_000; i++) {
            int[] vector = vector(random, 16);
            assertThat(compiled.score(vector)).isEqualTo(weka.probability(vector), within(1e-6));
        }
    }

    @Test
    void compile_smoothed_movesTowardsOneHalf() {
        WekaForest weka = forest(20, 0, 1, 1);
        Forest plain = weka.compile();
        Forest smoothed = weka.compile(new ForestBuilder(2));
        Forest flat = weka.compile(new ForestBuilder(1e12));
        SplittableRandom random = new SplittableRandom(2);
        double moved = 0;
        for (int i = 0; i < 1_000; i++) {
            int[] vector = vector(random, 12);
            assertThat(flat.score(vector)).isEqualTo(.5, within(1e-6));
            moved += Math.abs(plain.score(vector) - .5) - Math.abs(smoothed.score(vector) - .5);
        }
        assertThat(moved / 1_000).isGreaterThan(.001);
    }

    /** A single tree: its leaves themselves, not the mean over trees. */
    @Test
    void compile_smoothedTree_movesEachLeafTowardsOneHalf() {
        WekaForest weka = forest(1, 0, 1, 1);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1_000; i++) {
            int[] vector = vector(random, 12);
            double plain = weka.compile().score(vector);
            double smoothed = weka.compile(new ForestBuilder(2)).score(vector);
            assertThat(smoothed).isBetween(Math.min(plain, .5), Math.max(plain, .5));
            assertThat(smoothed).isStrictlyBetween(0.0, 1.0);
        }
    }

    @Test
    void train_again_givesTheSameForest() {
        Forest first = forest(10, 5, 2, 3).compile();
        Forest second = forest(10, 5, 2, 3).compile();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            int[] vector = vector(random, 12);
            assertThat(second.score(vector)).isEqualTo(first.score(vector));
        }
    }

    /** Means rest on this; Weka keeps the weights of some inner nodes, and drops those of others. */
    @Test
    void train_innerNodes_haveTheWeightsOfTheirLeaves() {
        WekaForest weka = forest(20, 0, 1, 1);
        int[] inner = {0};
        for (WekaTree root : weka.roots()) {
            double[] all = sum(root, inner);
            assertThat(all[0] + all[1]).isEqualTo(800, within(1e-6));
        }
        assertThat(inner[0]).isGreaterThan(1_000);
    }

    private static double[] sum(WekaTree node, int[] inner) {
        double[] weights = node.weights();
        double[] own = weights == null ? new double[2] : weights;
        if (!node.isLeaf()) {
            inner[0]++;
            double[] left = sum(node.left(), inner);
            double[] right = sum(node.right(), inner);
            assertThat(own).containsExactly(new double[] {left[0] + right[0], left[1] + right[1]}, within(1e-6));
            assertThat(own[0] + own[1]).isPositive();
        }
        return own;
    }
}
