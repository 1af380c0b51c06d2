package io.abatis.demo;

import io.abatis.admin.StatusServlet;
import io.abatis.gate.Gate;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/**
 * The operator's page on a port of its own, on 127.0.0.1 only. It shows and changes nothing. A server starts once and is closed once; not thread-safe,
 * except that any thread may call {@link #close}.
 */
public final class AdminServer implements AutoCloseable {

    private final Loopback loopback;

    /**
     * Prepares a server; nothing is opened yet.
     *
     * @param port the TCP port, 1 to 65535, or 0 for any free one
     * @param gates gives the gate to show
     * @param clock what time it is
     */
    public AdminServer(int port, Supplier<Gate> gates, InstantSource clock) {
        loopback = new Loopback("admin", port, "--admin-port");
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(new SecurityHeaders()),
                "/*",
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        context.addFilter(new FilterHolder(new LocalHost()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new StatusServlet(gates, clock)), "/status.json");
        context.addServlet(new ServletHolder(new AdminPages()), "/");
        loopback.serve(context);
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it is taken
     */
    public AdminServer start() throws IOException {
        loopback.start();
        return this;
    }

    /** The address of the page; meaningful once started. */
    public URI home() {
        return loopback.home();
    }

    @Override
    public void close() {
        loopback.close();
    }
}
