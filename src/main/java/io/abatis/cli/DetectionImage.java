package io.abatis.cli;

import io.abatis.load.DelayPlot;
import io.abatis.load.DetectionPlot;
import io.abatis.load.DetectionPlot.Look;
import io.abatis.load.RocPlot;
import io.abatis.traffic.CallWeights;
import io.abatis.traffic.TrafficGenerator;
import io.abatis.training.AttackerKind;
import io.abatis.training.DetectionResult;
import io.abatis.training.DetectionResult.Judge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The image of one setting: delays, and what is flagged rightly against what is flagged wrongly. */
final class DetectionImage {

    private static final double BIAS = CallWeights.REFERENCE_BIAS;
    private static final int ROUTES = TrafficGenerator.ROUTES.size();
    private static final int CALLS = 40;
    private static final String RATE = "0.001";
    private static final String BLIND = "Jetty's DoSFilter at one call a second: flags nobody";

    private final DetectionResult result;

    private DetectionImage(DetectionResult result) {
        this.result = result;
    }

    /** Whether the setting that the image shows is among these. */
    static boolean isAmong(List<Double> biases, List<Integer> routes) {
        return biases.contains(BIAS) && routes.contains(ROUTES);
    }

    static String of(List<DetectionResult> results) {
        DetectionResult plotted = results.stream()
                .filter(result -> result.bias() == BIAS && result.routes() == ROUTES)
                .findFirst()
                .orElseThrow();
        return new DetectionImage(plotted).svg();
    }

    private String svg() {
        return DetectionPlot.svg(
                "How soon, and at what price, attackers are flagged",
                "With one in 1,000 benign clients wrongly flagged within 500 calls. "
                        + figures(AttackerKind.FRESH, 5, 10) + " " + figures(AttackerKind.TURNED, 10, 20)
                        + " DoSFilter flags nobody.",
                delays(),
                List.of(
                        roc("Fresh attackers flagged at each rate of false positives", AttackerKind.FRESH, 5, 10),
                        roc("Turned clients flagged at each rate of false positives", AttackerKind.TURNED, 10, 20)));
    }

    private String figures(AttackerKind kind, int soon, int later) {
        return String.format(
                Locale.ROOT,
                "Flagged within %d and %d calls, of %s attackers: by the forest %s, by SPRT %s, by CUSUM %s.",
                soon,
                later,
                kind.word(),
                shares(Judge.FOREST, kind, soon, later),
                shares(Judge.SPRT, kind, soon, later),
                shares(Judge.CUSUM, kind, soon, later));
    }

    private String shares(Judge judge, AttackerKind kind, int soon, int later) {
        double[] curve = result.row(RATE, judge).delays(kind).curve(later);
        return String.format(Locale.ROOT, "%.0f %% and %.0f %%", 100 * curve[soon], 100 * curve[later]);
    }

    private DelayPlot delays() {
        return new DelayPlot(
                "Attackers flagged; 1 in 1,000 benign clients wrongly",
                List.of(
                        delay("fresh, SPRT", Look.SPRT, RATE, Judge.SPRT, AttackerKind.FRESH),
                        delay("fresh, forest", Look.FOREST, RATE, Judge.FOREST, AttackerKind.FRESH),
                        delay("turned, CUSUM", Look.CUSUM, RATE, Judge.CUSUM, AttackerKind.TURNED),
                        delay("turned, forest", Look.FOREST, RATE, Judge.FOREST, AttackerKind.TURNED),
                        delay("50 % mimicry, forest", Look.MIMICRY, RATE, Judge.FOREST, AttackerKind.MIMICRY),
                        delay(
                                "all of these, Jetty's DoSFilter",
                                Look.OTHER,
                                "default",
                                Judge.DOS_FILTER,
                                AttackerKind.FRESH)));
    }

    private DelayPlot.Curve delay(String name, Look look, String rate, Judge judge, AttackerKind kind) {
        double[] shares = result.row(rate, judge).delays(kind).curve(CALLS);
        return new DelayPlot.Curve(
                name,
                look,
                kind == AttackerKind.TURNED,
                Arrays.stream(shares).boxed().toList());
    }

    private RocPlot roc(String title, AttackerKind kind, int... within) {
        List<RocPlot.Curve> curves = new ArrayList<>();
        for (Judge judge : List.of(Judge.FOREST, Judge.SPRT, Judge.CUSUM)) {
            for (int calls : within) {
                curves.add(new RocPlot.Curve(
                        judge.word() + ", within " + calls + " calls",
                        Look.valueOf(judge.name()),
                        points(judge, kind, calls)));
            }
        }
        return new RocPlot(title, curves, BLIND);
    }

    private List<RocPlot.Point> points(Judge judge, AttackerKind kind, int within) {
        return result.roc().stream()
                .filter(point -> point.judge() == judge)
                .map(point -> new RocPlot.Point(point.falsePositives(), point.flagged(kind, within)))
                .toList();
    }
}
