package io.abatis.load;

import java.time.Duration;
import java.util.Iterator;

/**
 * What is to be played. The sequence of send times, clients and calls is a pure function of the plan: the same plan, the
 * same sequence. Immutable.
 */
public final class LoadPlan {

    /** The duration of a plan which never ends. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    /** How many benign clients the reference traffic has. */
    public static final int DEFAULT_CLIENTS = 16;
    /** How many hostile clients the reference traffic has. */
    public static final int DEFAULT_ATTACKERS = 6;
    /** Calls per second of a load test. */
    public static final double DEFAULT_RATE = 200;
    /** Calls per second of traffic that only keeps a demo alive. */
    public static final double DEMO_RATE = 20;
    /** The lowest rate. */
    public static final double MIN_RATE = .1;
    /** The highest rate. */
    public static final double MAX_RATE = 100_000;
    /** The shortest duration. */
    public static final Duration MIN_DURATION = Duration.ofMillis(100);
    /** The longest duration but {@link #FOREVER}. */
    public static final Duration MAX_DURATION = Duration.ofHours(24);

    private final LoopbackUrl target;
    private final Scenario scenario;
    private final long seed;
    private final Cast cast;

    /**
     * The reference traffic: calls are due at even intervals, and each is made by a client chosen at random among all.
     *
     * @param target where the calls go
     * @param clients how many benign clients, 0 to 65,536
     * @param attackers how many hostile clients, 0 to 65,536; at least one client of either kind
     * @param rate calls per second of all clients together, {@value #MIN_RATE} to {@value #MAX_RATE}
     * @param duration how long calls are due, 100 ms to 24 hours, or {@link #FOREVER}
     * @param seed of the random choices
     * @throws IllegalArgumentException if a value is out of range
     */
    public LoadPlan(LoopbackUrl target, int clients, int attackers, double rate, Duration duration, long seed) {
        this(target, reference(clients, attackers, rate, duration), seed);
    }

    /**
     * A scenario.
     *
     * @param target where the calls go
     * @param seed of the random choices
     */
    public LoadPlan(LoopbackUrl target, Scenario scenario, long seed) {
        this.target = target;
        this.scenario = scenario;
        this.seed = seed;
        this.cast = Cast.of(scenario);
    }

    private static Scenario reference(int clients, int attackers, double rate, Duration duration) {
        requireCount("clients", clients);
        requireCount("attackers", attackers);
        if (clients + attackers == 0) {
            throw new IllegalArgumentException("a plan needs at least one client or attacker");
        }
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate must be " + MIN_RATE + " to " + MAX_RATE + ", not " + rate);
        }
        if (!duration.equals(FOREVER)
                && (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0)) {
            throw new IllegalArgumentException("duration must be 100 ms to 24 hours, not " + duration);
        }
        return Scenario.reference(clients, attackers, rate, duration);
    }

    private static void requireCount(String what, int count) {
        if (count < 0 || count > CraftedClient.MAX_OF_A_KIND) {
            throw new IllegalArgumentException(
                    what + " must be 0 to " + CraftedClient.MAX_OF_A_KIND + ", not " + count);
        }
    }

    /**
     * The reference traffic's clients, without an end.
     *
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static LoadPlan endless(LoopbackUrl target, double rate, long seed) {
        return new LoadPlan(target, DEFAULT_CLIENTS, DEFAULT_ATTACKERS, rate, FOREVER, seed);
    }

    /** Where the calls go. */
    public LoopbackUrl target() {
        return target;
    }

    /** Who calls what, from where, and when. */
    public Scenario scenario() {
        return scenario;
    }

    /** The seed of the random choices. */
    public long seed() {
        return seed;
    }

    /** How long calls are due, or {@link #FOREVER}. */
    public Duration duration() {
        return scenario.duration();
    }

    /** How many persons never turn hostile. */
    public int clients() {
        return cast.clients().stream().mapToInt(CraftedClient::users).sum();
    }

    /** How many persons are hostile, or turn hostile. */
    public int attackers() {
        return cast.clients().stream().mapToInt(CraftedClient::attackers).sum();
    }

    /** Calls per second of all together: what the whole run has, on average. */
    public double rate() {
        double seconds = duration().toNanos() / 1e9;
        return scenario.groups().stream()
                .map(Group::schedule)
                .mapToDouble(schedule -> schedule.meanRate()
                        * (schedule.end().minus(schedule.start()).equals(duration())
                                ? 1
                                : schedule.end().minus(schedule.start()).toNanos() / 1e9 / seconds))
                .sum();
    }

    /** Whether the plan never ends. */
    public boolean isEndless() {
        return duration().equals(FOREVER);
    }

    /** How many calls are due in all; {@link Long#MAX_VALUE} if the plan never ends. */
    public long totalCalls() {
        return isEndless()
                ? Long.MAX_VALUE
                : scenario.groups().stream()
                        .mapToLong(group -> group.schedule().totalCalls())
                        .sum();
    }

    /** Everybody who calls. */
    Cast cast() {
        return cast;
    }

    /** The client of an index, as Abatis counts it. */
    CraftedClient client(int index) {
        return cast.clients().get(index);
    }

    /** How many calls are due within the time since the start. */
    long dueBy(long nanos) {
        long due = 0;
        for (Group group : scenario.groups()) {
            due += group.schedule().dueBy(nanos);
        }
        return due;
    }

    /** A new run through the sequence of calls; it is not thread-safe. */
    Iterator<PlannedCall> sequence() {
        return new CallSequence(this);
    }
}
