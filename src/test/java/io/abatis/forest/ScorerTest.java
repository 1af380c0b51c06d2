package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forests drawn at random, asked fast in both ways and, beside, as plainly as can be. */
final class ScorerTest {

    private static final int COLUMNS = ForestDraft.COLUMNS;
    private static final int MOST_VALUE = ForestDraft.MOST_VALUE;
    private static final double CURIOUS = .3;

    /** The plain reference: a walk by the arrays' own links. */
    static double plain(Forest forest, int[] vector) {
        double sum = 0;
        for (int place = 0; place < forest.trees(); place++) {
            int node = forest.root(forest.asked(place));
            while (forest.column(node) != Forest.LEAF) {
                node = vector[forest.column(node)] < forest.value(node) ? forest.left(node) : forest.right(node);
            }
            sum += forest.value(node);
        }
        return sum / forest.trees();
    }

    private static double masked(Forest forest, int[] vector) {
        MaskedForest masked = Objects.requireNonNull(MaskedForest.of(forest, COLUMNS));
        return masked.score(vector, forest.workspace());
    }

    private static Workspace work(Forest forest, int[] vector) {
        Workspace work = forest.workspace();
        System.arraycopy(vector, 0, work.vector(), 0, vector.length);
        return work;
    }

    /** Three million vectors in all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 10, 99, 100})
    void score_anyForestAndVector_isThePlainOneAndDecidesTheSame(int trees) {
        SplittableRandom random = new SplittableRandom(trees);
        int early = 0;
        for (int round = 0; round < 150; round++) {
            Forest forest = new ForestDraft(random, trees).forest(1 + random.nextInt(60) * (1 + round % 4));
            MaskedForest masked = Objects.requireNonNull(MaskedForest.of(forest, COLUMNS));
            Workspace work = forest.workspace();
            int[] some = ForestDraft.vector(random);
            // A score itself is the sharpest floor there is.
            double floor = round % 2 == 0 ? plain(forest, some) : random.nextDouble();
            double curious = Math.min(CURIOUS, floor);
            for (int i = 0; i < 2_000; i++) {
                int[] vector = i == 0 ? some : ForestDraft.vector(random);
                double whole = plain(forest, vector);
                System.arraycopy(vector, 0, work.vector(), 0, COLUMNS);
                double soon = forest.score(work, floor, curious);

                assertThat(forest.score(vector)).isEqualTo(whole);
                assertThat(masked.score(work.vector(), work)).isEqualTo(whole);
                if (whole >= floor) {
                    assertThat(soon).isEqualTo(whole);
                } else if (soon != whole) {
                    early++;
                    assertThat(soon).isLessThan(curious);
                }
            }
        }
        assertThat(early).isGreaterThan(trees < 5 ? -1 : 1_000);
    }

    @Test
    void score_nothingIsWorthACloserLook_isAlwaysExact() {
        SplittableRandom random = new SplittableRandom(3);
        Forest forest = new ForestDraft(random, 50).forest(40);
        for (int i = 0; i < 1_000; i++) {
            int[] vector = ForestDraft.vector(random);
            assertThat(forest.score(vector)).isEqualTo(plain(forest, vector));
            assertThat(forest.score(work(forest, vector), 1, 0)).isEqualTo(plain(forest, vector));
        }
    }

    @Test
    void score_greatestAndLeastValues_areThoseOfAPlainWalk() {
        int[] odd = {Forest.MOST_VALUE, -Forest.MOST_VALUE, 4_096, -1, -3, MOST_VALUE + 1};
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            Forest forest = new ForestDraft(random, 10).forest(40);
            for (int i = 0; i < 200; i++) {
                int[] vector = ForestDraft.vector(random);
                vector[random.nextInt(COLUMNS)] = odd[random.nextInt(odd.length)];
                vector[random.nextInt(COLUMNS)] = odd[random.nextInt(odd.length)];
                assertThat(forest.score(vector)).isEqualTo(plain(forest, vector));
                assertThat(masked(forest, vector)).isEqualTo(plain(forest, vector));
                assertThat(forest.score(vector, forest.workspace())).isEqualTo(plain(forest, vector));
            }
        }
    }

    /** Splits between whole numbers, on them, and beyond all values that there are. */
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                .5,
                1,
                -.5,
                -1,
                1e300,
                -1e300,
                4_095.5,
                499_999.5,
                5e5,
                -5e5,
                5e5 + .5,
                Double.MIN_VALUE,
                3e9
            })
    void score_splitsOfAnySize_areThoseOfAPlainWalk(double split) {
        int[] column = {0, 0, Forest.LEAF, Forest.LEAF, Forest.LEAF};
        double[] value = {.5, split, .25, .5, 1};
        Forest forest = new Forest(
                1, new int[] {0}, column, value, new double[5], new int[] {1, 2, 0, 0, 0}, new int[] {4, 3, 0, 0, 0});
        for (int asked :
                new int[] {0, 1, -1, 2, 4_095, 4_096, Forest.MOST_VALUE - 1, Forest.MOST_VALUE, -Forest.MOST_VALUE}) {
            int[] vector = {asked};
            assertThat(forest.score(vector)).as("%s", asked).isEqualTo(plain(forest, vector));
            assertThat(forest.score(vector, forest.workspace())).as("%s", asked).isEqualTo(plain(forest, vector));
        }
    }

    /** The table of rows has a place for each value between them. */
    @Test
    void score_splitsTooFarApartForATable_isWalked() {
        int[] column = {0, 0, Forest.LEAF, Forest.LEAF, Forest.LEAF, 1, 1, Forest.LEAF, Forest.LEAF, Forest.LEAF};
        double[] value = {-4e5, 4e5, .25, .5, 1, -4e5, 4e5, .25, .5, 1};
        int[] left = {2, 3, 0, 0, 0, 7, 8, 0, 0, 0};
        int[] right = {1, 4, 0, 0, 0, 6, 9, 0, 0, 0};
        Forest forest = new Forest(2, new int[] {0, 5}, column, value, new double[10], left, right);
        assertThat(MaskedForest.of(forest, 2)).isNull();
        assertThat(forest.score(new int[] {-500_000, 0}, forest.workspace())).isEqualTo(.375);
        assertThat(forest.score(new int[] {400_000, 0}, forest.workspace())).isEqualTo(.75);
    }

    /** A file may hold a node that two branches lead to, and one that nothing leads to. */
    @Test
    void score_sharedNode_isWalked() {
        int[] column = {0, 1, Forest.LEAF, Forest.LEAF, Forest.LEAF};
        Forest forest = new Forest(
                2,
                new int[] {0},
                column,
                new double[] {.5, .5, .25, .75, .875},
                new double[5],
                new int[] {1, 2, 0, 0, 0},
                new int[] {2, 3, 0, 0, 0});
        assertThat(MaskedForest.of(forest, 2)).isNull();
        assertThat(forest.score(new int[] {0, 1})).isEqualTo(.75);
        assertThat(forest.score(new int[] {0, 1}, forest.workspace())).isEqualTo(.75);
        assertThat(forest.score(new int[] {1, 1})).isEqualTo(.25);
    }

    /** Forty nodes, each with both ways to the next: a million million leaves, if each way had its own. */
    @Test
    void new_sharedNodesWithoutEnd_isRefused() {
        int[] column = new int[41];
        column[40] = Forest.LEAF;
        int[] next = IntStream.range(0, 41).map(i -> i == 40 ? 0 : i + 1).toArray();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forest(1, new int[] {0}, column, new double[41], new double[41], next, next))
                .withMessage("branches share nodes, and without that there were more than 4000000");
    }

    /** Rows of more than 32 MB are not made. */
    @Test
    void score_forestTooLargeForRows_isWalked() {
        SplittableRandom random = new SplittableRandom(7);
        int splits = 16_000;
        int[] column = new int[2 * splits + 1];
        double[] value = new double[column.length];
        int[] left = new int[column.length];
        int[] right = new int[column.length];
        for (int i = 0; i < splits; i++) {
            value[2 * i] = i + .5;
            left[2 * i] = 2 * i + 1;
            right[2 * i] = 2 * i + 2;
            column[2 * i + 1] = Forest.LEAF;
            value[2 * i + 1] = random.nextDouble();
        }
        column[2 * splits] = Forest.LEAF;
        Forest forest = new Forest(1, new int[] {0}, column, value, new double[column.length], left, right);
        assertThat(MaskedForest.of(forest, 1)).isNotNull();
        int[] roots = {0, column.length};
        Forest two = new Forest(
                1, roots, twice(column), twice(value), new double[2 * column.length], shifted(left), shifted(right));
        assertThat(MaskedForest.of(two, 1)).isNull();
        for (int asked : new int[] {0, 1, 77, splits}) {
            int[] vector = {asked};
            assertThat(two.score(vector, two.workspace())).isEqualTo(plain(forest, vector));
            assertThat(forest.score(vector, forest.workspace())).isEqualTo(plain(forest, vector));
        }
    }

    private static int[] twice(int[] numbers) {
        return IntStream.concat(Arrays.stream(numbers), Arrays.stream(numbers)).toArray();
    }

    private static double[] twice(double[] numbers) {
        return DoubleStream.concat(Arrays.stream(numbers), Arrays.stream(numbers))
                .toArray();
    }

    /** The links of two trees that are alike. */
    private static int[] shifted(int[] links) {
        return IntStream.concat(
                        Arrays.stream(links), Arrays.stream(links).map(link -> link == 0 ? 0 : link + links.length))
                .toArray();
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

        assertThat(forest.score(new int[] {1, 0})).isEqualTo(1);
        assertThat(forest.score(new int[] {0, 0})).isZero();
        assertThat(forest.score(new int[] {1, 1})).isZero();
    }
}
