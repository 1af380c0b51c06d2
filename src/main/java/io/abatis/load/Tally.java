package io.abatis.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts a run as it happens, in memory that its length does not change. Thread-safe; one lock, briefly held. */
final class Tally implements Player.Listener {

    private static final long SHORTEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;

    private final LoadPlan plan;

    // Mutable state, guarded by this
    private final ClientTally[] clients;
    private final Histogram served = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private final Histogram refused = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
    private final TimelineTally timeline = new TimelineTally();
    private long sent;

    Tally(LoadPlan plan) {
        this.plan = plan;
        this.clients = new ClientTally[plan.clients() + plan.attackers()];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new ClientTally();
        }
    }

    @Override
    public synchronized void sent(PlannedCall call) {
        sent++;
        clients[call.client()].sent();
    }

    @Override
    public synchronized void ended(PlannedCall call, Answer answer) {
        long atNanos = call.atNanos() + answer.latencyNanos();
        clients[call.client()].ended(answer, atNanos);
        timeline.add(atNanos, answer);
        if (answer.failure() != null) {
            failures.merge(answer.failure(), 1L, Long::sum);
            return;
        }
        statuses.merge(answer.status(), 1L, Long::sum);
        (answer.refused() ? refused : served).recordValue(Math.min(LONGEST_NANOS, answer.latencyNanos()));
    }

    /** The result as it stands; what ends later is not in it. */
    synchronized LoadResult result(Instant startedAt, Duration elapsed, boolean endedEarly, long maxBacklog) {
        Map<Failure, Long> failed = new EnumMap<>(Failure.class);
        failed.putAll(failures);
        if (!endedEarly) {
            put(failed, Failure.NEVER_SENT, plan.totalCalls() - sent);
        }
        long ended = served.getTotalCount() + refused.getTotalCount() + sum(failures);
        put(failed, Failure.CUT_OFF, sent - ended);
        List<ClientResult> results = new ArrayList<>();
        for (int i = 0; i < clients.length; i++) {
            results.add(clients[i].result(plan.client(i)));
        }
        return new LoadResult(
                plan,
                startedAt,
                elapsed,
                endedEarly,
                sent,
                results,
                LatencyProfile.of(served),
                LatencyProfile.of(refused),
                Collections.unmodifiableSortedMap(new TreeMap<>(statuses)),
                Collections.unmodifiableMap(failed),
                maxBacklog,
                timeline.timeline());
    }

    private static void put(Map<Failure, Long> failures, Failure kind, long count) {
        if (count > 0) {
            failures.put(kind, count);
        }
    }

    private static long sum(Map<Failure, Long> failures) {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
