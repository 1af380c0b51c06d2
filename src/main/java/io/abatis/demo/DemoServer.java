package io.abatis.demo;

import io.abatis.console.Console;
import io.abatis.console.Meters;
import io.abatis.gate.Gate;
import io.abatis.servlet.AbatisFilter;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.Configuration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.AllowedResourceAliasChecker;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

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

    private static final String DESCRIPTOR = "WEB-INF/web.xml";

    private final Loopback loopback;
    private final WebAppContext context;

    /**
     * Prepares a server; nothing is opened yet.
     *
     * @param port the TCP port, 1 to 65535, or 0 for any free one
     * @throws IllegalArgumentException if the port is out of range
     */
    public DemoServer(int port) {
        loopback = new Loopback("demo", port, "--port");
        context = context(loopback.server());
        loopback.serve(context);
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
     * Has every connection begin with a PROXY line (version 1, or 2 in binary) that names the client, as behind HAProxy with {@code send-proxy-v2}; one
     * without it is closed. Whoever can connect can then choose his address, so the port must be within the proxy's reach alone.
     *
     * @return this server, not started yet
     */
    public DemoServer behindProxyProtocol() {
        loopback.requireProxyProtocol();
        return this;
    }

    /**
     * Opens the port and starts the web application; when this returns, requests are answered.
     *
     * @return this server
     * @throws IOException if the port is taken, or the web application cannot start; the server is closed then
     */
    public DemoServer start() throws IOException {
        loopback.start();
        return this;
    }

    /**
     * The gate in front of the web application.
     *
     * @throws IllegalStateException if the server has not been started
     */
    public Gate gate() {
        if (context.getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE) instanceof Gate gate) {
            return gate;
        }
        throw new IllegalStateException("the demo has no gate while it is not running");
    }

    /** What the operator can see and do; null while the web application is not in service. */
    public @Nullable Console console() {
        Object console = context.getServletContext().getAttribute(AbatisFilter.CONSOLE_ATTRIBUTE);
        return console instanceof Console present ? present : null;
    }

    /** Where its measures are read off; null while the web application is not in service. */
    public @Nullable Meters meters() {
        Object meters = context.getServletContext().getAttribute(AbatisFilter.METERS_ATTRIBUTE);
        return meters instanceof Meters present ? present : null;
    }

    /**
     * The port that is listened on.
     *
     * @return 1 to 65535 once started; negative before that and after closing
     */
    public int port() {
        return loopback.port();
    }

    /**
     * The address of the home page.
     *
     * @return an absolute http URI with a trailing slash; meaningful once started
     */
    public URI home() {
        return loopback.home();
    }

    /**
     * Waits until the server has been closed.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public void join() throws InterruptedException {
        loopback.join();
    }

    /** Closes the port and stops the web application. Closing twice does no harm. */
    @Override
    public void close() {
        loopback.close();
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
