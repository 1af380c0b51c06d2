package io.abatis.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run found. Immutable.
 *
 * @param plan what was played
 * @param startedAt when
 * @param elapsed how long the run took, the wait for the last answers included
 * @param endedEarly whether it was ended before the plan was
 * @param sent how many calls were sent
 * @param clients every client of the plan as Abatis counts it, in the plan's order
 * @param groups every group of the plan, likewise
 * @param served latencies of the answers which were no refusals, counted from when the calls were due
 * @param refused latencies of the refusals, likewise
 * @param statuses how many answers had which HTTP status, by status
 * @param failures how many calls have no answer, by the reason; reasons which did not occur are absent
 * @param maxBacklog the most calls that were due and waited for others to be sent
 * @param late what was sent later than planned
 * @param timeline what happened when
 */
public record LoadResult(
        LoadPlan plan,
        Instant startedAt,
        Duration elapsed,
        boolean endedEarly,
        long sent,
        List<ClientResult> clients,
        List<GroupResult> groups,
        LatencyProfile served,
        LatencyProfile refused,
        Map<Integer, Long> statuses,
        Map<Failure, Long> failures,
        long maxBacklog,
        LateStarts late,
        Timeline timeline) {

    /** Takes the collections as they are given; they must not be changed afterwards. */
    public LoadResult {
        clients = List.copyOf(clients);
        groups = List.copyOf(groups);
    }

    /** How many calls were answered, refusals included. */
    public long answered() {
        return served.count() + refused.count();
    }

    /** How many calls have no answer. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Answers per second of the whole run. */
    public double throughput() {
        return answered() / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    /** The clients that were of a kind in the end. */
    public Stream<ClientResult> clients(ClientKind kind) {
        return clients.stream().filter(client -> client.kind() == kind);
    }

    /** How many clients sent anything as a client of a kind; one that turned did so as both. */
    public long heard(ClientKind kind) {
        return clients.stream().filter(client -> client.as(kind).heard()).count();
    }

    /** How many clients were refused as a client of a kind. */
    public long refusedClients(ClientKind kind) {
        return clients.stream().filter(client -> client.as(kind).wasRefused()).count();
    }

    /** How many clients of a kind had a call served after they had been refused. */
    public long letBackIn(ClientKind kind) {
        return clients(kind).filter(client -> client.servedAfterRefusal() > 0).count();
    }

    /** How many calls clients of a kind had served after they had been refused. */
    public long servedAfterRefusal(ClientKind kind) {
        return clients(kind).mapToLong(ClientResult::servedAfterRefusal).sum();
    }

    /** How many users' calls were refused, whoever was behind the same address. */
    public long benignRefused() {
        return clients.stream().mapToLong(ClientResult::benignRefused).sum();
    }

    /** How many persons had a user's call refused. */
    public long usersHurt() {
        return clients.stream().mapToLong(ClientResult::usersHurt).sum();
    }

    /** The clients with several persons behind them. */
    public Stream<ClientResult> shared() {
        return clients.stream().filter(client -> client.client().isShared());
    }

    /** Which call of each client of a kind was its first refused one as such, ascending; never-refused clients are left out. */
    public long[] callsToRefusal(ClientKind kind) {
        return clients.stream()
                .map(client -> client.as(kind).firstRefusal())
                .filter(first -> first != null)
                .mapToLong(first -> first == null ? 0 : first.call())
                .sorted()
                .toArray();
    }
}
