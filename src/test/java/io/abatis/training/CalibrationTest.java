package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a forest whose score is the number of bad calls among the last hundred, in hundredths. */
final class CalibrationTest {

    private static final int WINDOW = 100;
    private static final FeatureLayout LAYOUT = layout();
    private static final Forest FOREST = staircase();

    private static FeatureLayout layout() {
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        logOdds.put("good", 0);
        logOdds.put("bad", 0);
        return new FeatureLayout(logOdds, List.of(new Column.Calls(WINDOW, "bad")));
    }

    /** One tree, a chain: a leaf for each number of bad calls. */
    private static Forest staircase() {
        int nodes = 2 * WINDOW + 1;
        int[] column = new int[nodes];
        double[] value = new double[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        for (int i = 0; i < WINDOW; i++) {
            value[2 * i] = i + .5;
            left[2 * i] = 2 * i + 1;
            right[2 * i] = 2 * i + 2;
            column[2 * i + 1] = Forest.LEAF;
            value[2 * i + 1] = i / (double) WINDOW;
        }
        column[nodes - 1] = Forest.LEAF;
        value[nodes - 1] = 1;
        return new Forest(1, new int[] {0}, column, value, new double[nodes], left, right);
    }

    /** The life of a client that makes one call again and again. */
    private static Life life(String call, int calls) {
        return Life.of(Collections.nCopies(calls, PastCall.named(call)));
    }

    /** Lives with a peak of exactly this score, which they leave again: so many bad calls, and then good ones. */
    private static void addPeak(Calibration calibration, int hundredths, int lives) {
        List<PastCall> calls = new ArrayList<>(Collections.nCopies(hundredths, PastCall.named("bad")));
        calls.addAll(Collections.nCopies(WINDOW, PastCall.named("good")));
        calibration.addBenign(LAYOUT, FOREST, Collections.nCopies(lives, Life.of(calls)));
    }

    private static Calibration calibration(double budget) {
        return new Calibration(budget);
    }

    @ParameterizedTest
    @CsvSource({".1, 10", ".05, 5", ".019, 1", ".01, 1", ".009, 0", ".5, 50", ".99, 99"})
    void threshold_differentPeaks_allowsExactlyTheBudgetsShare(double budget, int allowed) {
        Calibration calibration = calibration(budget);
        List<Integer> peaks = new ArrayList<>();
        for (int peak = 0; peak < 100; peak++) {
            peaks.add(peak);
        }
        Collections.shuffle(peaks, new java.util.Random(1));
        peaks.forEach(peak -> addPeak(calibration, peak, 1));

        double threshold = calibration.threshold();

        assertThat(calibration.reaching(threshold)).isEqualTo(new Share(allowed, 100));
        // the lowest such, to a millionth and a bit: just above the highest peak that is kept
        assertThat(threshold).isBetween((99 - allowed) / 100.0 + 1e-7, (99 - allowed) / 100.0 + 2.1e-6);
    }

    @Test
    void threshold_ties_neverExceedTheBudget() {
        Calibration calibration = calibration(.1);
        addPeak(calibration, 20, 50);
        addPeak(calibration, 60, 30);
        addPeak(calibration, 70, 20);

        double threshold = calibration.threshold();

        // twenty tie where ten may pass: none does
        assertThat(calibration.reaching(threshold)).isEqualTo(new Share(0, 100));
        assertThat(threshold).isBetween(.70, .70001);
    }

    @Test
    void threshold_tiesThatFit_areAllAllowed() {
        Calibration calibration = calibration(.2);
        addPeak(calibration, 60, 80);
        addPeak(calibration, 70, 20);

        assertThat(calibration.reaching(calibration.threshold())).isEqualTo(new Share(20, 100));
    }

    @Test
    void threshold_peaksOfOne_staysAThreshold() {
        Calibration calibration = calibration(.1);
        addPeak(calibration, 100, 10);

        assertThat(calibration.threshold()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({".5, 2000", ".01, 2000", ".001, 4000", ".0002, 20000", ".000001, 20000"})
    void lives_budget_areEnoughWithinReason(double budget, int lives) {
        assertThat(Calibration.lives(budget)).isEqualTo(lives);
    }

    @Test
    void callsToFlag_attackers_areCountedFromTheFirstCallThatIsJudged() {
        Calibration calibration = calibration(.1);
        calibration.addHostile(LAYOUT, FOREST, List.of(life("bad", 10), life("good", 10), life("bad", 10)));

        assertThat(calibration.callsToFlag(.05)).containsExactly(5, 5, Calibration.NEVER);
        assertThat(calibration.callsToFlag(.01)).containsExactly(2, 2, Calibration.NEVER);
        assertThat(calibration.callsToFlag(.5))
                .containsExactly(Calibration.NEVER, Calibration.NEVER, Calibration.NEVER);
    }
}
