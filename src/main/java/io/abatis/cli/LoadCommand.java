package io.abatis.cli;

import io.abatis.load.CraftedClient;
import io.abatis.load.LoadJson;
import io.abatis.load.LoadPlan;
import io.abatis.load.LoadReport;
import io.abatis.load.LoadResult;
import io.abatis.load.LoadSummary;
import io.abatis.load.LoadTester;
import io.abatis.load.LoopbackUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
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
            "The clients' addresses go in X-Forwarded-For, so the server must trust that header from loopback, as"
                    + " the demo does. Ctrl-C ends the run early, with its summary."
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

    @Option(names = "--json", description = "Prints the result as JSON instead of the summary.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        LoadPlan plan = plan();
        LoadResult result;
        try (AtomicFile file = report == null ? null : AtomicFile.create(report);
                LoadProgress progress = LoadProgress.of(plan)) {
            LoadTester tester = new LoadTester(plan, Clock.systemUTC(), answer -> progress.step());
            EarlyEnd end = EarlyEnd.on(tester::stop);
            try {
                result = tester.run();
                progress.end();
                print(result);
                if (file != null) {
                    file.writer().write(LoadReport.of(result));
                    file.commit();
                }
            } finally {
                end.over();
            }
        }
        if (result.answered() == 0 && !result.endedEarly()) {
            throw new IOException("none of " + result.sent() + " calls was answered by " + url);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(LoadResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? LoadJson.of(result) : LoadSummary.of(result));
        out.flush();
    }

    private LoadPlan plan() {
        require("--clients", clients, 0, CraftedClient.MAX_OF_A_KIND, "clients");
        require("--attackers", attackers, 0, CraftedClient.MAX_OF_A_KIND, "attackers");
        if (clients + attackers == 0) {
            throw wrong("--clients 0 and --attackers 0: nobody would call; give one of them a number above 0");
        }
        if (!(rate >= LoadPlan.MIN_RATE && rate <= LoadPlan.MAX_RATE)) {
            throw wrong("--rate " + rate + ": give 0.1 to 100000 calls per second");
        }
        if (duration.compareTo(LoadPlan.MIN_DURATION) < 0 || duration.compareTo(LoadPlan.MAX_DURATION) > 0) {
            throw wrong("--duration " + duration + ": give 100ms to 24h");
        }
        if (seed < 0) {
            throw wrong("--seed " + seed + ": give 0 or above");
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
