package io.abatis.cli;

import io.abatis.forest.Model;
import io.abatis.training.DetectionBench;
import io.abatis.training.DetectionPlan;
import io.abatis.training.DetectionResult;
import java.io.IOException;
import java.nio.file.Path;
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

    @Option(names = "--json", description = "Prints JSON, with the points of the ROC for every setting.")
    private boolean json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Writes an SVG image of bias 0.8 and 14 routes, one panel below the other: the delays at the rate 0.001,"
                            + " and the ROC, the shares of fresh attackers flagged within 5 and 10 calls, and of turned"
                            + " ones within 10 and 20, against the share of benign clients flagged.")
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
                image.writer().write(DetectionImage.of(results));
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
        if (plot != null && !DetectionImage.isAmong(biases, routes)) {
            throw new ParameterException(spec.commandLine(), "--plot shows bias 0.8 and 14 routes: choose them, too");
        }
        Model given = model == null ? null : Models.read(model);
        try {
            return new DetectionPlan(biases, routes, clients, trees, seed, given);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
