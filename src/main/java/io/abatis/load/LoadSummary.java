package io.abatis.load;

import static io.abatis.load.Figures.count;
import static io.abatis.load.Figures.counted;
import static io.abatis.load.Figures.millis;
import static io.abatis.load.Figures.rate;
import static io.abatis.load.Figures.seconds;

import java.util.Map;
import java.util.stream.Collectors;

/** A result as a few lines for the terminal. */
public final class LoadSummary {

    private final LoadResult result;

    private LoadSummary(LoadResult result) {
        this.result = result;
    }

    /** The lines, without a line end after the last. */
    public static String of(LoadResult result) {
        return new LoadSummary(result).text();
    }

    private String text() {
        return String.join("\n", head(), attackers(), clients(), held(), latencies(), answers(), failures());
    }

    private String head() {
        LoadPlan plan = result.plan();
        return counted(result.sent(), "call") + " in "
                + seconds(result.elapsed().toNanos()) + " s to " + plan.target()
                + (result.endedEarly() ? " (ended early)" : "") + "; asked for "
                + rate(plan.rate()) + " calls/s, got "
                + rate(result.throughput()) + " answers/s, longest queue " + count(result.maxBacklog()) + "\n";
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
        String names = result.clients(ClientKind.BENIGN)
                .filter(ClientResult::wasRefused)
                .limit(8)
                .map(ClientResult::address)
                .collect(Collectors.joining(", "));
        long more = result.refusedClients(ClientKind.BENIGN) - 8;
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
