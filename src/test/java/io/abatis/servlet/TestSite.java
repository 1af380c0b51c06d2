package io.abatis.servlet;

import io.abatis.call.Outcome;
import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Reason;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A web application on a Jetty of its own, on loopback, with the filter in front of it. */
final class TestSite implements AutoCloseable {

    /** Refuses, and believes loopback's X-Forwarded-For, so that one test plays many clients. */
    static final String ENFORCE =
            "abatis { mode = enforce, clients.trusted-proxies = [\"127.0.0.0/8\", \"::1\"] }\n" + demoModel();

    /** More than enough calls of {@link #RARE} for the demo's model to be sure. */
    static final int MANY = 40;

    static final String RARE = "/api/rarely";

    private static final long PATIENCE_NANOS = 10_000_000_000L;

    final SettableClock clock = new SettableClock();
    final Server server;
    final ServerConnector connector;
    final ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);

    /** The setting for the demo's model, which needs no warm-up. */
    private static String demoModel() {
        return "abatis { model = \"" + NamesModel.FILE.toAbsolutePath() + "\", reload-check = 0s }\n";
    }

    TestSite() {
        QueuedThreadPool threads = new QueuedThreadPool(12, 4);
        threads.setName("site");
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        context.setContextPath("/");
        server.setHandler(context);
    }

    /** Adds the filter with a configuration in HOCON on top of the demo's model; relative paths are taken from the folder. */
    TestSite guarded(String config, Path folder) throws IOException, ConfigException {
        return guarded(new AbatisFilter(config(config, folder), clock), DispatcherType.REQUEST);
    }

    TestSite guarded(AbatisFilter filter, DispatcherType... dispatches) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        EnumSet<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);
        types.addAll(java.util.List.of(dispatches));
        context.addFilter(holder, "/*", types);
        return this;
    }

    static AbatisConfig config(String text, Path folder) throws IOException, ConfigException {
        Path file = Files.createTempFile(folder, "abatis", ".conf");
        Files.writeString(file, "abatis.call-log.file = null\n" + demoModel() + text);
        return ConfigReader.read(file, Map.of());
    }

    TestSite serving(HttpServlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
        return this;
    }

    HttpConnectionFactory http() {
        return connector.getConnectionFactory(HttpConnectionFactory.class);
    }

    TestSite start() throws Exception {
        server.start();
        return this;
    }

    Wire wire() {
        return new Wire(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    }

    Gate gate() {
        return (Gate) context.getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE);
    }

    /** Calls {@link #RARE} until refused, and returns how many calls it took. */
    int attack(String client) throws IOException {
        for (int call = 1; call <= MANY; call++) {
            if (wire().get(RARE, Wire.from(client)).status() == 403) {
                return call;
            }
        }
        throw new AssertionError(client + " was not refused in " + MANY + " calls");
    }

    long outcomes(Outcome outcome) {
        return gate().stats().snapshot().outcomes().getOrDefault(outcome, 0L);
    }

    long outcomes() {
        return gate().stats().snapshot().outcomes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long verdicts(Reason reason) {
        return gate().stats().snapshot().verdicts().getOrDefault(reason, 0L);
    }

    /** How many calls have been judged. */
    long judged() {
        return gate().stats().snapshot().verdicts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Waits for what other threads are about to do. */
    static void await(String what, BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the site did not stop", e);
        }
    }
}
