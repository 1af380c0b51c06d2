package io.abatis.bench;

import java.time.Duration;
import java.time.format.DateTimeParseException;
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
    static final Set<String> PARTS = new TreeSet<>(
            List.of("decision", "gate", "http", "logs", "memory", "scaling", "soak", "startup", "traffic", "verdict"));

    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofDays(7);

    static final int CLIENTS = 100_000;

    private static final List<Integer> CROWDS = List.of(1_000, CLIENTS, 1_000_000);

    /** Numbers of clients to compare. */
    static final List<Integer> SCALE = List.of(1_000, 10_000, CLIENTS, 1_000_000);

    private static final List<Contender> WIDE = List.of(
            Contender.DOS, Contender.TOMCAT, Contender.BUCKET4J, Contender.NAMES_ENFORCE, Contender.SHIPPED_ENFORCE);

    /** How much. */
    enum Size {
        /** A look, in some minutes: figures of one round each. */
        QUICK(1, 1, 2),
        /** About twenty minutes. */
        USUAL(3, 8, 4),
        /** Every combination, in some hours. */
        LONG(5, 8, 5);

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
     * @param names separated by commas, or {@code all}, which leaves out the soak for its length
     * @throws IllegalArgumentException naming those that there are not
     */
    static Plan of(String names, Size size) {
        Set<String> parts = new TreeSet<>(names.equals("all") ? PARTS : List.of(names.split(",", -1)));
        if (names.equals("all")) {
            parts.remove("soak");
        }
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("there is no benchmark '" + names + "': take all (but soak), or some of "
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
            addUnlessNamed(points, size == Size.LONG ? everything() : others());
        }
        if (has("scaling")) {
            addUnlessNamed(points, crowds());
        }
        return points;
    }

    private static void addUnlessNamed(List<Point> points, List<Point> more) {
        for (Point point : more) {
            if (points.stream().noneMatch(one -> one.name().equals(point.name()))) {
                points.add(point);
            }
        }
    }

    /** More and more clients. */
    private List<Point> crowds() {
        List<Point> points = new ArrayList<>();
        for (int clients : size == Size.QUICK ? SCALE.subList(0, 3) : SCALE) {
            points.add(scaled(Contender.DOS, clients));
            points.add(scaled(Contender.NAMES_ENFORCE, clients));
        }
        return points;
    }

    /** The required traffic of another number of clients. */
    static Point scaled(Contender filter, int clients) {
        return one(filter, Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, clients, 1);
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

    /** Arguments for {@link HttpBench}: rounds of turns, and the milliseconds of a turn. */
    List<String> http() {
        return switch (size) {
            case QUICK -> List.of("3", "1000");
            case USUAL -> List.of("24", "1500");
            case LONG -> List.of("100", "2000");
        };
    }

    /** Arguments for {@link ScalingBench}: rounds, the milliseconds of each forest, vectors to train on, and clients of each gate. */
    List<String> scaling() {
        return switch (size) {
            case QUICK -> List.of("3", "20", "4096", "20000");
            case USUAL -> List.of("10", "60", "16384", "20000");
            case LONG -> List.of("30", "100", "32768", "20000");
        };
    }

    /**
     * How long the soak lasts.
     *
     * @param asked such as {@code 30m}, {@code 90s} or {@code 1h30m}; if empty, half an hour, or a minute of the quick size
     * @throws IllegalArgumentException if it is no such time, or not in 20 seconds to a week
     */
    Duration soak(String asked) {
        if (asked.isEmpty()) {
            return size == Size.QUICK ? Duration.ofMinutes(1) : Duration.ofMinutes(30);
        }
        try {
            Duration time = Duration.parse("PT" + asked);
            if (time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "bench.soak is '" + asked + "': give a time from 20s to 168h, such as 30m or 1h30m");
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
