package io.abatis.cli;

import io.abatis.forest.Model;
import io.abatis.load.DelayPlot;
import io.abatis.load.DelayPlot.Curve;
import io.abatis.load.DelayPlot.Look;
import io.abatis.traffic.CallWeights;
import io.abatis.traffic.TrafficGenerator;
import io.abatis.training.AttackerKind;
import io.abatis.training.DetectionBench;
import io.abatis.training.DetectionPlan;
import io.abatis.training.DetectionResult;
import io.abatis.training.DetectionResult.Judge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench-detection}: how soon attackers are flagged, beside the fastest tests there are. */
@Command(
        name = "bench-detection",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures how soon a forest flags simulated attackers, beside the fastest tests that know the true"
                        + " distributions of calls, at the same rates of false positives.",
        footer = {
            "",
            "The twelve default settings take some minutes on two cores; one of them takes seconds. The same options give the same"
                    + " figures."
        })
final class BenchDetectionCommand implements Callable<Integer> {

    private static final int PLOTTED_CALLS = 40;
    private static final String PLOTTED_RATE = "0.001";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bias",
            split = ",",
            defaultValue = "0.7,0.8,0.9,0.95",
            paramLabel = "B",
            description = "The generator's biases, each above 0 and below 1. Default: ${DEFAULT-VALUE}.")
    private List<Double> biases = List.of();

    @Option(
            names = "--routes",
            split = ",",
            defaultValue = "5,14,60",
            paramLabel = "N",
            description = "How many different calls there are, 2 to 64 each. Default: ${DEFAULT-VALUE}.")
    private List<Integer> routes = List.of();

    @Option(
            names = "--clients",
            defaultValue = "2000",
            paramLabel = "N",
            description =
                    "The attackers of each kind that a figure rests on, 1 to 100000; benign clients as many, and at least 10000."
                            + " Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--trees",
            defaultValue = "100",
            paramLabel = "N",
            description = "How many trees, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int trees;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "The source of all chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "Judges this model, instead of training one, where it counts a setting's calls: the demo's for 14"
                            + " routes, else GET /api/call1 to GET /api/callN.")
    private @Nullable Path model;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Writes an SVG image of the delays at bias 0.8 and 14 routes, at the rate 0.001.")
    private @Nullable Path plot;

    @Override
    public Integer call() throws IOException {
        DetectionPlan plan = plan();
        try (AtomicFile image = plot == null ? null : AtomicFile.create(plot)) {
            List<DetectionResult> results;
            try (ProgressOnTerminal progress = new ProgressOnTerminal()) {
                results = new DetectionBench(plan, progress).run();
            }
            if (image != null) {
                image.writer().write(image(results));
                image.commit();
            }
            spec.commandLine()
                    .getOut()
                    .print(
                            json
                                    ? DetectionJson.of(plan, results) + System.lineSeparator()
                                    : DetectionTable.of(results));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private DetectionPlan plan() throws IOException {
        boolean hasPlotted =
                biases.contains(CallWeights.REFERENCE_BIAS) && routes.contains(TrafficGenerator.ROUTES.size());
        if (plot != null && !hasPlotted) {
            throw new ParameterException(spec.commandLine(), "--plot shows bias 0.8 and 14 routes: choose them, too");
        }
        Model given = model == null ? null : Models.read(model);
        try {
            return new DetectionPlan(biases, routes, clients, trees, seed, given);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static String image(List<DetectionResult> results) {
        DetectionResult plotted = results.stream()
                .filter(result -> result.bias() == CallWeights.REFERENCE_BIAS
                        && result.routes() == TrafficGenerator.ROUTES.size())
                .findFirst()
                .orElseThrow();
        return DelayPlot.svg(
                "Attackers flagged; 1 in 1,000 benign clients wrongly",
                List.of(
                        curve(plotted, "fresh, SPRT", Look.BEST, PLOTTED_RATE, Judge.SPRT, AttackerKind.FRESH),
                        curve(plotted, "fresh, forest", Look.FOREST, PLOTTED_RATE, Judge.FOREST, AttackerKind.FRESH),
                        curve(plotted, "turned, CUSUM", Look.BEST, PLOTTED_RATE, Judge.CUSUM, AttackerKind.TURNED),
                        curve(plotted, "turned, forest", Look.FOREST, PLOTTED_RATE, Judge.FOREST, AttackerKind.TURNED),
                        curve(
                                plotted,
                                "50 % mimicry, forest",
                                Look.MIMICRY,
                                PLOTTED_RATE,
                                Judge.FOREST,
                                AttackerKind.MIMICRY),
                        curve(
                                plotted,
                                "all of these, Jetty's DoSFilter",
                                Look.OTHER,
                                "default",
                                Judge.DOS_FILTER,
                                AttackerKind.FRESH)));
    }

    private static Curve curve(
            DetectionResult result, String name, Look look, String rate, Judge judge, AttackerKind kind) {
        double[] shares = result.row(rate, judge).delays(kind).curve(PLOTTED_CALLS);
        return new Curve(
                name,
                look,
                kind == AttackerKind.TURNED,
                Arrays.stream(shares).boxed().toList());
    }
}
