package io.abatis.demo;

import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty that listens on one of this machine's loopback addresses only and says nothing about itself. */
final class Loopback implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final CidrSet LOOPBACK = CidrSet.of(List.of("127.0.0.0/8", "::1"));
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int MAX_THREADS = 64;
    private static final long IDLE_MILLIS = 30_000;

    private final String name;
    private final String host;
    private final int requestedPort;
    private final String portOption;
    private final Server server;
    private final ServerConnector connector;

    /**
     * Prepares a server; nothing is opened yet.
     *
     * @param name what it is, for threads and messages
     * @param port the TCP port, 1 to 65535, or 0 for any free one
     * @param portOption the option that chooses another port, for messages
     * @throws IllegalArgumentException if the port is out of range
     */
    Loopback(String name, int port, String portOption) {
        this(name, HOST, port, portOption);
    }

    /**
     * Likewise, on another loopback address.
     *
     * @param host an address literal, IPv6 without brackets; never a name, which would have to be looked up
     * @throws IllegalArgumentException if it is anything else
     */
    Loopback(String name, String host, int port, String portOption) {
        Ip address = Ip.parse(host);
        if (address == null || !LOOPBACK.contains(address)) {
            throw new IllegalArgumentException(host
                    + " is not an address of this machine alone (127.0.0.1, ::1): reach it from elsewhere by ssh -L");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        this.name = name;
        this.host = host;
        this.requestedPort = port;
        this.portOption = portOption;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName(name);
        server = new Server(threads);
        connector = connector(server, host, port);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
    }

    private static ServerConnector connector(Server server, String host, int port) {
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
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    Server server() {
        return server;
    }

    /**
     * From now on every connection must begin with a PROXY header, version 1 or 2, and the address in it is taken for the socket's peer; a
     * connection without one is closed. To be called before the start.
     */
    void requireProxyProtocol() {
        ConnectionFactory http = connector.getDefaultConnectionFactory();
        connector.addFirstConnectionFactory(new ProxyConnectionFactory(http.getProtocol()) {
            /** What begins otherwise; Jetty would serve it all the same, and let whoever leaves the header out be a neighbour of the server. */
            @Override
            protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer begun) {
                endPoint.close();
            }
        });
    }

    void serve(Handler handler) {
        server.setHandler(handler);
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it is taken, or what is served cannot start; the server is closed then
     */
    void start() throws IOException {
        try {
            server.start();
        } catch (Exception failure) {
            close();
            throw explained(failure);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    URI home() {
        return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + "/");
    }

    void join() throws InterruptedException {
        server.join();
    }

    /** Closes the port. Closing twice does no harm. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "the " + name + " server did not stop cleanly: " + failure.getMessage(), failure);
        }
    }

    private IOException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                // Java tells a busy port from a forbidden one only by the system's own words.
                String why = String.valueOf(cause.getMessage()).contains("ermission") ? "is not allowed" : "is in use";
                return new IOException(
                        "port " + requestedPort + " " + why + ": choose another with " + portOption, failure);
            }
        }
        return failure instanceof IOException io
                ? io
                : new IOException("the " + name + " cannot start: " + failure.getMessage(), failure);
    }
}
