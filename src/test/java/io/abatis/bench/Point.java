package io.abatis.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing to measure.
 *
 * @param benchmark class and method, as JMH names it
 * @param parameters by name, each with one value
 * @param threads at once
 * @param rounds how often, each time in a JVM of its own
 */
record Point(String benchmark, Map<String, String> parameters, int threads, int rounds) {

    private static final int MILLION = 1_000_000;

    /** Keeps the order of the names. */
    Point {
        parameters = Map.copyOf(parameters);
    }

    static Point decision(
            Contender filter, Traffic.Crowd crowd, Traffic.Spread spread, int clients, int threads, int rounds) {
        Map<String, String> parameters = Map.of(
                "filter", filter.name(),
                "crowd", crowd.name(),
                "spread", spread.name(),
                "clients", Integer.toString(clients));
        return new Point(DecisionBench.class.getName() + ".decide", parameters, threads, rounds);
    }

    static Point verdict(String method, int rounds) {
        return new Point(VerdictBench.class.getName() + "." + method, Map.of(), 1, rounds);
    }

    static Point gate(GateBench.Trained model, int rounds) {
        return new Point(GateBench.class.getName() + ".judge", Map.of("model", model.name()), 1, rounds);
    }

    /** A name for people and for the file of results; of two points with one name the rounds alone may differ. */
    String name() {
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        if (!parameters.containsKey("filter")) {
            return method + new TreeMap<>(parameters).values().toString().toLowerCase(Locale.ROOT);
        }
        return Contender.valueOf(parameters.getOrDefault("filter", "")).title() + ": " + clients() + " clients, "
                + parameters.getOrDefault("crowd", "").toLowerCase(Locale.ROOT) + ", "
                + parameters.getOrDefault("spread", "").toLowerCase(Locale.ROOT) + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    /** What the JVM gets: the widest arrays of a rival take a gigabyte, and collecting garbage in a full heap is not what is to be measured. */
    String heap() {
        return clients() >= MILLION ? "-Xmx5g" : "-Xmx2g";
    }

    private int clients() {
        return Integer.parseInt(parameters.getOrDefault("clients", "0"));
    }
}
