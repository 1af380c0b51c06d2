package io.abatis.cli;

import io.abatis.training.AttackerKind;
import io.abatis.training.Delays;
import io.abatis.training.DetectionBench;
import io.abatis.training.DetectionResult;
import io.abatis.training.DetectionResult.Judge;
import io.abatis.training.DetectionResult.Row;
import java.util.List;
import java.util.Locale;

/** Delays of detection as text, at most 120 columns wide. */
final class DetectionTable {

    /** Attackers not flagged within so many calls are listed. */
    static final int LATE = 60;

    private static final String LEGEND = """
            Calls until attackers were flagged, counted from the call with which they began to attack: mean, median, 95th
            percentile, and the share not flagged within 60. Whoever was not flagged within 200 counts as 201. 'wrongly' is the
            share of %s benign clients flagged within 500 calls. SPRT and CUSUM know the true distributions of calls; they
            and the forest have the lowest threshold that flags no more than the rate's share of those benign clients. A sum of
            log-odds takes few values, so SPRT and CUSUM may keep a lower rate than asked for, and be slower for it. 'card' is
            the threshold on the model's card. DoSFilter is a model of the rule of Jetty's filter at its defaults (more than 25
            calls within one second) on the same clients, who make one call a second: it can see nothing here.
            """;

    private final StringBuilder text = new StringBuilder();

    private DetectionTable() {}

    static String of(List<DetectionResult> results) {
        DetectionTable table = new DetectionTable();
        int benign =
                results.stream().mapToInt(DetectionResult::benignClients).max().orElse(0);
        if (benign > 0) {
            table.line(LEGEND.stripTrailing(), String.format(Locale.ROOT, "%,d", benign));
        }
        results.forEach(table::setting);
        if (benign > 0) {
            table.summary(results);
        }
        return table.text.toString();
    }

    private void setting(DetectionResult result) {
        line("");
        String title = "bias " + result.bias() + ", " + result.routes() + " routes";
        if (result.rows().isEmpty()) {
            line("%s: one kind of clients has no call to make; there is nothing to measure", title);
            return;
        }
        line("%s, %s model", title, result.isGiven() ? "given" : "trained");
        StringBuilder kinds = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (AttackerKind kind : AttackerKind.values()) {
            kinds.append(String.format(Locale.ROOT, "  | %-26s", kind.word()));
            columns.append(String.format(Locale.ROOT, "  |%7s %5s %5s %7s", "mean", "med", "p95", "late"));
        }
        line("%-28s%s", "", kinds.toString().stripTrailing());
        line("%-8s%-10s%10s%s", "rate", "test", "wrongly", columns);
        result.rows().forEach(this::row);
    }

    private void row(Row row) {
        StringBuilder cells = new StringBuilder();
        for (AttackerKind kind : AttackerKind.values()) {
            Delays delays = row.delays(kind);
            cells.append(String.format(
                    Locale.ROOT,
                    "  |%7.1f %5s %5s %6.1f%%",
                    delays.mean(),
                    quantile(delays, .5),
                    quantile(delays, .95),
                    100 * delays.missedWithin(LATE)));
        }
        line("%-8s%-10s%10.5f%s", row.rate(), row.judge().word(), row.falsePositives(), cells);
    }

    private static String quantile(Delays delays, double share) {
        int call = delays.quantile(share);
        return call > Delays.MOST ? ">" + Delays.MOST : Integer.toString(call);
    }

    private void summary(List<DetectionResult> results) {
        line("");
        line("Mean calls, and how many times those of the fastest test the forest needs");
        line("%-22s  | %-26s  | %-26s", "", "fresh", "turned");
        String three = String.format(Locale.ROOT, "  |%8s%9s%9s", "%s", "forest", "ratio");
        line("%6s%8s%8s" + three.formatted("SPRT") + three.formatted("CUSUM"), "bias", "routes", "rate");
        for (DetectionResult result : results) {
            if (!result.rows().isEmpty()) {
                DetectionBench.RATES.forEach(rate -> line(
                        "%6s%8d%8s%s%s",
                        result.bias(),
                        result.routes(),
                        rate,
                        ratio(result, rate, Judge.SPRT, AttackerKind.FRESH),
                        ratio(result, rate, Judge.CUSUM, AttackerKind.TURNED)));
            }
        }
    }

    private static String ratio(DetectionResult result, String rate, Judge oracle, AttackerKind kind) {
        return String.format(
                Locale.ROOT,
                "  |%8.1f%9.1f%9.2f",
                result.row(rate, oracle).delays(kind).mean(),
                result.row(rate, Judge.FOREST).delays(kind).mean(),
                result.ratio(rate, oracle, kind));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
