package io.abatis.gateway;

import io.abatis.config.AbatisConfig;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Jetty with Abatis in front of an upstream server. A server starts once and is closed once; not thread-safe, except that any thread may call
 * {@link #close}.
 */
public final class GatewayServer implements AutoCloseable {

    private static final int HEADER_BYTES = 32 * 1024;
    private static final int MAX_THREADS = 200;

    /** How long calls that are under way may go on once the server is closed: less than a service manager waits before it kills. */
    private static final long STOP_MILLIS = 8_000;

    private final GatewayPlan plan;
    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context;

    /**
     * Prepares a server; keystores are read, nothing is opened yet.
     *
     * @throws IOException in one line, if a keystore cannot be used
     */
    public GatewayServer(GatewayPlan plan) throws IOException {
        this.plan = plan;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("gateway");
        server = new Server(threads);
        server.setErrorHandler(new PlainProblems());
        server.setStopTimeout(STOP_MILLIS);
        connector = connector();
        server.addConnector(connector);
        context = context();
        GracefulHandler graceful = new GracefulHandler(context);
        server.setHandler(graceful);
    }

    private ServerConnector connector() throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false); // the application's own is handed on
        http.setHeaderCacheCaseSensitive(true); // else well-known values come out as Jetty writes them
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        GatewayPlan.Tls tls = plan.tls();
        ServerConnector made;
        if (tls == null) {
            made = new ServerConnector(server, plain);
        } else {
            // All names lead to the same application, behind the same gate: which one a client asked for in TLS decides
            // only the certificate.
            http.addCustomizer(new SecureRequestCustomizer(false));
            made = new ServerConnector(server, new SslConnectionFactory(serverTls(tls), plain.getProtocol()), plain);
        }
        made.setHost(plan.listen().host());
        made.setPort(plan.listen().port());
        made.setIdleTimeout(plan.limits().client().toMillis());
        return made;
    }

    private static SslContextFactory.Server serverTls(GatewayPlan.Tls tls) throws IOException {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(Keystores.keys(tls));
        factory.setKeyManagerPassword(tls.password());
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        factory.setSniRequired(false);
        return factory;
    }

    private SslContextFactory.Client clientTls() throws IOException {
        SslContextFactory.Client factory = new SslContextFactory.Client();
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        if (plan.trust() != null) {
            factory.setTrustStore(Keystores.certificates(plan.trust()));
        }
        return factory;
    }

    private ServletContextHandler context() throws IOException {
        ServletContextHandler made = new ServletContextHandler("/");
        made.setErrorHandler(new PlainProblems());
        FilterHolder abatis = new FilterHolder(new AbatisFilter(environment()));
        abatis.setName("abatis");
        abatis.setAsyncSupported(true);
        if (plan.config() != null) {
            abatis.setInitParameter(
                    AbatisFilter.CONFIG_PARAM, plan.config().toAbsolutePath().toString());
        }
        made.addFilter(abatis, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        made.addServlet(upstream(), "/*");
        return made;
    }

    /** The mode goes the way that is above all files, and stays so when they change. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("ABATIS_TLS_"));
        if (plan.mode() != null) {
            environment.put("ABATIS_MODE", plan.mode().name().toLowerCase(Locale.ROOT));
        }
        return environment;
    }

    private ServletHolder upstream() throws IOException {
        ServletHolder holder = new ServletHolder("upstream", new UpstreamServlet(plan, clientTls()));
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        holder.setInitParameter("viaHost", "abatis");
        holder.setInitParameter("timeout", "0"); // of a whole call: downloads and events may take as long as they take
        holder.setInitParameter(
                "idleTimeout", Long.toString(plan.limits().idle().toMillis()));
        holder.setInitParameter("maxConnections", Integer.toString(plan.limits().connections()));
        holder.setInitParameter("maxResponseHeadersSize", Integer.toString(HEADER_BYTES));
        holder.setInitParameter(
                "maxRequestHeadersSize", Integer.toString(2 * HEADER_BYTES)); // what is added must fit, too
        if (plan.hostHeader() == null) {
            holder.setInitParameter("preserveHost", "true");
        } else {
            holder.setInitParameter("hostHeader", plan.hostHeader());
        }
        return holder;
    }

    /**
     * Opens the port; when this returns, calls are handed on. Whether the upstream server is there is not asked: it may come later.
     *
     * @return this server
     * @throws IOException in one line, if the port cannot be had, or configuration or model cannot be used; the server is closed then
     */
    public GatewayServer start() throws IOException {
        try {
            server.start();
            return this;
        } catch (Exception failure) {
            close();
            throw explained(failure);
        }
    }

    private IOException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            String why = cause instanceof UnresolvedAddressException
                    ? "has no address"
                    : !(cause instanceof SocketException)
                            ? null
                            : message.contains("ermission")
                                    ? "is not allowed"
                                    : message.contains("assign") ? "is no address of this machine" : "is in use";
            if (why != null) {
                return new IOException(plan.listen() + " " + why + ": choose another with --listen", failure);
            }
        }
        return failure instanceof IOException io ? io : new IOException(String.valueOf(failure.getMessage()), failure);
    }

    /**
     * The gate in front of the upstream server.
     *
     * @throws IllegalStateException if the server is not running
     */
    public Gate gate() {
        if (context.getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE) instanceof Gate gate) {
            return gate;
        }
        throw new IllegalStateException("the gateway has no gate while it is not running");
    }

    /** The context that the filter leaves its parts in. */
    public ServletContext servletContext() {
        return context.getServletContext();
    }

    /**
     * The mode in force at present.
     *
     * @throws IllegalStateException if the server is not running
     */
    public Mode mode() {
        if (context.getServletContext().getAttribute(AbatisFilter.CONFIG_ATTRIBUTE) instanceof AbatisConfig config) {
            return config.policy().mode();
        }
        throw new IllegalStateException("the gateway has no mode while it is not running");
    }

    /** The address of the root; meaningful once started. */
    public URI home() {
        Listen listening = new Listen(plan.listen().host(), connector.getLocalPort());
        return URI.create((plan.tls() == null ? "http://" : "https://") + listening + "/");
    }

    /**
     * Waits until the server has been closed.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Takes no more calls, and closes the port once those under way are done, or after eight seconds. Closing twice does no harm. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException late) {
            // Calls were still under way, and have been cut.
        } catch (Exception failure) {
            throw new IllegalStateException("the gateway did not stop cleanly: " + failure.getMessage(), failure);
        }
    }
}
