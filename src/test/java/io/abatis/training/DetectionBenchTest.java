package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.training.DetectionResult.Judge;
import io.abatis.training.DetectionResult.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bench with a tiny forest. */
final class DetectionBenchTest {

    private static DetectionResult result = new DetectionResult(0, 0, false, 0, List.of(), List.of());

    private static DetectionPlan plan(int clients, int trees) {
        return new DetectionPlan(List.of(.8), List.of(5), clients, trees, 3, null);
    }

    private static DetectionResult measure(DetectionPlan plan) {
        return new DetectionBench(plan, Progress.NONE).run().get(0);
    }

    @BeforeAll
    static void run() {
        result = measure(plan(200, 2));
    }

    private static String text(DetectionResult result) {
        StringBuilder text = new StringBuilder();
        for (Row row : result.rows()) {
            text.append(row.rate() + row.judge() + row.threshold() + " " + row.falsePositives());
            for (AttackerKind kind : AttackerKind.values()) {
                text.append(Arrays.toString(row.delays(kind).curve(Delays.MOST)));
            }
        }
        return text.append(result.roc()).toString();
    }

    @ParameterizedTest
    @CsvSource({"SPRT, .01", "SPRT, .001", "CUSUM, .01", "CUSUM, .001", "FOREST, .01", "FOREST, .001"})
    void run_calibrated_keepsTheRate(Judge judge, double rate) {
        assertThat(result.benignClients()).isEqualTo(10_000);
        assertThat(result.row(rate == .01 ? "0.01" : "0.001", judge).falsePositives())
                .isLessThanOrEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"SPRT, .01", "CUSUM, .01", "CUSUM, .001"})
    void run_calibrated_keepsTheRateOnOtherClients(Judge judge, double rate) {
        TrueTraffic traffic = new TrueTraffic(5, .8);
        double[] logOdds = traffic.logOdds();
        double threshold = result.row(rate == .01 ? "0.01" : "0.001", judge).threshold();
        SplittableRandom random = new SplittableRandom(99);
        int clients = 20_000;
        int flagged = 0;
        for (int i = 0; i < clients; i++) {
            Detector detector = judge == Judge.SPRT ? Oracle.sprt(logOdds) : Oracle.cusum(logOdds);
            flagged += detector.peak(traffic.benignLife(500, random)) >= threshold ? 1 : 0;
        }
        assertThat(flagged / (double) clients).isLessThan(rate * 2);
    }

    @Test
    void run_oracles_areFastWhereTheyAreBest() {
        for (String rate : DetectionBench.RATES) {
            Row sprt = result.row(rate, Judge.SPRT);
            Row cusum = result.row(rate, Judge.CUSUM);
            assertThat(sprt.delays(AttackerKind.FRESH).mean())
                    .isLessThan(cusum.delays(AttackerKind.FRESH).mean());
            assertThat(cusum.delays(AttackerKind.TURNED).mean())
                    .isLessThan(sprt.delays(AttackerKind.TURNED).mean());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Judge.class,
            names = {"SPRT", "CUSUM", "FOREST"})
    void run_roc_risesFromFewFalsePositivesToMany(Judge judge) {
        List<RocPoint> curve =
                result.roc().stream().filter(point -> point.judge() == judge).toList();

        assertThat(curve).hasSizeGreaterThan(8).doesNotHaveDuplicates();
        assertThat(curve.get(0).falsePositives()).isBetween(.3, .8);
        assertThat(curve.get(curve.size() - 1).falsePositives()).isLessThanOrEqualTo(.000502);
        for (int i = 1; i < curve.size(); i++) {
            assertThat(curve.get(i).threshold()).isGreaterThan(curve.get(i - 1).threshold());
            assertThat(curve.get(i).falsePositives())
                    .isLessThanOrEqualTo(curve.get(i - 1).falsePositives());
            for (AttackerKind kind : List.of(AttackerKind.FRESH, AttackerKind.MIMICRY)) {
                assertThat(curve.get(i).flagged(kind, 10))
                        .isLessThanOrEqualTo(curve.get(i - 1).flagged(kind, 10))
                        .isLessThanOrEqualTo(curve.get(i).flagged(kind, 20));
            }
        }
    }

    /** The table and the curve speak of the same clients. */
    @ParameterizedTest
    @EnumSource(
            value = Judge.class,
            names = {"SPRT", "CUSUM", "FOREST"})
    void run_rocAtARowsThreshold_saysWhatTheRowSays(Judge judge) {
        Row row = result.row("0.01", judge);
        RocPoint point = result.roc().stream()
                .filter(one -> one.judge() == judge && one.threshold() == row.threshold())
                .findFirst()
                .orElseThrow();

        assertThat(point.falsePositives()).isEqualTo(row.falsePositives());
        for (AttackerKind kind : AttackerKind.values()) {
            assertThat(point.flagged(kind, 10)).isEqualTo(row.delays(kind).curve(20)[10]);
            assertThat(point.flagged(kind, 20)).isEqualTo(row.delays(kind).curve(20)[20]);
        }
    }

    @Test
    void run_doSFilter_seesNothing() {
        Row row = result.row("default", Judge.DOS_FILTER);
        assertThat(row.falsePositives()).isZero();
        assertThat(result.roc())
                .filteredOn(point -> point.judge() == Judge.DOS_FILTER)
                .singleElement()
                .satisfies(point ->
                        assertThat(point.flagged(AttackerKind.FRESH, 20)).isZero());
        for (AttackerKind kind : AttackerKind.values()) {
            assertThat(row.delays(kind).missedWithin(Delays.MOST)).isEqualTo(1);
        }
    }

    @Test
    void run_forest_isNeverFasterThanTheSecondCall() {
        assertThat(result.row("0.01", Judge.FOREST).delays(AttackerKind.FRESH).curve(2)[1])
                .isZero();
        assertThat(result.rows()).anyMatch(row -> row.rate().equals("card") && row.judge() == Judge.FOREST);
    }

    /** On one thread instead of all, and as one setting of two. */
    @Test
    void run_sameSeed_isTheSameWhateverTheCoresAndOtherSettings() throws Exception {
        DetectionPlan two = new DetectionPlan(List.of(.95, .8), List.of(5), 200, 2, 3, null);
        List<String> stages = new ArrayList<>();
        DetectionBench bench = new DetectionBench(two, (stage, done, total) -> {
            assertThat(done).isBetween(0L, total);
            stages.add(stage);
        });
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            List<DetectionResult> results = one.submit(bench::run).get(60, TimeUnit.SECONDS);

            assertThat(results.get(0).rows()).isEmpty();
            assertThat(text(results.get(1))).isEqualTo(text(result));
            assertThat(stages).contains("bias 0.8, 5 routes: done");
        } finally {
            one.shutdownNow();
        }
    }

    /** A model that takes everybody for an attacker does so at the second call, and no earlier. */
    @Test
    void run_givenModel_isJudgedWhereItFits() {
        Map<String, Integer> logOdds = new HashMap<>();
        TrueTraffic.names(5).forEach(name -> logOdds.put(name, 0));
        FeatureLayout layout = FeatureLayout.complete(logOdds, Set.of(), 8);
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {Forest.LEAF},
                new double[] {.7},
                new double[1],
                new int[] {0},
                new int[] {0});
        Model given = new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "0.7")));
        DetectionPlan plan = new DetectionPlan(List.of(.8), List.of(5), 50, 1, 3, given);
        DetectionResult judged = measure(plan);
        Row card = judged.row("card", Judge.FOREST);

        assertThat(judged.isGiven()).isTrue();
        assertThat(card.falsePositives()).isEqualTo(1);
        assertThat(card.delays(AttackerKind.FRESH).curve(2)).containsExactly(0, 0, 1);
        assertThat(card.delays(AttackerKind.TURNED).flaggedBefore()).isEqualTo(50);
        assertThat(judged.row("0.01", Judge.FOREST).falsePositives()).isZero();
        assertThat(plan.givenFor(14)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectionPlan(List.of(.8), List.of(14), 50, 1, 3, given))
                .withMessageContaining("model counts other calls");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", ".1, 4", ".2, 4", ".3, 3", ".9, 1"})
    void threshold_rate_leavesNoMoreThanItsShareBeyond(double rate, double highestKept) {
        double[] peaks = {1, 2, 2, 3, 3, 3, 3, 4, 4, 5};
        double threshold = DetectionBench.threshold(peaks, rate);
        assertThat(threshold).isEqualTo(Math.nextUp(highestKept));
        assertThat(Arrays.stream(peaks).filter(peak -> peak >= threshold).count())
                .isLessThanOrEqualTo((long) (rate * peaks.length));
    }

    @Test
    void delays_calls_areCountedFromTheAttack() {
        Delays delays = new Delays(new int[] {301, 305, 300, 12, 501, 900}, 300);

        assertThat(delays.clients()).isEqualTo(4);
        assertThat(delays.flaggedBefore()).isEqualTo(2);
        assertThat(delays.mean()).isEqualTo((1 + 5 + 201 + 201) / 4.0);
        assertThat(delays.quantile(.5)).isEqualTo(5);
        assertThat(delays.quantile(.95)).isEqualTo(201);
        assertThat(delays.missedWithin(60)).isEqualTo(.5);
        assertThat(delays.missedWithin(200)).isEqualTo(.5);
        assertThat(delays.curve(5)).containsExactly(0, .25, .25, .25, .25, .5);
        assertThat(new Delays(new int[] {3}, 300).mean()).isNaN();
    }
}
