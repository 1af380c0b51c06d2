package io.abatis.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URL;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.Configuration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.AllowedResourceAliasChecker;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The demo's web application on an embedded Jetty that listens on 127.0.0.1 only.
 *
 * <p>It serves the folder {@code webapp}, which the build packs beside this class, from a class folder and from inside a
 * jar alike. A server starts once and is closed once. Not thread-safe, except that any thread may call {@link #close}.
 */
public final class DemoServer implements AutoCloseable {

    /**
     * Context attribute for {@link #with}: the {@link java.nio.file.Path} of an existing folder that {@code /files} and
     * {@code /command} show in place of the sample folder.
     */
    public static final String FILES = SampleFiles.FOLDER;

    private static final String HOST = "127.0.0.1";
    private static final String DESCRIPTOR = "WEB-INF/web.xml";
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int MAX_THREADS = 64;
    private static final long IDLE_MILLIS = 30_000;

    private final int requestedPort;
    private final Server server;
    private final ServerConnector connector;
    private final WebAppContext context;

    /**
     * Prepares a server; nothing is opened yet.
     *
     * @param port the TCP port, 1 to 65535, or 0 for any free one
     * @throws IllegalArgumentException if the port is out of range
     */
    public DemoServer(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        requestedPort = port;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("demo");
        server = new Server(threads);
        connector = connector(server, port);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        server.setStopAtShutdown(true);
        context = context(server);
        server.setHandler(context);
    }

    /**
     * Sets a servlet context attribute, where filters and servlets find it when they are initialised.
     *
     * @param attribute the attribute's name
     * @param value its value
     * @return this server
     */
    public DemoServer with(String attribute, Object value) {
        context.setAttribute(attribute, value);
        return this;
    }

    /**
     * Opens the port and starts the web application; when this returns, requests are answered.
     *
     * @return this server
     * @throws IOException if the port is taken, or the web application cannot start; the server is closed then
     */
    public DemoServer start() throws IOException {
        try {
            server.start();
            return this;
        } catch (Exception failure) {
            close();
            throw explained(failure);
        }
    }

    /**
     * The port that is listened on.
     *
     * @return 1 to 65535 once started; negative before that and after closing
     */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * The address of the home page.
     *
     * @return an absolute http URI with a trailing slash; meaningful once started
     */
    public URI home() {
        return URI.create("http://" + HOST + ":" + port() + "/");
    }

    /**
     * Waits until the server has been closed.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Closes the port and stops the web application. Closing twice does no harm. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the demo server did not stop cleanly: " + failure.getMessage(), failure);
        }
    }

    private IOException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                // Java tells a busy port from a forbidden one only by the system's own words.
                String why = String.valueOf(cause.getMessage()).contains("ermission") ? "is not allowed" : "is in use";
                return new IOException("port " + requestedPort + " " + why + ": choose another with --port", failure);
            }
        }
        return failure instanceof IOException io
                ? io
                : new IOException("the demo cannot start: " + failure.getMessage(), failure);
    }

    private static ServerConnector connector(Server server, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        // The filter of the same name covers what it is asked about; this covers what is refused before it.
        http.addCustomizer((request, headers) -> {
            SecurityHeaders.VALUES.forEach(headers::put);
            return request;
        });
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static WebAppContext context(Server server) {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setBaseResource(webapp(ResourceFactory.of(server)));
        // Class loaders and file systems escape a jar's non-ASCII path differently; Jetty takes that for an alias, and
        // would serve nothing from there. This still allows only what really lies inside the folder, not in WEB-INF.
        context.addAliasCheck(new AllowedResourceAliasChecker(context));
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        // web.xml says all there is to say: no scanning for annotations or fragments, no JSP, no Jetty defaults.
        context.setConfigurations(new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration()});
        context.setDefaultsDescriptor(null);
        context.addServlet(staticFiles(), "/");
        return context;
    }

    private static ServletHolder staticFiles() {
        ServletHolder files = new ServletHolder("default", DefaultServlet.class);
        files.setInitParameter("dirAllowed", "false");
        files.setInitParameter("acceptRanges", "false");
        // The build gives all files one fixed time, so "modified since" would keep an old page after an update.
        files.setInitParameter("cacheControl", "no-store");
        files.setAsyncSupported(true);
        return files;
    }

    /** The folder, found through a file in it: a jar need not have an entry for the folder itself. */
    private static Resource webapp(ResourceFactory resources) {
        URL descriptor = DemoServer.class.getResource("webapp/" + DESCRIPTOR);
        if (descriptor == null) {
            throw new IllegalStateException("the demo's web application is missing from the class path");
        }
        String text = descriptor.toString();
        return resources.newResource(text.substring(0, text.length() - DESCRIPTOR.length()));
    }
}
