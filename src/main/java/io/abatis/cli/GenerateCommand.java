package io.abatis.cli;

import io.abatis.traffic.TrafficGenerator;
import io.abatis.traffic.TrafficGenerator.Notation;
import io.abatis.traffic.TrafficGenerator.Plan;
import io.abatis.traffic.site.DemoTraffic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: a call log with benign and hostile clients. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a call log in which attackers prefer rarely used calls. The same seed gives the same bytes.")
final class GenerateCommand implements Callable<Integer> {

    private static final Set<String> DEMO_OPTIONS = Set.of("--demo", "--out", "--seed");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The log to write.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            converter = SeedText.class,
            defaultValue = "52",
            paramLabel = "S",
            description = "Any integer from 0 on, however large. Default: ${DEFAULT-VALUE}.")
    private BigInteger seed = BigInteger.ZERO;

    @Option(
            names = "--calls",
            defaultValue = "10000",
            paramLabel = "N",
            description = "How many calls, one a second. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--bias",
            defaultValue = "0.8",
            paramLabel = "B",
            description = "Above 0, at most 1; the higher, the fewer hostile calls. Default: ${DEFAULT-VALUE}.")
    private double bias;

    @Option(
            names = "--outlier",
            defaultValue = "50",
            paramLabel = "K",
            description =
                    "After every K hostile calls one is made whatever it calls. At least 1. Default: ${DEFAULT-VALUE}.")
    private int outlier;

    @Option(
            names = "--routes",
            split = ",",
            paramLabel = "CALL",
            description = "The calls, the rarely used ones first. Default: 14, Rarely to Often8.")
    private @Nullable List<String> routes;

    @Option(
            names = "--benign",
            split = ",",
            paramLabel = "IP",
            description = "Benign clients. Default: 16, 172.144.0.22 to .37.")
    private @Nullable List<String> benign;

    @Option(
            names = "--hackers",
            split = ",",
            paramLabel = "IP",
            description = "Hostile clients. Default: 6, 175.144.22.2 to .7.")
    private @Nullable List<String> hackers;

    @Option(
            names = "--notation",
            defaultValue = "colons",
            paramLabel = "dotted|colons",
            description =
                    "How addresses are written: 172.144.0.22 or, as in the reference logs, 172:144:0:22. Default: ${DEFAULT-VALUE}.")
    private Notation notation = Notation.COLONS;

    @Option(
            names = "--demo",
            description =
                    "Writes an access log of the demo instead: people and programs who use its API and its pages, benign ones in 172.144.0.0/16, attackers and scanners in 175.144.0.0/16. Takes --seed and no other option.")
    private boolean demo;

    @Override
    public Integer call() throws IOException {
        if (demo) {
            return writeDemo();
        }
        TrafficGenerator generator = new TrafficGenerator(plan());
        TrafficGenerator.Summary summary;
        try (AtomicFile file = AtomicFile.create(out)) {
            BufferedWriter writer = file.writer();
            summary = generator.write(writer);
            file.commit();
        }
        spec.commandLine().getOut().println(summary);
        return 0;
    }

    private int writeDemo() throws IOException {
        List<String> others = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !DEMO_OPTIONS.contains(name))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--demo takes --out and --seed, and not " + String.join(", ", others));
        }
        DemoTraffic.Summary summary;
        try (AtomicFile file = AtomicFile.create(out)) {
            summary = demoTraffic().write(file.writer());
            file.commit();
        }
        spec.commandLine().getOut().println(summary);
        return 0;
    }

    private DemoTraffic demoTraffic() {
        try {
            return new DemoTraffic(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Plan plan() {
        try {
            return new Plan(
                    seed,
                    calls,
                    bias,
                    outlier,
                    routes == null ? TrafficGenerator.ROUTES : routes,
                    benign == null ? TrafficGenerator.BENIGN : benign,
                    hackers == null ? TrafficGenerator.HACKERS : hackers,
                    notation);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
