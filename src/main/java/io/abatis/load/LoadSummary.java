package io.abatis.load;

import static io.abatis.load.Figures.count;
import static io.abatis.load.Figures.counted;
import static io.abatis.load.Figures.millis;
import static io.abatis.load.Figures.rate;
import static io.abatis.load.Figures.seconds;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result as a few lines for the terminal. */
public final class LoadSummary {

    private static final int MOST_NAMES = 8;

    private final LoadResult result;

    private final List<Bounds.Verdict> bounds;

    private LoadSummary(LoadResult result, List<Bounds.Verdict> bounds) {
        this.result = result;
        this.bounds = bounds;
    }

    /** The lines, without a line end after the last. */
    public static String of(LoadResult result) {
        return of(result, List.of());
    }

    /** The lines, and one for each bound, without a line end after the last. */
    public static String of(LoadResult result, List<Bounds.Verdict> bounds) {
        return new LoadSummary(result, bounds).text();
    }

    private String text() {
        return Stream.of(
                        head(),
                        attackers(),
                        clients(),
                        users(),
                        held(),
                        groups(),
                        latencies(),
                        answers(),
                        failures(),
                        bounds())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String head() {
        LoadPlan plan = result.plan();
        return counted(result.sent(), "call") + " in "
                + seconds(result.elapsed().toNanos()) + " s to " + plan.target()
                + (result.endedEarly() ? " (ended early)" : "") + "; asked for "
                + rate(plan.rate()) + " calls/s, got "
                + rate(result.throughput()) + " answers/s, longest queue " + count(result.maxBacklog()) + "\n"
                + (plan.scenario().name().isEmpty()
                        ? ""
                        : "Scenario " + plan.scenario().name() + ", seed " + plan.seed() + "\n")
                + late() + "\n";
    }

    private String late() {
        long late = result.late().count();
        return late == 0
                ? "No call was sent late"
                : counted(late, "call") + " sent more than " + LateStarts.TOLERANCE.toMillis() + " ms late, at worst "
                        + millis(result.late().longest().toNanos()) + " ms; it is in their latency";
    }

    /** Users who suffered, be it for others behind their address; nothing where each has an address of his own. */
    private String users() {
        long shared = result.shared().count();
        if (shared == 0) {
            return "";
        }
        String line = row(
                "Shared addresses",
                count(shared) + "; users with calls refused behind them: "
                        + count(result.shared()
                                .mapToInt(ClientResult::usersHurt)
                                .sum()) + " of "
                        + count(result.shared()
                                .mapToInt(client -> client.client().users())
                                .sum()));
        String names =
                result.shared().limit(MOST_NAMES).map(LoadSummary::shared).collect(Collectors.joining("\n"));
        return line + "\n" + names + (shared > MOST_NAMES ? "\n  and " + count(shared - MOST_NAMES) + " more" : "");
    }

    private static String shared(ClientResult client) {
        return row(
                "  " + client.address(),
                Figures.behind(client.client()) + ": "
                        + (client.usersHurt() == 0
                                ? "no user suffered"
                                : counted(client.benignRefused(), "user's call") + " refused, of "
                                        + Figures.persons(client.usersHurt())));
    }

    private String groups() {
        if (result.groups().size() < 2) {
            return "";
        }
        return "\n"
                + String.format(
                        "%-22s%9s%17s%9s%9s%9s%9s",
                        "Group", "persons", "clients refused", "calls", "served", "refused", "failed")
                + "\n"
                + result.groups().stream()
                        .map(group -> String.format(
                                "%-22s%9s%17s%9s%9s%9s%9s",
                                "  " + group.name(),
                                count(group.persons()),
                                count(group.refusedClients()),
                                count(group.sent()),
                                count(group.served()),
                                count(group.refused()),
                                count(group.failed())))
                        .collect(Collectors.joining("\n"));
    }

    private String bounds() {
        return bounds.isEmpty()
                ? ""
                : "\n" + bounds.stream().map(Bounds.Verdict::toString).collect(Collectors.joining("\n"));
    }

    private String attackers() {
        String line = row("Attackers refused", refusedOf(ClientKind.HOSTILE));
        long[] calls = result.callsToRefusal(ClientKind.HOSTILE);
        return calls.length == 0
                ? line
                : line + "\n"
                        + row(
                                "  at their call",
                                "min " + count(calls[0]) + ", median " + count(Figures.median(calls)) + ", max "
                                        + count(calls[calls.length - 1]));
    }

    private String clients() {
        String line = row("Benign clients refused", refusedOf(ClientKind.BENIGN));
        String names = result.clients().stream()
                .filter(client -> client.benign().wasRefused())
                .limit(MOST_NAMES)
                .map(ClientResult::address)
                .collect(Collectors.joining(", "));
        long more = result.refusedClients(ClientKind.BENIGN) - MOST_NAMES;
        return names.isEmpty()
                ? line
                : line + "\n" + row("  wrongly refused", names + (more > 0 ? " and " + count(more) + " more" : ""));
    }

    private String refusedOf(ClientKind kind) {
        return count(result.refusedClients(kind)) + " of " + count(result.heard(kind));
    }

    private String held() {
        long again = result.servedAfterRefusal(ClientKind.HOSTILE);
        return row(
                "Served after refusal",
                again == 0
                        ? "no call of an attacker"
                        : counted(again, "call") + " of " + counted(result.letBackIn(ClientKind.HOSTILE), "attacker"));
    }

    private String latencies() {
        return "\nLatency in ms, from when a call was due\n"
                + String.format("%-12s%9s%9s%9s%9s%9s%9s%n", "", "calls", "p50", "p90", "p99", "p99.9", "max")
                        .replace(System.lineSeparator(), "\n")
                + latency("served", result.served()) + "\n" + latency("refused", result.refused()) + "\n";
    }

    private static String latency(String name, LatencyProfile profile) {
        if (profile.count() == 0) {
            return String.format("%-12s%9s", "  " + name, "0");
        }
        return String.format(
                "%-12s%9s%9s%9s%9s%9s%9s",
                "  " + name,
                count(profile.count()),
                millis(profile.p50()),
                millis(profile.p90()),
                millis(profile.p99()),
                millis(profile.p999()),
                millis(profile.max()));
    }

    private String answers() {
        return row(
                "Answers",
                result.statuses().isEmpty()
                        ? "none"
                        : result.statuses().entrySet().stream()
                                .map(entry -> count(entry.getValue()) + " × " + entry.getKey())
                                .collect(Collectors.joining(", ")));
    }

    private String failures() {
        return row(
                "Failures",
                result.failures().isEmpty()
                        ? "none"
                        : result.failures().entrySet().stream()
                                .map(LoadSummary::failure)
                                .collect(Collectors.joining(", ")));
    }

    private static String failure(Map.Entry<Failure, Long> entry) {
        return count(entry.getValue()) + " " + entry.getKey().words();
    }

    private static String row(String name, String value) {
        return String.format("%-24s%s", name, value);
    }
}
