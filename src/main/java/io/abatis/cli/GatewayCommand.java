package io.abatis.cli;

import io.abatis.demo.AdminServer;
import io.abatis.gate.Mode;
import io.abatis.gateway.GatewayPlan;
import io.abatis.gateway.GatewayServer;
import io.abatis.gateway.Listen;
import io.abatis.gateway.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gateway}: Abatis in front of an application that is not Java. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Stands in front of any web application, hands calls on to it, and refuses clients that behave like attackers. Until Ctrl-C.",
        footer = {"", "WebSocket connections are answered 501, CONNECT and TRACE 405. Times: 500ms, 30s, 5m, 1h."})
final class GatewayCommand implements Callable<Integer> {

    private static final String PASSWORD_VARIABLE = "ABATIS_TLS_PASSWORD";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--upstream",
            required = true,
            paramLabel = "URL",
            description = "The application's server: http://HOST[:PORT] or https://HOST[:PORT].")
    private String upstream = "";

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:8080",
            paramLabel = "HOST:PORT",
            description =
                    "Where to take calls; port 0 takes any free one. Default: ${DEFAULT-VALUE}, this machine only.")
    private String listen = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "An abatis.conf. Changes of it are taken into use. Default: the defaults, in mode observe.")
    private @Nullable Path config;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "In place of the configuration's: ${COMPLETION-CANDIDATES} (in small letters, too).")
    private @Nullable Mode mode;

    @Option(
            names = "--admin-port",
            defaultValue = "9090",
            paramLabel = "P",
            description =
                    "The port to watch the gate on, on this machine only; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int adminPort;

    @Option(
            names = "--admin-operators",
            paramLabel = "FILE",
            description =
                    "Who may log in on the admin port: lines that \"abatis token\" makes. Default: one operator, whose token is printed at the start.")
    private @Nullable Path operators;

    @Option(
            names = "--host-header",
            paramLabel = "HOST",
            description = "The Host that the application sees. Default: the one that the client sent.")
    private @Nullable String hostHeader;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Listens with TLS, with the key and certificate in this file, PKCS12 or JKS.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description =
                    "Its first line is the keystore's password. Default: the environment's " + PASSWORD_VARIABLE + ".")
    private @Nullable Path passwordFile;

    @Option(
            names = "--upstream-trust",
            paramLabel = "FILE",
            description =
                    "For https: certificates that the application's must be or descend from, in PEM or a keystore without a password. Default: Java's.")
    private @Nullable Path trust;

    @Option(
            names = "--connect-timeout",
            defaultValue = "5s",
            paramLabel = "D",
            converter = DurationText.class,
            description =
                    "Within which the application must take a connection and a request; else 504. Default: ${DEFAULT-VALUE}.")
    private Duration connectTimeout = Duration.ZERO;

    @Option(
            names = "--idle-timeout",
            defaultValue = "60s",
            paramLabel = "D",
            converter = DurationText.class,
            description =
                    "How long the application may be silent in a call; else 504, or a cut connection. 0s waits forever. Default: ${DEFAULT-VALUE}.")
    private Duration idleTimeout = Duration.ZERO;

    @Option(
            names = "--client-timeout",
            defaultValue = "30s",
            paramLabel = "D",
            converter = DurationText.class,
            description =
                    "How long a client may be silent while something is to come from it. Default: ${DEFAULT-VALUE}.")
    private Duration clientTimeout = Duration.ZERO;

    @Option(
            names = "--upstream-connections",
            defaultValue = "1024",
            paramLabel = "N",
            description = "The most connections to the application at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Override
    @SuppressWarnings("try") // the process may end before the block does, and the hook must close what it uses
    public Integer call() throws IOException, InterruptedException {
        if (adminPort < 0 || adminPort > 65_535) {
            throw new ParameterException(spec.commandLine(), "--admin-port " + adminPort + ": give 0 to 65535");
        }
        PrintWriter out = spec.commandLine().getOut();
        EarlyEnd ended;
        try (GatewayServer gateway = new GatewayServer(plan()).start();
                AdminServer admin = AdminServer.of(gateway.servletContext())
                        .port(adminPort)
                        .operators(operators)
                        .start()) {
            out.println("Abatis is in front of " + upstream + ".");
            out.println("  " + gateway.home() + "   calls are taken here");
            out.println("  " + admin.home() + "   watch the gate: calls, refusals, bans");
            if (admin.token() != null) {
                out.println("Log in at " + admin.home() + " with the token " + admin.token());
            }
            out.println(words(gateway.mode()));
            out.println("Ctrl-C ends the gateway.");
            out.println();
            out.flush();
            EarlyEnd end = EarlyEnd.on(gateway::close);
            gateway.join();
            ended = end;
        }
        ended.over();
        return 0;
    }

    private static String words(Mode mode) {
        return switch (mode) {
            case OFF -> "Mode off: every call passes uncounted, and NOTHING IS REFUSED. --mode enforce refuses.";
            case OBSERVE -> "Mode observe: calls are judged, and NOTHING IS REFUSED. --mode enforce refuses.";
            case ENFORCE -> "Mode enforce: clients that behave like attackers are refused.";
        };
    }

    private GatewayPlan plan() throws IOException {
        GatewayPlan.Limits limits =
                checked("", none -> new GatewayPlan.Limits(connectTimeout, idleTimeout, clientTimeout, connections));
        if (hostHeader != null && !hostHeader.matches("[A-Za-z0-9._~:\\[\\]-]{1,255}")) {
            throw new ParameterException(
                    spec.commandLine(), "--host-header '" + hostHeader + "': give HOST or HOST:PORT");
        }
        if (passwordFile != null && keystore == null) {
            throw new ParameterException(
                    spec.commandLine(), "--tls-password-file is for --tls-keystore, which is missing");
        }
        Upstream to = checked(upstream, Upstream::parse);
        if (trust != null && !to.isSecure()) {
            throw new ParameterException(spec.commandLine(), "--upstream-trust is for https, and " + to + " is not");
        }
        return new GatewayPlan(checked(listen, Listen::parse), to, config, mode, hostHeader, limits, tls(), trust);
    }

    private <T> T checked(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), CommandFailure.oneLine(e), e);
        }
    }

    private GatewayPlan.@Nullable Tls tls() throws IOException {
        if (keystore == null) {
            return null;
        }
        String password = passwordFile == null
                ? System.getenv(PASSWORD_VARIABLE)
                : Files.readString(passwordFile).lines().findFirst().orElse("");
        if (password == null) {
            throw new IOException(keystore + ": give its password with --tls-password-file, or in the environment as "
                    + PASSWORD_VARIABLE);
        }
        return new GatewayPlan.Tls(keystore, password);
    }
}
