package io.abatis.cli;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Reading;
import io.abatis.training.SiteTraining;
import io.abatis.training.Training;
import io.abatis.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code train}: a model from logs. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains a model on logs. The same logs, options and seed give the same bytes.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private Logs logs = new Logs();

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "Call logs, or access logs in common or combined format; .gz is fine.")
    private List<Path> files = List.of();

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file to write.")
    private Path model = Path.of("");

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Mixin
    private ReadingOptions readings = new ReadingOptions();

    @Option(
            names = "--simulate-attackers",
            description =
                    "Adds attackers made of the site's own calls and of unknown ones: some prefer rare calls, some try unknown routes, stuff credentials, scrape, or hide among users' calls. Without labels, all clients in the logs are taken for benign, but those that the model in the jar would refuse.")
    private boolean simulateAttackers;

    @Option(
            names = "--no-warm-up",
            description =
                    "Looks at the names of routes and at answers, but not at how rare routes are, which a gate must learn for a while before it judges. For a site whose routes are all in the logs.")
    private boolean noWarmUp;

    @Option(
            names = "--generated-sites",
            paramLabel = "N",
            description =
                    "Trains on so many generated sites instead of logs: a model for sites that nobody has seen, as the one shipped with Abatis. At least 6.")
    private @Nullable Integer sites;

    @Option(
            names = "--budget",
            defaultValue = "0.001",
            paramLabel = "SHARE",
            description =
                    "The share of benign clients that may be refused wrongly within 500 calls. Default: ${DEFAULT-VALUE}.")
    private double budget;

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

    @Override
    public Integer call() throws IOException {
        TrainingPlan plan = plan();
        Reading reading = readings.read();
        Labels known = labels.read(reading.clients());
        requireSource(known);
        requireWritable(model);
        long start = System.nanoTime();
        Model trained;
        try (ProgressOnTerminal progress = new ProgressOnTerminal()) {
            trained = sites == null
                    ? training(plan, progress, reading).train(files, known, labels.origin(), simulateAttackers)
                    : new SiteTraining(plan, progress).train(sites);
        }
        ModelFile.write(trained, model);
        report(trained);
        long calls = Long.parseLong(trained.card().entries().getOrDefault("data-lines", "0"));
        logs.reportPace(Pace.words(calls, System.nanoTime() - start));
        return 0;
    }

    private Training training(TrainingPlan plan, ProgressOnTerminal progress, Reading reading) {
        Training training = new Training(plan, progress, reading, logs::report);
        return noWarmUp ? training.withoutWarmUp() : training;
    }

    private void requireSource(@Nullable Labels known) {
        boolean hasAnswer = known != null || simulateAttackers;
        if (sites != null && (!files.isEmpty() || hasAnswer)) {
            throw wrong("--generated-sites takes the place of logs, of labels and of --simulate-attackers");
        }
        if (sites != null && noWarmUp) {
            throw wrong(
                    "--no-warm-up does not go with --generated-sites: without names, how rare routes are is what a model has to look at");
        }
        if (sites != null && sites < SiteTraining.FEWEST_SITES) {
            throw wrong("--generated-sites " + sites + " is less than " + SiteTraining.FEWEST_SITES);
        }
        if (sites == null && files.isEmpty()) {
            throw wrong("what to train on? Give one LOG or more, or --generated-sites N");
        }
        if (sites == null && !hasAnswer) {
            throw wrong(
                    "who is malicious? Give --labels FILE or --benign CIDR, or --simulate-attackers to train on the site's own clients");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(logs.spec().commandLine(), message);
    }

    private TrainingPlan plan() {
        try {
            return new TrainingPlan(budget, trees, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(logs.spec().commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** Before minutes of work, not after. */
    private static void requireWritable(Path file) throws IOException {
        AtomicFile.create(file).close();
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    private void report(Model trained) {
        PrintWriter out = logs.out();
        Map<String, String> card = trained.card().entries();
        out.printf("model          %s%n", model);
        out.printf(
                "clients        %s benign, %s malicious%n", card.get("benign-clients"), card.get("malicious-clients"));
        out.printf(
                "columns        %d, trees %d, nodes %d%n",
                trained.layout().size(),
                trained.forest().trees(),
                trained.forest().nodes());
        out.printf("threshold      %s%n", card.get("threshold"));
        out.printf(
                "wrongly        %s of %s lives of held-out benign clients refused within %d calls%n",
                card.get("held-out-benign-lives-refused"), card.get("held-out-benign-lives"), TrainingPlan.LIFE);
        out.printf(
                "attackers      %s of %s lives of held-out attackers refused within %d calls%n",
                card.get("held-out-hostile-lives-refused"),
                card.get("held-out-hostile-lives"),
                TrainingPlan.HOSTILE_LIFE);
        out.printf(
                "calls to flag  %s on average, median %s, for held-out attackers; %d stands for never%n",
                card.get("held-out-calls-to-flag-mean"),
                card.get("held-out-calls-to-flag-median"),
                TrainingPlan.HOSTILE_LIFE + 1);
        out.printf("promise        %s%n", card.get("promise"));
    }
}
