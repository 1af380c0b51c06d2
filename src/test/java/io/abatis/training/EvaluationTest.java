package io.abatis.training;

import static io.abatis.training.Decisions.LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import io.abatis.traffic.Labels;
import io.abatis.training.Replay.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {

    private static final double THRESHOLD = .77;

    private static Evaluation evaluation(Decision... decisions) {
        return Evaluation.of(List.of(decisions), LABELS, THRESHOLD);
    }

    @Test
    void of_decisions_areCountedByHand() {
        Evaluation evaluation = evaluation(
                Decisions.of("10.0.0.1", .1, 0),
                Decisions.of("10.0.0.2", .5, 0),
                Decisions.of("10.0.0.3", .4, 9),
                Decisions.of("11.0.0.1", .5, 7),
                Decisions.of("11.0.0.2", .9, 3),
                Decisions.of("11.0.0.3", .2, 0));

        assertThat(evaluation.benign()).isEqualTo(3);
        assertThat(evaluation.malicious()).isEqualTo(3);
        assertThat(evaluation.vote()).isEqualTo(new Confusion(2, 1, 2, 1));
        assertThat(evaluation.gate()).isEqualTo(new Confusion(2, 1, 2, 1));
        assertThat(evaluation.callsToFlag()).containsExactly(3L, 7L);
        // pairs won: .5 over .1 and .4, half of .5; .9 over all three; .2 over .1
        assertThat(evaluation.auc().value()).isEqualTo(6.5 / 9, within(1e-12));
        // |.1 - 0|, |.2 - 1|, |.4 - 0|, twice |.5 - .5|, |.9 - 1|
        assertThat(evaluation.expectedCalibrationError()).isEqualTo(1.4 / 6, within(1e-12));
        assertThat(evaluation.unscored()).isZero();
    }

    @Test
    void confusion_counts_giveTheShares() {
        Confusion confusion = new Confusion(3, 1, 5, 2);

        assertThat(confusion.accuracy()).isEqualTo(new Share(8, 11));
        assertThat(confusion.precision()).isEqualTo(new Share(3, 4));
        assertThat(confusion.recall()).isEqualTo(new Share(3, 5));
        assertThat(confusion.falsePositiveRate()).isEqualTo(new Share(1, 6));
    }

    @Test
    void of_oneBenignClient_hasNoAucNorRecall() {
        Evaluation evaluation = evaluation(Decisions.of("10.0.0.1", .1, 0));

        assertThat(evaluation.auc().value()).isNaN();
        assertThat(evaluation.vote().recall().value()).isNaN();
        assertThat(evaluation.vote().precision().value()).isNaN();
        assertThat(evaluation.vote().accuracy().value()).isEqualTo(1);
        assertThat(evaluation.cost()).allMatch(row -> row.attackersCaught().of() == 0);
    }

    @Test
    void of_oneMaliciousClient_hasNoFalsePositiveRate() {
        Evaluation evaluation = evaluation(Decisions.of("11.0.0.1", .8, 4));

        assertThat(evaluation.auc().value()).isNaN();
        assertThat(evaluation.gate().falsePositiveRate().value()).isNaN();
        assertThat(evaluation.gate().recall().value()).isEqualTo(1);
        assertThat(evaluation.callsToFlag()).containsExactly(4L);
    }

    @Test
    void of_neverScored_areNotInTheCalibration() {
        Evaluation evaluation = evaluation(
                Decisions.of("10.0.0.1", 1, 0, 0, 0),
                Decisions.of("11.0.0.1", 1, 0, 0, 0),
                Decisions.of("11.0.0.2", .9, 0));

        assertThat(evaluation.unscored()).isEqualTo(2);
        assertThat(evaluation.calibration())
                .extracting(CalibrationBin::clients)
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(evaluation.auc().value()).isEqualTo(.75);
    }

    /** A score of 0 is a score: most users have it from a model that trusts whoever is served. */
    @Test
    void of_scoredZero_areInTheCalibration() {
        Evaluation evaluation = evaluation(
                Decisions.of("10.0.0.1", 9, 8, 0, 0, 0),
                Decisions.of("10.0.0.2", 9, 0, 0, 0, 0),
                Decisions.of("11.0.0.1", 2, 1, 0, 0, 0));

        assertThat(evaluation.unscored()).isEqualTo(1);
        assertThat(evaluation.calibration())
                .extracting(CalibrationBin::clients)
                .containsExactly(2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void of_noLabels_countsNobody(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("labels.csv"), "client,label\n");
        Evaluation evaluation = Evaluation.of(List.of(Decisions.of("10.0.0.1", .1, 0)), Labels.read(file), THRESHOLD);

        assertThat(evaluation.unlabelled()).isEqualTo(1);
        assertThat(evaluation.benign() + evaluation.malicious()).isZero();
        assertThat(evaluation.expectedCalibrationError()).isNaN();
    }

    @Provide
    Arbitrary<List<Decision>> decisions() {
        return Combinators.combine(
                        Arbitraries.of(10, 11),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 20))
                .as((network, calls, last, more) -> {
                    double highest = Math.min(20, last + more) / 20.0;
                    boolean flagged = highest >= THRESHOLD;
                    return new Decision(
                            Ip.of(network + ".0.0.1"),
                            calls,
                            flagged ? 1 : 0,
                            flagged ? "t" : null,
                            calls - 1,
                            highest,
                            last / 20.0,
                            flagged ? Reason.BEHAVIOUR : null,
                            null);
                })
                .list()
                .ofMaxSize(30);
    }

    @Property(seed = "1", tries = 50)
    void of_any_binsAddUpToAllClients(@ForAll("decisions") List<Decision> decisions) {
        Evaluation evaluation = Evaluation.of(decisions, LABELS, THRESHOLD);

        Confusion sum = evaluation.byCalls().stream().map(CallsBin::gate).reduce(new Confusion(0, 0, 0, 0), this::plus);
        assertThat(sum).isEqualTo(evaluation.gate());
        assertThat(evaluation.byCalls().subList(2, 5).stream()
                        .map(CallsBin::gate)
                        .reduce(new Confusion(0, 0, 0, 0), this::plus))
                .isEqualTo(evaluation.fiveAndMore().gate());
        assertThat(evaluation.calibration().stream()
                                .mapToInt(CalibrationBin::clients)
                                .sum()
                        + evaluation.unscored())
                .isEqualTo(decisions.size());
        assertThat(evaluation.benign() + evaluation.malicious() + evaluation.unlabelled())
                .isEqualTo(decisions.size());
    }

    private Confusion plus(Confusion a, Confusion b) {
        return new Confusion(
                a.truePositives() + b.truePositives(),
                a.falsePositives() + b.falsePositives(),
                a.trueNegatives() + b.trueNegatives(),
                a.falseNegatives() + b.falseNegatives());
    }

    @Property(seed = "1", tries = 50)
    void of_any_costFallsWithTheThreshold(@ForAll("decisions") List<Decision> decisions) {
        Evaluation evaluation = Evaluation.of(decisions, LABELS, THRESHOLD);

        List<CostRow> falling = evaluation.cost();
        for (int i = 1; i < falling.size(); i++) {
            assertThat(falling.get(i).threshold())
                    .isGreaterThan(falling.get(i - 1).threshold());
            assertThat(falling.get(i).innocentsRefused().count())
                    .isLessThanOrEqualTo(falling.get(i - 1).innocentsRefused().count());
            assertThat(falling.get(i).attackersCaught().count())
                    .isLessThanOrEqualTo(falling.get(i - 1).attackersCaught().count());
        }
        assertThat(evaluation.cost()).filteredOn(CostRow::isOwn).singleElement().satisfies(own -> {
            assertThat(own.innocentsRefused()).isEqualTo(evaluation.gate().falsePositiveRate());
            assertThat(own.attackersCaught()).isEqualTo(evaluation.gate().recall());
        });
    }

    @Property(seed = "1", tries = 20)
    void of_again_isTheSame(@ForAll("decisions") List<Decision> decisions) {
        assertThat(Evaluation.of(decisions, LABELS, THRESHOLD)).isEqualTo(Evaluation.of(decisions, LABELS, THRESHOLD));
    }

    @Property(seed = "1", tries = 50)
    void of_any_calibrationErrorIsBetweenZeroAndOne(@ForAll("decisions") List<Decision> decisions) {
        Evaluation evaluation = Evaluation.of(decisions, LABELS, THRESHOLD);

        if (evaluation.unscored() == decisions.size()) {
            assertThat(evaluation.expectedCalibrationError()).isNaN();
        } else {
            assertThat(evaluation.expectedCalibrationError()).isBetween(0.0, 1.0);
        }
        assertThat(evaluation.calibration())
                .filteredOn(bin -> bin.clients() > 0)
                .allSatisfy(bin -> assertThat(bin.meanScore()).isBetween(bin.from() - 1e-12, bin.to() + 1e-12));
    }
}
