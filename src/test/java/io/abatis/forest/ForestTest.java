package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForestTest {

    /** Two trees over two columns: a split of column 0 at 1.5 with leaves 0.25 and 0.75, and a lone leaf of 1. */
    static Forest small() {
        return new Forest(
                2,
                new int[] {0, 3},
                new int[] {0, Forest.LEAF, Forest.LEAF, Forest.LEAF},
                new double[] {1.5, .25, .75, 1},
                new double[] {.375, 0, 0, 0},
                new int[] {1, 0, 0, 0},
                new int[] {2, 0, 0, 0});
    }

    @ParameterizedTest
    @CsvSource({"0, .625", "1, .625", "2, .875", "3, .875", "-1, .625"})
    void score_vector_isMeanOverTrees(int value, double score) {
        assertThat(small().score(new int[] {value, 9})).isEqualTo(score);
    }

    @Test
    void figures_small_areCounted() {
        assertThat(small().trees()).isEqualTo(2);
        assertThat(small().nodes()).isEqualTo(4);
        assertThat(small().uses(2)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | '' | '' | '' | nodes, not 0",
                "0 | 0 -1 -1 | 1 0 0 | 1 0 0 | 3 0 0 | node 0 does not lead forward",
                "0 | 0 0 -1 | 1 1 0 | 1 0 0 | 2 2 0 | node 1 does not lead forward",
                "0 | 0 0 -1 | 1 1 0 | 1 1 0 | 2 2 0 | node 1 does not lead forward",
                "0 | 0 -1 -1 | 1 0 0 | -1 0 0 | 2 0 0 | node 0 does not lead forward",
                "0 2 | 0 -1 -1 | 1 0 0 | 1 0 0 | 2 0 0 | node 0 does not lead forward within its tree",
                "1 | -1 -1 | 0 0 | 0 0 | 0 0 | first tree must begin at node 0",
                "'' | -1 | 0 | 0 | 0 | first tree must begin at node 0",
                "0 0 | -1 -1 | 0 0 | 0 0 | 0 0 | tree 0 has no node",
                "0 1 1 | -1 -1 | 0 0 | 0 0 | 0 0 | tree 1 has no node",
                "0 2 | -1 -1 | 0 0 | 0 0 | 0 0 | tree 1 has no node",
                "0 9 | -1 -1 | 0 0 | 0 0 | 0 0 | tree 0 has no node",
                "0 -5 | -1 -1 | 0 0 | 0 0 | 0 0 | tree 0 has no node",
                "0 | 2 -1 -1 | 1 0 0 | 1 0 0 | 2 0 0 | a column that the layout has not",
                "0 | -2 -1 -1 | 1 0 0 | 1 0 0 | 2 0 0 | a column that the layout has not",
                "0 | -1 | 1.0001 | 0 | 0 | leaf 0 holds no probability",
                "0 | -1 | -.0001 | 0 | 0 | leaf 0 holds no probability",
                "0 | -1 | NaN | 0 | 0 | leaf 0 holds no probability",
                "0 | -1 | Infinity | 0 | 0 | leaf 0 holds no probability",
                "0 | 0 -1 -1 | NaN 0 0 | 1 0 0 | 2 0 0 | node 0 has no split",
                "0 | 0 -1 -1 | -Infinity 0 0 | 1 0 0 | 2 0 0 | node 0 has no split",
                "0 | -1 | 0 0 | 0 | 0 | differ in length",
                "0 | -1 | 0 | '' | 0 | differ in length",
                "0 | -1 | 0 | 0 | 0 0 | differ in length",
            })
    void new_noForest_isRefused(
            String roots, String columns, String values, String left, String right, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forest(
                        2,
                        integers(roots),
                        integers(columns),
                        doubles(values),
                        new double[integers(columns).length],
                        integers(left),
                        integers(right)))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN 0 0 | node 0 has no mean",
                "-.001 0 0 | node 0 has no mean",
                "1.001 0 0 | node 0 has no mean",
                "Infinity 0 0 | node 0 has no mean",
                "0.5 0 | differ in length",
                "0.5 0 0 0 | differ in length",
            })
    void new_withoutMeans_isRefused(String means, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forest(
                        2,
                        new int[] {0},
                        new int[] {0, Forest.LEAF, Forest.LEAF},
                        new double[] {1, 0, 1},
                        doubles(means),
                        new int[] {1, 0, 0},
                        new int[] {2, 0, 0}))
                .withMessageContaining(message);
    }

    static int[] integers(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static double[] doubles(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
