package io.abatis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is measured, and for how long.
 *
 * @param parts the names of the parts to run
 * @param size how much of them
 */
record Plan(Set<String> parts, Size size) {

    /** The parts there are. */
    static final Set<String> PARTS =
            new TreeSet<>(List.of("decision", "gate", "http", "logs", "memory", "startup", "traffic", "verdict"));

    static final int CLIENTS = 100_000;

    private static final List<Integer> CROWDS = List.of(1_000, CLIENTS, 1_000_000);
    private static final List<Contender> WIDE = List.of(
            Contender.DOS, Contender.TOMCAT, Contender.BUCKET4J, Contender.NAMES_ENFORCE, Contender.SHIPPED_ENFORCE);

    /** How much. */
    enum Size {
        /** A look, in two or three minutes: figures of one round each. */
        QUICK(1, 1, 2),
        /** Ten to fifteen minutes. */
        USUAL(3, 3, 3),
        /** Every combination, in some hours. */
        LONG(5, 3, 5);

        private final int rounds;
        private final int warmUps;
        private final int iterations;

        Size(int rounds, int warmUps, int iterations) {
            this.rounds = rounds;
            this.warmUps = warmUps;
            this.iterations = iterations;
        }

        /** Seconds of warm-up in each round. */
        int warmUps() {
            return warmUps;
        }

        /** Seconds that are measured in each round. */
        int iterations() {
            return iterations;
        }
    }

    /**
     * A plan of named parts.
     *
     * @param names separated by commas, or {@code all}
     * @throws IllegalArgumentException naming those that there are not
     */
    static Plan of(String names, Size size) {
        if (names.equals("all")) {
            return new Plan(PARTS, size);
        }
        Set<String> parts = new TreeSet<>(List.of(names.split(",", -1)));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("there is no benchmark '" + names + "': take all, or some of "
                    + String.join(",", PARTS) + " separated by commas");
        }
        return new Plan(parts, size);
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    /** The points, in the order of their rounds. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        if (has("decision")) {
            for (Contender filter : Contender.values()) {
                points.add(required(filter));
            }
        }
        if (has("verdict")) {
            points.add(Point.verdict("compiled", size.rounds));
            points.add(Point.verdict("weka", size.rounds));
        }
        if (has("gate")) {
            for (GateBench.Trained model : GateBench.Trained.values()) {
                points.add(Point.gate(model, size.rounds));
            }
        }
        if (has("traffic")) {
            points.addAll(size == Size.LONG ? everything() : others());
        }
        return points;
    }

    /** The traffic that the goal is set for. */
    Point required(Contender filter) {
        return Point.decision(filter, Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, CLIENTS, 1, size.rounds);
    }

    /** The required traffic with one thing changed at a time. */
    private static List<Point> others() {
        List<Point> points = new ArrayList<>();
        for (Contender filter : List.of(Contender.DOS, Contender.NAMES_ENFORCE)) {
            points.add(one(filter, Traffic.Crowd.BENIGN, Traffic.Spread.UNIFORM, CLIENTS, 1));
            points.add(one(filter, Traffic.Crowd.ATTACK, Traffic.Spread.UNIFORM, CLIENTS, 1));
            points.add(one(filter, Traffic.Crowd.MIXED, Traffic.Spread.ZIPF, CLIENTS, 1));
            points.add(one(filter, Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, 1_000, 1));
            points.add(one(filter, Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, 1_000_000, 1));
            points.add(one(filter, Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, CLIENTS, 2));
        }
        return points;
    }

    private static List<Point> everything() {
        List<Point> points = new ArrayList<>();
        for (Traffic.Crowd crowd : Traffic.Crowd.values()) {
            for (Traffic.Spread spread : Traffic.Spread.values()) {
                for (int clients : CROWDS) {
                    for (int threads = 1; threads <= 2; threads++) {
                        for (Contender filter : WIDE) {
                            points.add(one(filter, crowd, spread, clients, threads));
                        }
                    }
                }
            }
        }
        return points;
    }

    private static Point one(Contender filter, Traffic.Crowd crowd, Traffic.Spread spread, int clients, int threads) {
        return Point.decision(filter, crowd, spread, clients, threads, 1);
    }

    /** Arguments for {@link MemoryBench}. */
    List<String> memory() {
        return switch (size) {
            case QUICK -> List.of("100000", "20000");
            case USUAL -> List.of("1000000", "50000");
            case LONG -> List.of("1000000", "1000000");
        };
    }

    /** Arguments for {@link HttpBench}: pairs of turns, and the milliseconds of a turn. */
    List<String> http() {
        return switch (size) {
            case QUICK -> List.of("3", "1000");
            case USUAL -> List.of("10", "4000");
            case LONG -> List.of("30", "10000");
        };
    }

    /** Arguments for {@link StartBench}: how many processes. */
    List<String> starts() {
        return List.of(size == Size.QUICK ? "5" : "15");
    }

    /** Arguments for {@link LogBench}: lines, and rounds of replays. */
    List<String> logs() {
        return switch (size) {
            case QUICK -> List.of("100000", "10");
            case USUAL -> List.of("1000000", "3");
            case LONG -> List.of("1000000", "10");
        };
    }
}
