package io.abatis.demo;

import io.abatis.admin.AdminServlets;
import io.abatis.admin.Events;
import io.abatis.admin.Operators;
import io.abatis.admin.Token;
import io.abatis.console.Console;
import io.abatis.console.Meters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;

/**
 * The operator's side on a port of its own, on a loopback address. Say what it needs, start it once, close it once. Not thread-safe, except that any thread may
 * call {@link #close}.
 */
public final class AdminServer implements AutoCloseable {

    private static final String OPERATOR = "operator";

    private final Supplier<? extends @Nullable Console> consoles;
    private Events events = Events.none();
    private Supplier<? extends @Nullable Meters> meters = () -> null;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private String host = Loopback.HOST;
    private int port;
    private @Nullable Path operatorsFile;
    private @Nullable String token;
    private @Nullable Loopback loopback;

    private AdminServer(Supplier<? extends @Nullable Console> consoles) {
        this.consoles = consoles;
    }

    /**
     * Prepares a server on any free port of 127.0.0.1; nothing is opened yet.
     *
     * @param consoles gives the console of the filter; null while it is not in service
     */
    public static AdminServer of(Supplier<? extends @Nullable Console> consoles) {
        return new AdminServer(consoles);
    }

    /** Listens on this TCP port, 1 to 65535, or 0 for any free one. */
    public AdminServer port(int number) {
        this.port = number;
        return this;
    }

    /** Listens on this loopback address, such as {@code 127.0.0.1} or {@code ::1}. */
    public AdminServer listen(String address) {
        this.host = address;
        return this;
    }

    /** Lets those in whom this file names; null makes a token for one operator, see {@link #token()}. */
    public AdminServer operators(@Nullable Path file) {
        this.operatorsFile = file;
        return this;
    }

    /** Shows this audit log. */
    public AdminServer events(Events log) {
        this.events = log;
        return this;
    }

    /** Shows these measures to Prometheus; null while the filter is not in service. */
    public AdminServer meters(Supplier<? extends @Nullable Meters> those) {
        this.meters = those;
        return this;
    }

    /** Tells the time by this clock. */
    public AdminServer clock(InstantSource other) {
        this.clock = other;
        return this;
    }

    /** Draws secrets from this source, which must be secure and safe for all threads. */
    public AdminServer random(RandomGenerator other) {
        this.random = other;
        return this;
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it is taken, or the operators' file cannot be used
     * @throws IllegalArgumentException if the port is out of range, or the address is not one of this machine alone
     */
    public AdminServer start() throws IOException {
        Loopback server = new Loopback("admin", host, port, "--admin-port");
        Operators operators = operators();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servlets) -> AdminServlets.of(consoles, operators)
                .host(host.indexOf(':') < 0 ? host : "[" + host + "]")
                .events(events)
                .meters(meters)
                .clock(clock)
                .random(random)
                .register(servlets));
        server.serve(context);
        server.start();
        loopback = server;
        return this;
    }

    private Operators operators() throws IOException {
        if (operatorsFile != null) {
            return Operators.read(operatorsFile);
        }
        String fresh = Token.fresh(random);
        token = fresh;
        return Operators.of(OPERATOR, fresh);
    }

    /** The token that was made for this server; null if a file names the operators. Show it to the operator once, and to nobody else. */
    public @Nullable String token() {
        return token;
    }

    /**
     * The address of the pages.
     *
     * @throws IllegalStateException if the server has not been started
     */
    public URI home() {
        if (loopback == null) {
            throw new IllegalStateException("the admin server has not been started");
        }
        return loopback.home();
    }

    /** Closes the port. Closing twice does no harm. */
    @Override
    public void close() {
        if (loopback != null) {
            loopback.close();
        }
    }
}
