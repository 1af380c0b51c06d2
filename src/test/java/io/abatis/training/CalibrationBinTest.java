package io.abatis.training;

import static io.abatis.training.Decisions.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalibrationBinTest {

    @Test
    void all_decisions_areCountedByHand() {
        List<CalibrationBin> bins = CalibrationBin.all(labelled(
                Decisions.of("10.0.0.1", .02, 0),
                Decisions.of("10.0.0.2", .06, 0),
                Decisions.of("11.0.0.1", .04, 0),
                Decisions.of("11.0.0.2", .95, 0),
                Decisions.of("11.0.0.3", 9, .99, .55, 0)));

        assertThat(bins).hasSize(10);
        assertThat(bins).extracting(CalibrationBin::clients).containsExactly(3, 0, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(bins.get(0).meanScore()).isEqualTo(.04, within(1e-12));
        assertThat(bins.get(0).malicious()).isEqualTo(new Share(1, 3));
        assertThat(bins.get(1).meanScore()).isNaN();
        assertThat(bins.get(1).malicious()).isEqualTo(new Share(0, 0));
        assertThat(bins.get(5).malicious()).isEqualTo(new Share(1, 1));
        // 3/5 of |.04 - 1/3|, 1/5 of |.55 - 1|, 1/5 of |.95 - 1|
        assertThat(CalibrationBin.expectedError(bins)).isEqualTo((3 * (1 / 3.0 - .04) + .45 + .05) / 5, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        ".1, 1",
        ".2, 2",
        ".3, 3",
        ".4, 4",
        ".5, 5",
        ".6, 6",
        ".7, 7",
        ".8, 8",
        ".9, 9",
        "1, 9",
        ".29999999, 2",
        // the largest number below .3
        "0.29999999999999993, 2"
    })
    void all_edge_isInTheBinThatBeginsThere(double score, int index) {
        assertThat(CalibrationBin.all(labelled(Decisions.of("10.0.0.1", score, 0))))
                .filteredOn(bin -> bin.clients() == 1)
                .singleElement()
                .satisfies(bin -> assertThat(bin.from()).isEqualTo(index / 10.0));
    }

    @Test
    void expectedError_perfect_isZero() {
        assertThat(CalibrationBin.expectedError(
                        CalibrationBin.all(labelled(Decisions.of("10.0.0.1", .5, 0), Decisions.of("11.0.0.1", .5, 0)))))
                .isZero();
    }

    @Test
    void expectedError_worst_isOne() {
        assertThat(CalibrationBin.expectedError(
                        CalibrationBin.all(labelled(Decisions.of("10.0.0.1", 1, 0), Decisions.of("11.0.0.1", 0, 0)))))
                .isEqualTo(1);
    }

    @Test
    void expectedError_noClients_isUndefined() {
        assertThat(CalibrationBin.expectedError(CalibrationBin.all(labelled()))).isNaN();
    }
}
