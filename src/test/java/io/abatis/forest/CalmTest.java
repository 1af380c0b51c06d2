package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.count.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalmTest {

    private static final double[] FLOORS = {.2, .5, .8, .95, 1};

    /** One tree of two questions: whether column 0 is less than 5, and then whether column 1 is less than 3. */
    private static Forest small() {
        return new Forest(
                3,
                new int[] {0},
                new int[] {0, Forest.LEAF, 1, Forest.LEAF, Forest.LEAF},
                new double[] {4.5, .1, 2.5, .2, .9},
                new double[] {.5, 0, .6, 0, 0},
                new int[] {1, 0, 3, 0, 0},
                new int[] {2, 0, 4, 0, 0});
    }

    @Test
    void calm_knownForest_asksForTheColumnThatMatters() {
        assertThat(small().calm(List.of(new int[] {7, 1, 9}), .5)).hasToString("up to 1 in column 1");
        assertThat(small().calm(List.of(new int[] {1, 8, 9}), .5)).hasToString("up to 1 in column 0");
        assertThat(small().calm(List.of(new int[] {1, 8, 9}), .15)).hasToString("up to 1 in column 0");
        assertThat(small().calm(List.of(new int[] {7, 1, 9}), .95)).hasToString("anything");
    }

    @Test
    void calm_nothingToDrawAround_isNothing() {
        assertThat(small().calm(List.of(), .5)).hasToString("nothing");
        assertThat(small().calm(List.of(new int[] {7, 8, 9}), .5)).hasToString("nothing");
        assertThat(small().calm(List.of(new int[] {7, 8, 9}), 0)).hasToString("nothing");
        assertThat(small().calm(List.of(new int[] {7, 8, 9}), .9)).hasToString("nothing");
    }

    /** An attacker among the clients must not keep the others from being calm. */
    @Test
    void calm_someVectorsAboveTheFloor_isDrawnAroundTheOthers() {
        List<int[]> vectors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            vectors.add(new int[] {i % 5, i, 0});
        }
        vectors.add(new int[] {9, 9, 9});
        assertThat(small().calm(vectors, .5)).hasToString("up to 4 in column 0");
    }

    /** Who is not like the others is still like some, and there each box has but the columns that it needs. */
    @Test
    void calm_twoSortsOfClients_drawsABoxForEach() {
        List<int[]> vectors = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            vectors.add(i < 90 ? new int[] {i % 5, i, i} : new int[] {5 + i, i % 3, i});
        }
        assertThat(small().calm(vectors, .5)).hasToString("up to 4 in column 0; or up to 2 in column 1");
        assertThat(small().calm(vectors.subList(0, 91), .5)).hasToString("up to 4 in column 0"); // one is few
    }

    /** What is proved of all vectors is tried with a million. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 50})
    void calm_anyForest_holdsNoVectorOfTheFloorOrMore(int trees) {
        SplittableRandom random = new SplittableRandom(trees);
        int found = 0;
        int within = 0;
        for (int round = 0; round < 250; round++) {
            Forest forest = new ForestDraft(random, trees).forest(1 + random.nextInt(30));
            double floor = FLOORS[round % FLOORS.length];
            List<int[]> vectors = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                vectors.add(ForestDraft.vector(random));
            }
            Bounds bounds = forest.calm(vectors, floor);
            found += bounds.areOfNothing() ? 0 : 1;
            for (int i = 0; i < 1_000; i++) {
                int[] vector = ForestDraft.vector(random);
                if (bounds.hold(vector)) {
                    within++;
                    assertThat(ScorerTest.plain(forest, vector)).isLessThan(floor);
                }
            }
        }
        assertThat(found).isGreaterThan(20);
        assertThat(within).isGreaterThan(1_000);
    }

    @Test
    void calm_treeDeeperThanAnyStack_isFoundInTime() {
        assertThat(comb(1, 300_000).calm(List.of(new int[] {7}), .5)).hasToString("up to 7 in column 0");
    }

    /** A tree that asks for column 0 again and again, and says 0 below 100, and 1 above. */
    private static Forest comb(int columns, int depth) {
        int[] column = new int[2 * depth + 1];
        double[] value = new double[column.length];
        int[] left = new int[column.length];
        int[] right = new int[column.length];
        for (int i = 0; i < depth; i++) {
            value[2 * i] = i + .5;
            left[2 * i] = 2 * i + 1;
            right[2 * i] = 2 * i + 2;
            column[2 * i + 1] = Forest.LEAF;
            value[2 * i + 1] = i < 100 ? 0 : 1;
        }
        column[2 * depth] = Forest.LEAF;
        return new Forest(columns, new int[] {0}, column, value, new double[column.length], left, right);
    }

    /** It is not worth so many bounds. */
    @Test
    void calm_asManyBoundsAsAVerdictCosts_isNothing() {
        assertThat(wide(99).calm(List.of(new int[99]), .005).size()).isEqualTo(99);
        assertThat(wide(100).calm(List.of(new int[100]), .005)).hasToString("nothing");
        assertThat(wide(100).calm(List.of(new int[100]), .015).size()).isEqualTo(99);
    }

    /** A tree for each column, which says 1 if that is above 0. */
    private static Forest wide(int columns) {
        int[] column = new int[3 * columns];
        double[] value = new double[3 * columns];
        int[] left = new int[3 * columns];
        int[] right = new int[3 * columns];
        for (int tree = 0; tree < columns; tree++) {
            column[3 * tree] = tree;
            value[3 * tree] = .5;
            column[3 * tree + 1] = Forest.LEAF;
            column[3 * tree + 2] = Forest.LEAF;
            value[3 * tree + 2] = 1;
            left[3 * tree] = 3 * tree + 1;
            right[3 * tree] = 3 * tree + 2;
        }
        int[] roots = IntStream.range(0, columns).map(tree -> 3 * tree).toArray();
        return new Forest(columns, roots, column, value, new double[3 * columns], left, right);
    }

    /** All columns but one could be left out, but there is no time to find that out. */
    @Test
    void calm_hugeForest_endsWithWhatThereIs() {
        int columns = 60;
        Forest forest = comb(columns, 1_000_000);
        assertThat(forest.calm(List.of(new int[columns]), .5).size()).isEqualTo(columns);
        assertThat(comb(columns, 1_000).calm(List.of(new int[columns]), .5)).hasToString("up to 0 in column 0");
    }
}
