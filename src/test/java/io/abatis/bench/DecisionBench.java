package io.abatis.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One whole decision: a request goes through a filter to an application that does nothing but say how it answered. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields, and then calls what is annotated with Setup
public class DecisionBench {

    private static final int SEED = 1;
    private static final int FEW = 1 << 20;
    private static final int MANY = 1 << 22;

    /** Which filter. */
    @Param
    Contender filter;

    /** Who calls. */
    @Param("MIXED")
    Traffic.Crowd crowd;

    /** How the requests are spread. */
    @Param("UNIFORM")
    Traffic.Spread spread;

    /** How many clients there are. */
    @Param("100000")
    int clients;

    private Filter made;
    private Traffic traffic;
    private final AtomicInteger threads = new AtomicInteger();

    /** Every thread has a request of its own, and begins at another place. */
    @State(Scope.Thread)
    public static class Sender {

        private Laps laps;

        /** Begins. */
        @Setup
        public void begin(DecisionBench bench) {
            laps = new Laps(bench.made, bench.traffic, bench.threads.getAndIncrement() * (FEW / 2 + 1));
        }
    }

    /** Draws the requests, and sends each of them once, so that the table is full of clients and any warm-up is over. */
    @Setup
    public void draw() throws ServletException, IOException {
        LogManager.getLogManager().reset(); // Tomcat's way of logging
        traffic = Traffic.draw(crowd, spread, clients, clients > FEW / 8 ? MANY : FEW, SEED);
        made = filter.make(clients, false);
        Laps first = new Laps(made, traffic, 0);
        long refused = 0;
        for (int i = 0; i < traffic.size(); i++) {
            refused += Laps.isRefusal(first.send()) ? 1 : 0;
        }
        if (filter == Contender.NAMES_ENFORCE && crowd == Traffic.Crowd.MIXED && refused == 0) {
            throw new IllegalStateException("no attacker was refused: this would measure another filter");
        }
    }

    /** One request. */
    @Benchmark
    public int decide(Sender sender) throws ServletException, IOException {
        return sender.laps.send();
    }
}
