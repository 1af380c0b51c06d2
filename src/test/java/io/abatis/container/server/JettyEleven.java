package io.abatis.container.server;

import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty 12.1 with the Servlet API of Jakarta EE 11. */
public final class JettyEleven implements Container {

    private static final int THREADS = 16;

    private final Server server = new Server(new QueuedThreadPool(THREADS, 4));
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector =
            new ServerConnector(server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    private @Nullable ServletContextHandler context;

    /** Made by its name. */
    public JettyEleven() {}

    @Override
    public int deploy(ClassLoader app, Path folder) throws Exception {
        if (!server.isStarted()) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(contexts);
            server.start();
        }
        ServletContextHandler fresh = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        fresh.setClassLoader(app);
        fresh.setBaseResourceAsPath(folder);
        fresh.addServlet(DefaultServlet.class, "/");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, ERROR_PAGE);
        fresh.setErrorHandler(errors);
        // Jetty would put it before all other filters, and what is upgraded there never comes to ours. It knows it by
        // this name.
        FilterHolder upgrade = new FilterHolder(WebSocketUpgradeFilter.class);
        upgrade.setName(WebSocketUpgradeFilter.class.getName());
        upgrade.setAsyncSupported(true);
        fresh.addFilter(upgrade, "/*", EnumSet.of(DispatcherType.REQUEST));
        fresh.addServletContainerInitializer(Container.application(app));
        JakartaWebSocketServletContainerInitializer.configure(fresh, null);
        contexts.addHandler(fresh);
        fresh.start();
        context = fresh;
        return connector.getLocalPort();
    }

    @Override
    public void undeploy() throws Exception {
        ServletContextHandler old = java.util.Objects.requireNonNull(context);
        context = null;
        old.stop();
        contexts.removeHandler(old);
        old.destroy();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
