package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forests drawn at random, walked fast and, beside, as plainly as can be. */
final class CompiledForestTest {

    private static final int COLUMNS = 7;
    private static final int MOST_VALUE = 9;
    private static final double CURIOUS = .3;

    /** The plain reference: a walk by the arrays' own links. */
    private static double plain(Forest forest, double[] vector) {
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            int node = forest.root(tree);
            while (forest.column(node) != Forest.LEAF) {
                node = vector[forest.column(node)] < forest.value(node) ? forest.left(node) : forest.right(node);
            }
            sum += forest.value(node);
        }
        return sum / forest.trees();
    }

    /** Trees whose children stand behind their parents in no other order, and whose leaves are mostly small or mostly large. */
    private static final class Draft {
        private final RandomGenerator random;
        private final int[] roots;
        private int[] column = {};
        private double[] value = {};
        private int[] left = {};
        private int[] right = {};

        Draft(RandomGenerator random, int trees) {
            this.random = random;
            this.roots = new int[trees];
        }

        Forest forest(int mostSplits) {
            for (int tree = 0; tree < roots.length; tree++) {
                roots[tree] = column.length;
                grow(roots[tree], random.nextInt(mostSplits + 1));
            }
            return new Forest(COLUMNS, roots, column, value, new double[column.length], left, right);
        }

        private void grow(int root, int splits) {
            int end = root + 2 * splits + 1;
            column = Arrays.copyOf(column, end);
            value = Arrays.copyOf(value, end);
            left = Arrays.copyOf(left, end);
            right = Arrays.copyOf(right, end);
            Arrays.fill(column, root, end, Forest.LEAF);
            int next = root + 1;
            for (int split = 0, node = root; split < splits; split++) {
                while (column[node] != Forest.LEAF) {
                    node++;
                }
                column[node] = random.nextInt(COLUMNS);
                value[node] = random.nextInt(MOST_VALUE) + .5;
                boolean isCrossed = random.nextBoolean();
                left[node] = isCrossed ? next + 1 : next;
                right[node] = isCrossed ? next : next + 1;
                next += 2;
                node = random.nextInt(2) == 0 ? node + 1 : next - 1;
            }
            for (int node = root; node < end; node++) {
                if (column[node] == Forest.LEAF) {
                    double draw = random.nextDouble();
                    value[node] = random.nextInt(8) == 0 ? Math.rint(draw) : Math.pow(draw, random.nextInt(5) + 1);
                }
            }
        }
    }

    private static double[] vector(RandomGenerator random) {
        double[] vector = new double[COLUMNS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(MOST_VALUE + 1);
        }
        return vector;
    }

    /** Three million vectors in all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 10, 99, 100})
    void score_anyForestAndVector_isThePlainOneAndDecidesTheSame(int trees) {
        SplittableRandom random = new SplittableRandom(trees);
        int early = 0;
        for (int round = 0; round < 200; round++) {
            Forest forest = new Draft(random, trees).forest(1 + random.nextInt(60));
            double[] some = vector(random);
            // A score itself is the sharpest floor there is.
            double floor = round % 2 == 0 ? plain(forest, some) : random.nextDouble();
            for (int i = 0; i < 2_000; i++) {
                double[] vector = i == 0 ? some : vector(random);
                double whole = plain(forest, vector);
                double soon = forest.score(vector, floor, Math.min(CURIOUS, floor));

                assertThat(forest.score(vector)).isEqualTo(whole);
                if (whole >= floor) {
                    assertThat(soon).isEqualTo(whole);
                } else if (soon != whole) {
                    early++;
                    assertThat(soon).isLessThan(Math.min(CURIOUS, floor));
                }
            }
        }
        assertThat(early).isGreaterThan(trees < 5 ? -1 : 1_000);
    }

    @Test
    void score_floorOfNothing_isAlwaysExact() {
        SplittableRandom random = new SplittableRandom(3);
        Forest forest = new Draft(random, 50).forest(40);
        for (int i = 0; i < 1_000; i++) {
            double[] vector = vector(random);
            assertThat(forest.score(vector, 0, 0)).isEqualTo(plain(forest, vector));
            assertThat(forest.score(vector, 1, 0)).isEqualTo(plain(forest, vector));
        }
    }

    @Test
    void score_treeDeeperThanAnyStack_isWalked() {
        int depth = 500_000;
        int[] column = new int[2 * depth + 1];
        double[] value = new double[column.length];
        int[] left = new int[column.length];
        int[] right = new int[column.length];
        for (int i = 0; i < depth; i++) {
            int node = 2 * i;
            value[node] = .5;
            left[node] = i % 2 == 0 ? node + 1 : node + 2;
            right[node] = i % 2 == 0 ? node + 2 : node + 1;
            column[node] = i % 2;
            column[node + 1] = Forest.LEAF;
        }
        column[2 * depth] = Forest.LEAF;
        value[2 * depth] = 1;
        Forest forest = new Forest(2, new int[] {0}, column, value, new double[column.length], left, right);

        assertThat(forest.score(new double[] {1, 0})).isEqualTo(1);
        assertThat(forest.score(new double[] {0, 0})).isZero();
        assertThat(forest.score(new double[] {1, 1})).isZero();
    }
}
