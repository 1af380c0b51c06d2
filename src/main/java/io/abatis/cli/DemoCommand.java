package io.abatis.cli;

import io.abatis.demo.AdminServer;
import io.abatis.demo.DemoServer;
import io.abatis.load.EndlessTraffic;
import io.abatis.load.LoadPlan;
import io.abatis.load.LoadSummary;
import io.abatis.load.LoopbackUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the demo's web application with Abatis in front of it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves a small web application with Abatis in front of it, on this machine only, until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {

    private static final long SEED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "P",
            description = "The port to try things on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--admin-port",
            defaultValue = "9090",
            paramLabel = "P",
            description = "The port to watch the gate on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int adminPort;

    @Option(
            names = "--admin-operators",
            paramLabel = "FILE",
            description =
                    "Who may log in on the admin port: lines that \"abatis token\" makes. Default: one operator, whose token is printed at the start.")
    private @Nullable Path operators;

    @Option(
            names = "--traffic",
            description = "Plays benign and hostile clients against the demo, and tells who is refused.")
    private boolean traffic;

    @Option(
            names = "--proxy-protocol",
            description = {
                "Every connection to --port must begin with a PROXY line, version 1 or 2, as behind HAProxy with send-proxy-v2; others are closed.",
                "Whoever can connect can then choose his address: the port must be within the proxy's reach alone."
            })
    private boolean proxyProtocol;

    @Override
    @SuppressWarnings("try") // the process may end before the block does, and the hook must close what it uses
    public Integer call() throws IOException, InterruptedException {
        requirePort("--port", port);
        requirePort("--admin-port", adminPort);
        if (proxyProtocol && traffic) {
            throw new ParameterException(
                    spec.commandLine(), "--traffic sends no PROXY lines: leave it or --proxy-protocol out");
        }
        PrintWriter out = spec.commandLine().getOut();
        EarlyEnd ended;
        try (DemoServer demo = demo().start();
                AdminServer admin = AdminServer.of(demo::console)
                        .meters(demo::meters)
                        .port(adminPort)
                        .operators(operators)
                        .start()) {
            out.println("Abatis is in front of a small library. Open in a browser:");
            out.println("  " + demo.home() + "   "
                    + (proxyProtocol
                            ? "through your proxy, which sends PROXY lines"
                            : "try it: be a user, be an attacker"));
            out.println("  " + admin.home() + "   watch the gate: calls, refusals, bans");
            if (admin.token() != null) {
                out.println("Log in at " + admin.home() + " with the token " + admin.token());
            }
            EndlessTraffic playing = traffic ? play(demo, out) : null;
            out.println("Ctrl-C ends the demo.");
            out.println();
            out.flush();
            // First the traffic, then the server that it goes to.
            EarlyEnd end = EarlyEnd.on(() -> {
                finish(playing, out);
                demo.close();
            });
            demo.join();
            ended = end;
        }
        ended.over();
        return 0;
    }

    private DemoServer demo() {
        DemoServer demo = new DemoServer(port);
        return proxyProtocol ? demo.behindProxyProtocol() : demo;
    }

    private static EndlessTraffic play(DemoServer demo, PrintWriter out) {
        out.printf(
                "Playing now: %d benign clients and %d attackers, %.0f calls a second in all.%n",
                LoadPlan.DEFAULT_CLIENTS, LoadPlan.DEFAULT_ATTACKERS, LoadPlan.DEMO_RATE);
        LoopbackUrl target = LoopbackUrl.parse("http://127.0.0.1:" + demo.port());
        return EndlessTraffic.start(target, LoadPlan.DEMO_RATE, SEED, new TrafficStory(out));
    }

    private static void finish(@Nullable EndlessTraffic playing, PrintWriter out) {
        if (playing != null) {
            playing.close();
            out.println();
            out.println(LoadSummary.of(playing.result()));
            out.flush();
        }
    }

    private void requirePort(String option, int value) {
        if (value < 0 || value > 65_535) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": give 0 to 65535");
        }
    }
}
