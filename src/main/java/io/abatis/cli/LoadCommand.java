package io.abatis.cli;

import io.abatis.load.Bounds;
import io.abatis.load.CraftedClient;
import io.abatis.load.LoadJson;
import io.abatis.load.LoadPlan;
import io.abatis.load.LoadReport;
import io.abatis.load.LoadResult;
import io.abatis.load.LoadSummary;
import io.abatis.load.LoadTester;
import io.abatis.load.LoopbackUrl;
import io.abatis.load.Scenario;
import io.abatis.load.ScenarioException;
import io.abatis.load.ScenarioReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code abatis load}: crafted traffic against a server on this machine. */
@Command(
        name = "load",
        description = "Plays benign and hostile clients against a server on this machine and tells who was refused.",
        footer = {
            "",
            "Calls are due at times fixed beforehand, however slow the server is. Latency is measured from when a call"
                    + " was due, so what a stall delays is in it; calls sent late are counted and told.",
            "",
            "A scenario file says who behaves how, from which addresses and when; examples are in config/scenarios."
                    + " Clients are counted as Abatis counts them: by IPv4 address, or by IPv6 /64.",
            "",
            "The clients' addresses go in X-Forwarded-For, so the server must trust that header from loopback, as"
                    + " the demo does. Ctrl-C ends the run early, with its summary. Exit 1 if a bound is broken."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class LoadCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            converter = LoopbackUrlText.class,
            description = "The server, at localhost, 127.0.0.1 or [::1].")
    @SuppressWarnings("NullAway.Init")
    private LoopbackUrl url;

    @Option(names = "--clients", paramLabel = "N", description = "Benign clients, 0 to 65536.")
    private int clients = LoadPlan.DEFAULT_CLIENTS;

    @Option(names = "--attackers", paramLabel = "N", description = "Hostile clients, 0 to 65536.")
    private int attackers = LoadPlan.DEFAULT_ATTACKERS;

    @Option(names = "--rate", paramLabel = "R", description = "Calls per second in all, 0.1 to 100000.")
    private double rate = LoadPlan.DEFAULT_RATE;

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "30s",
            converter = DurationText.class,
            description = "How long: 30s, 5m, 1h or PT30S; 100ms to 24h.")
    @SuppressWarnings("NullAway.Init")
    private Duration duration;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed plays the same calls; 0 or above.")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes an HTML page with plots.")
    private @Nullable Path report;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Plays this scenario instead of --clients, --attackers and --rate; of its time the first"
                    + " --duration, if that is given.")
    private @Nullable Path scenario;

    @Option(
            names = "--expect-refused-attackers",
            paramLabel = "SHARE",
            description = "Fails unless at least this share of the attackers is refused, 0 to 1.")
    private @Nullable Double leastAttackers;

    @Option(
            names = "--expect-refused-benign",
            paramLabel = "SHARE",
            description = "Fails if more than this share of the benign clients is refused, 0 to 1.")
    private @Nullable Double mostBenign;

    @Option(
            names = "--expect-p99",
            paramLabel = "D",
            converter = DurationText.class,
            description = "Fails if 99%% of the served calls took longer, such as 250ms.")
    private @Nullable Duration p99;

    @Option(names = "--json", description = "Prints the result as JSON instead of the summary.")
    private boolean json;

    @Override
    public Integer call() throws IOException, ScenarioException {
        LoadPlan plan = plan();
        Bounds bounds = bounds(plan.scenario());
        LoadResult result;
        List<Bounds.Verdict> verdicts;
        try (AtomicFile file = report == null ? null : AtomicFile.create(report);
                LoadProgress progress = LoadProgress.of(plan)) {
            LoadTester tester = new LoadTester(plan, Clock.systemUTC(), progress::step);
            EarlyEnd end = EarlyEnd.on(tester::stop);
            try {
                result = tester.run();
                progress.end();
                verdicts = bounds.judge(result);
                print(result, verdicts);
                if (file != null) {
                    file.writer().write(LoadReport.of(result, verdicts));
                    file.commit();
                }
            } finally {
                end.over();
            }
        }
        if (result.answered() == 0 && !result.endedEarly()) {
            throw new IOException("none of " + result.sent() + " calls was answered by " + url);
        }
        String broken = verdicts.stream()
                .filter(verdict -> !verdict.held())
                .map(Bounds.Verdict::toString)
                .collect(Collectors.joining("; "));
        if (!broken.isEmpty()) {
            spec.commandLine().getErr().println("abatis: " + broken);
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(LoadResult result, List<Bounds.Verdict> verdicts) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? LoadJson.of(result, verdicts) : LoadSummary.of(result, verdicts));
        out.flush();
    }

    private Bounds bounds(Scenario played) {
        requireShare("--expect-refused-attackers", leastAttackers);
        requireShare("--expect-refused-benign", mostBenign);
        if (leastAttackers != null && !played.hasAttackers()) {
            throw wrong("--expect-refused-attackers " + leastAttackers + ": there are no attackers; leave it out");
        }
        if (mostBenign != null && !played.hasBenign()) {
            throw wrong("--expect-refused-benign " + mostBenign + ": there are no benign clients; leave it out");
        }
        if (p99 != null && (p99.isZero() || p99.isNegative())) {
            throw wrong("--expect-p99 " + p99 + ": give a time above 0, such as 250ms");
        }
        return new Bounds(leastAttackers, mostBenign, p99);
    }

    private void requireShare(String option, @Nullable Double share) {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw wrong(option + " " + share + ": give a share from 0 to 1");
        }
    }

    private LoadPlan plan() throws IOException, ScenarioException {
        if (duration.compareTo(LoadPlan.MIN_DURATION) < 0 || duration.compareTo(LoadPlan.MAX_DURATION) > 0) {
            throw wrong("--duration " + duration + ": give 100ms to 24h");
        }
        if (seed < 0) {
            throw wrong("--seed " + seed + ": give 0 or above");
        }
        return scenario == null ? reference() : new LoadPlan(url, read(scenario), seed);
    }

    private Scenario read(Path file) throws IOException, ScenarioException {
        for (String option : List.of("--clients", "--attackers", "--rate")) {
            if (isGiven(option)) {
                throw wrong(option + ": the scenario says that itself; leave out " + option + " or --scenario");
            }
        }
        Scenario whole = ScenarioReader.read(file);
        try {
            return isGiven("--duration") ? whole.first(duration) : whole;
        } catch (IllegalArgumentException e) {
            throw wrong("--duration " + duration + ": " + e.getMessage() + "; give a longer time");
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private LoadPlan reference() {
        require("--clients", clients, 0, CraftedClient.MAX_OF_A_KIND, "clients");
        require("--attackers", attackers, 0, CraftedClient.MAX_OF_A_KIND, "attackers");
        if (clients + attackers == 0) {
            throw wrong("--clients 0 and --attackers 0: nobody would call; give one of them a number above 0");
        }
        if (!(rate >= LoadPlan.MIN_RATE && rate <= LoadPlan.MAX_RATE)) {
            throw wrong("--rate " + rate + ": give 0.1 to 100000 calls per second");
        }
        return new LoadPlan(url, clients, attackers, rate, duration, seed);
    }

    private void require(String option, int value, int low, int high, String noun) {
        if (value < low || value > high) {
            throw wrong(option + " " + value + ": give " + low + " to " + high + " " + noun);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
