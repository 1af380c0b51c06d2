package io.abatis.training;

import static io.abatis.training.Decisions.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CostRowTest {

    private static CostRow at(double threshold, List<CostRow> rows) {
        return rows.stream()
                .filter(row -> row.threshold() == threshold)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_decisions_areCountedByHand() {
        List<CostRow> rows = CostRow.all(
                labelled(
                        Decisions.of("10.0.0.1", 9, .9, .1, 0),
                        Decisions.of("10.0.0.2", 9, .05, .01, 0),
                        Decisions.of("10.0.0.3", 1, 0, 0, 0),
                        Decisions.of("11.0.0.1", 9, .97, .1, 0),
                        Decisions.of("11.0.0.2", 9, 1, .99, 0)),
                .97);

        assertThat(at(.05, rows)).isEqualTo(new CostRow(.05, false, new Share(2, 3), new Share(2, 2)));
        assertThat(at(.1, rows)).isEqualTo(new CostRow(.1, false, new Share(1, 3), new Share(2, 2)));
        assertThat(at(.9, rows)).isEqualTo(new CostRow(.9, false, new Share(1, 3), new Share(2, 2)));
        assertThat(at(.95, rows)).isEqualTo(new CostRow(.95, false, new Share(0, 3), new Share(2, 2)));
        assertThat(at(.97, rows)).isEqualTo(new CostRow(.97, true, new Share(0, 3), new Share(2, 2)));
        assertThat(at(.98, rows)).isEqualTo(new CostRow(.98, false, new Share(0, 3), new Share(1, 2)));
        assertThat(at(.999, rows)).isEqualTo(new CostRow(.999, false, new Share(0, 3), new Share(1, 2)));
        assertThat(rows).hasSize(16).extracting(CostRow::threshold).isSorted();
    }

    @Test
    void all_ownOnTheLadder_isMarkedAndNotDoubled() {
        assertThat(CostRow.all(labelled(), .5))
                .hasSize(15)
                .filteredOn(CostRow::isOwn)
                .extracting(CostRow::threshold)
                .containsExactly(.5);
    }
}
