package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ImpatienceTest {

    /** Each tree has one short way and one of two steps; where its benign samples go is told by the means alone. */
    private static Forest forest(double meanOfFirst, double meanOfSecond) {
        int leaf = Forest.LEAF;
        int[] column = {0, leaf, 0, leaf, leaf, 0, leaf, 0, leaf, leaf, leaf};
        double[] value = {.5, 0, 1.5, 0, 1, .5, 0, 1.5, 0, 1, .5};
        double[] mean = {meanOfFirst, 0, .5, 0, 0, meanOfSecond, 0, .5, 0, 0, 0};
        int[] left = {1, 0, 3, 0, 0, 6, 0, 8, 0, 0, 0};
        int[] right = {2, 0, 4, 0, 0, 7, 0, 9, 0, 0, 0};
        return new Forest(1, new int[] {0, 5, 10}, column, value, mean, left, right);
    }

    @Test
    void order_meansThatTellWhereBenignSamplesGo_putsTheShorterWayFirst() {
        assertThat(Impatience.order(forest(.1, .4))).containsExactly(2, 0, 1);
        assertThat(Impatience.order(forest(.4, .1))).containsExactly(2, 1, 0);
    }

    @Test
    void order_nothingToTellThemApart_isThatOfTheFile() {
        assertThat(Impatience.order(forest(.2, .2))).containsExactly(2, 0, 1);
    }

    /** A file may hold means that do not fit its leaves. */
    @Test
    void order_anyForest_asksEachTreeOnce() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            Forest forest = new ForestDraft(random, 1 + random.nextInt(20)).forest(20);
            assertThat(Impatience.order(forest))
                    .containsExactlyInAnyOrder(
                            IntStream.range(0, forest.trees()).toArray());
        }
    }
}
