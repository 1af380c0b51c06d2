package io.abatis.bench;

import io.abatis.gate.Gate;
import io.abatis.servlet.AbatisFilter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * The server that {@link Soak} soaks, in a process of its own, so that its heap has nothing else in it. Says its port, and then for each line that it reads how it is; ends with its
 * input.
 */
final class SoakServer {

    private final HeapAfterGc heap = HeapAfterGc.listening();
    private final Server server;
    private final Gate gate;

    private SoakServer(int clients) throws Exception {
        server = HttpBench.server(Contender.behindProxy(clients));
        ServletContextHandler context = (ServletContextHandler) Objects.requireNonNull(server.getHandler());
        gate = (Gate) Objects.requireNonNull(context.getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE));
    }

    /**
     * Serves.
     *
     * @param args how many clients stay
     */
    public static void main(String[] args) throws Exception {
        serve(
                Integer.parseInt(args[0]),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.out);
    }

    static void serve(int clients, BufferedReader in, PrintStream out) throws Exception {
        SoakServer soaked = new SoakServer(clients);
        try {
            out.println(HttpBench.port(soaked.server));
            while (in.readLine() != null) {
                out.println(soaked.state().text());
            }
        } finally {
            soaked.server.stop();
        }
    }

    private SoakState state() {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return new SoakState(
                heap.take(),
                gate.trackedClients(),
                gate.bans().held(System.currentTimeMillis()).bans(),
                gate.evictions(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
    }
}
