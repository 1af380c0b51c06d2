package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AucTest {

    @Test
    void of_scores_isTheShareOfPairsWon() {
        // .5 beats .1 and .4 and ties with .5; .9 beats all three; .2 beats .1
        Auc auc = Auc.of(new double[] {.1, .5, .4}, new double[] {.5, .9, .2});

        assertThat(auc.value()).isEqualTo(6.5 / 9, within(1e-12));
        assertThat(auc.low()).isLessThan(auc.value());
        assertThat(auc.high()).isGreaterThan(auc.value());
    }

    @Test
    void of_allTied_isOneHalf() {
        assertThat(Auc.of(new double[] {.3, .3}, new double[] {.3, .3, .3})).isEqualTo(new Auc(.5, .5, .5));
    }

    @Test
    void of_reversed_isZero() {
        assertThat(Auc.of(new double[] {.8, .9}, new double[] {.1})).isEqualTo(new Auc(0, 0, 0));
    }

    @Test
    void of_oneClass_isUndefined() {
        Auc undefined = new Auc(Double.NaN, Double.NaN, Double.NaN);

        assertThat(Auc.of(new double[] {.1}, new double[0])).isEqualTo(undefined);
        assertThat(Auc.of(new double[0], new double[] {.1})).isEqualTo(undefined);
        assertThat(Auc.of(new double[0], new double[0])).isEqualTo(undefined);
    }

    /** Hanley and McNeil, 1982: the standard error of an area of one half, of 100 and 100 clients without ties, is .0409. */
    @Test
    void of_manyClients_intervalIsAsWideAsTheory() {
        double[] benign = new double[100];
        double[] malicious = new double[100];
        Arrays.setAll(benign, i -> (i * 37 % 100) / 100.0);
        Arrays.setAll(malicious, i -> (i * 53 % 100) / 100.0 + .001);

        Auc auc = Auc.of(benign, malicious);

        assertThat(auc.value()).isEqualTo(.505, within(1e-9));
        assertThat(auc.high() - auc.low()).isEqualTo(2 * 1.96 * .0409, within(.02));
    }

    @Property(seed = "1", tries = 100)
    void of_any_isTheMeanOverPairsAndItsIntervalHoldsIt(
            @ForAll @Size(min = 1, max = 40) @IntRange(max = 12) int[] benign,
            @ForAll @Size(min = 1, max = 40) @IntRange(max = 12) int[] malicious) {
        double[] low = Arrays.stream(benign).mapToDouble(i -> i / 12.0).toArray();
        double[] high = Arrays.stream(malicious).mapToDouble(i -> i / 12.0).toArray();
        double won = 0;
        for (int innocent : benign) {
            for (int attacker : malicious) {
                won += attacker > innocent ? 1 : attacker == innocent ? .5 : 0;
            }
        }

        Auc auc = Auc.of(low, high);

        assertThat(auc.value()).isEqualTo(won / benign.length / malicious.length, within(1e-12));
        assertThat(auc.low()).isBetween(0.0, auc.value());
        assertThat(auc.high()).isBetween(auc.value(), 1.0);
        assertThat(Auc.of(low, high)).isEqualTo(auc);
    }
}
