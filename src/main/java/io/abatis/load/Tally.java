package io.abatis.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Counts a run as it happens, in memory that its length does not change. Thread-safe; one lock, briefly held. */
final class Tally implements Player.Listener {

    private static final long SHORTEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;
    private static final long TOLERATED_NANOS = LateStarts.TOLERANCE.toNanos();

    private final LoadPlan plan;

    // Mutable state, guarded by this
    private final ClientTally[] clients;
    private final BitSet hurt = new BitSet();
    private final long[][] ofGroups;
    private final Histogram served = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private final Histogram refused = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
    private final TimelineTally timeline = new TimelineTally();
    private long sent;
    private long late;
    private long latestNanos;

    Tally(LoadPlan plan) {
        this.plan = plan;
        this.clients = new ClientTally[plan.cast().clients().size()];
        this.ofGroups = new long[plan.scenario().groups().size()][3];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new ClientTally();
        }
    }

    @Override
    public synchronized void sent(PlannedCall call, long lateNanos) {
        sent++;
        late += lateNanos > TOLERATED_NANOS ? 1 : 0;
        latestNanos = Math.max(latestNanos, lateNanos);
        clients[call.client()].sent(call.kind());
        ofGroup(call)[0]++;
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
        ofGroup(call)[answer.refused() ? 2 : 1]++;
        if (answer.refused() && call.kind() == ClientKind.BENIGN && !hurt.get(call.person())) {
            hurt.set(call.person());
            clients[call.client()].userHurt();
        }
        (answer.refused() ? refused : served).recordValue(Math.min(LONGEST_NANOS, answer.latencyNanos()));
    }

    private long[] ofGroup(PlannedCall call) {
        return ofGroups[plan.cast().person(call.person()).group()];
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
                groups(results),
                LatencyProfile.of(served),
                LatencyProfile.of(refused),
                Collections.unmodifiableSortedMap(new TreeMap<>(statuses)),
                Collections.unmodifiableMap(failed),
                maxBacklog,
                new LateStarts(late, Duration.ofNanos(latestNanos)),
                timeline.timeline());
    }

    private List<GroupResult> groups(List<ClientResult> all) {
        Map<String, Long> refusedClients = all.stream()
                .filter(ClientResult::wasRefused)
                .flatMap(client -> client.client().groups().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        List<GroupResult> results = new ArrayList<>();
        for (Group group : plan.scenario().groups()) {
            long[] counts = ofGroups[results.size()];
            results.add(new GroupResult(
                    group.name(),
                    group.count(),
                    refusedClients.getOrDefault(group.name(), 0L),
                    counts[0],
                    counts[1],
                    counts[2]));
        }
        return results;
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
