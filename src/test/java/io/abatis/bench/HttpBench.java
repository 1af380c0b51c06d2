package io.abatis.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Jetty with the filter, with one that does nothing and with none, in turns, over loopback, from the same process: connections that send a call as soon as the last one is answered.
 * What the idle filter seems to cost is the machine's noise, or the container's own. Prints, for each round of turns, lines of {@code key value} for {@link Bench}, in a process of its own.
 */
final class HttpBench {

    private static final int CONNECTIONS = 8;
    private static final int CLIENTS = 100_000;
    private static final int CALLS = 1 << 18;
    private static final int THREADS = 16;
    private static final int WARM_UPS = 10;
    private static final double[] PERCENTILES = {50, 99, 99.9};

    private HttpBench() {}

    /** What stands before the application. */
    private enum Front {
        WITHOUT,
        IDLE,
        WITH;

        @Nullable
        Filter filter() throws ServletException {
            return switch (this) {
                case WITHOUT -> null;
                case IDLE -> (request, response, chain) -> chain.doFilter(request, response);
                case WITH -> Contender.behindProxy(CLIENTS);
            };
        }
    }

    /**
     * Plays.
     *
     * @param args how many rounds of turns, and how many milliseconds a turn lasts
     */
    public static void main(String[] args) throws Exception {
        play(Integer.parseInt(args[0]), Long.parseLong(args[1]), System.out);
    }

    static void play(int rounds, long millis, PrintStream out) throws Exception {
        Traffic traffic = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.UNIFORM, CLIENTS, CALLS, 1);
        List<Site> sites = new ArrayList<>();
        try {
            for (Front front : Front.values()) {
                Server server = server(front.filter());
                sites.add(new Site(front, server, new Callers(port(server), CONNECTIONS, traffic)));
            }
            for (int round = -WARM_UPS; round < rounds; round++) {
                Map<Front, Turn> turns = new EnumMap<>(Front.class);
                for (Site site : sites) {
                    turns.put(site.front, site.callers.play(millis));
                }
                if (round >= 0) {
                    print(turns, out);
                }
                Collections.rotate(sites, 1); // whoever begins has the machine in another state than who follows
            }
        } finally {
            for (Site site : sites) {
                site.callers.close();
                site.server.stop();
            }
        }
    }

    /** A server, and those who call it. */
    private record Site(Front front, Server server, Callers callers) {}

    /** What one turn gave: answers a second, their times in nanoseconds, and how many were refusals. */
    record Turn(double rate, Histogram nanos, long refused) {}

    private static void print(Map<Front, Turn> turns, PrintStream out) {
        Map<String, Double> figures = new TreeMap<>();
        turns.forEach((front, turn) -> {
            String key = front.name().toLowerCase(Locale.ROOT);
            figures.put("http.calls-a-second." + key, turn.rate());
            figures.put(
                    "http.refused-percent." + key,
                    100.0 * turn.refused() / turn.nanos().getTotalCount());
            for (double percentile : PERCENTILES) {
                figures.put("http.micros." + percentile + "." + key, micros(turn, percentile));
            }
        });
        figures.forEach((key, value) -> out.printf(Locale.ROOT, "%s %.3f%n", key, value));
    }

    private static double micros(Turn turn, double percentile) {
        return turn.nanos().getValueAtPercentile(percentile) / 1e3;
    }

    /**
     * A server that is started.
     *
     * @param filter what stands before the application; null for nothing
     */
    static Server server(@Nullable Filter filter) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Hello()), "/*");
        context.addServlet(new ServletHolder(new NotThere()), SoakTraffic.NOT_THERE + "*");
        if (filter != null) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        server.setHandler(context);
        server.start();
        return server;
    }

    static int port(Server server) {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** The least that an application can do. */
    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;
        private static final byte[] HELLO = "Hello.\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.setContentLength(HELLO.length);
            response.getOutputStream().write(HELLO);
        }
    }

    /** What scanners look for. */
    private static final class NotThere extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentLength(0);
        }
    }
}
