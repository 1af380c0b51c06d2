package io.abatis.load;

import static io.abatis.load.Figures.count;
import static io.abatis.load.Figures.millis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A result as one HTML page with plots: no scripts, nothing loaded from elsewhere. */
public final class LoadReport {

    private static final int MOST_ROWS = 400;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LoadResult result;
    private final Markup page = new Markup();

    private LoadReport(LoadResult result) {
        this.result = result;
    }

    /** The page, which is well-formed XML as well. */
    public static String of(LoadResult result) {
        return new LoadReport(result).page();
    }

    private String page() {
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .raw("<title>Abatis load report</title>\n<style>")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n<main>\n");
        head();
        tiles();
        page.open("div", "class", "pair").line();
        plot("Refusals over time", () -> TimePlot.draw(page, result));
        plot("Calls to the first refusal", () -> RefusalPlot.draw(page, result));
        plot("Latency by percentile", () -> {
            LatencyPlot.draw(page, result);
            answers();
        });
        page.open("section").element("h2", "Clients judged");
        confusion();
        page.element("h2", "Latency");
        latencies();
        page.close("section").close("div").line();
        clients();
        page.raw("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private void head() {
        LoadPlan plan = result.plan();
        page.element("h1", "Abatis load report").line();
        page.open("p", "class", "quiet");
        page.text(MINUTE.format(result.startedAt()) + " · " + plan.target() + " · "
                + Figures.counted(plan.clients(), "benign client") + " · "
                + Figures.counted(plan.attackers(), "attacker") + " · "
                + Figures.rate(plan.rate()) + " calls/s for "
                + Figures.seconds(plan.duration().toNanos())
                + " s · seed " + plan.seed());
        page.close("p").line();
        if (result.endedEarly()) {
            page.element(
                            "p",
                            "This run was ended early: the figures cover what was played until then.",
                            "class",
                            "note")
                    .line();
        }
    }

    private void tiles() {
        long[] calls = result.callsToRefusal(ClientKind.HOSTILE);
        page.open("div", "class", "tiles").line();
        tile("Attackers refused", refused(ClientKind.HOSTILE), "of those heard from");
        tile(
                "Calls to refusal",
                calls.length == 0 ? "–" : count(Figures.median(calls)),
                calls.length == 0
                        ? "none refused"
                        : "median; " + count(calls[0]) + " to " + count(calls[calls.length - 1]));
        tile("Benign clients refused", refused(ClientKind.BENIGN), "wrongly");
        tile(
                "p99 latency",
                result.served().count() == 0 ? "–" : millis(result.served().p99()) + " ms",
                "served calls");
        tile("Throughput", Figures.rate(result.throughput()), "answers per second");
        tile("Failures", count(result.failed()), "of " + Figures.counted(result.answered() + result.failed(), "call"));
        page.close("div").line();
    }

    private void tile(String name, String value, String note) {
        page.open("div")
                .element("span", name)
                .element("strong", value)
                .element("span", note)
                .close("div")
                .line();
    }

    private String refused(ClientKind kind) {
        return count(result.refusedClients(kind)) + " / " + count(result.heard(kind));
    }

    private void plot(String title, Runnable drawing) {
        page.open("section").element("h2", title).line();
        drawing.run();
        page.close("section").line();
    }

    private void confusion() {
        page.open("table");
        row("th", "", "refused", "not refused", "right");
        confusion("attackers", ClientKind.HOSTILE);
        confusion("benign", ClientKind.BENIGN);
        page.close("table").line();
        long again = result.servedAfterRefusal(ClientKind.HOSTILE);
        page.element(
                "p",
                again == 0
                        ? "No attacker had a call served after it had been refused."
                        : Figures.counted(result.letBackIn(ClientKind.HOSTILE), "attacker") + " had "
                                + Figures.counted(again, "call") + " served after being refused.",
                "class",
                "quiet");
        page.line();
    }

    private void confusion(String name, ClientKind kind) {
        long heard = result.heard(kind);
        long refused = result.refusedClients(kind);
        long right = kind == ClientKind.HOSTILE ? refused : heard - refused;
        row("td", name, count(refused), count(heard - refused), Figures.percent(right, heard));
    }

    private void latencies() {
        page.open("table");
        row("th", "ms", "p50", "p90", "p99", "p99.9", "max");
        latency("served", result.served());
        latency("refused", result.refused());
        page.close("table").line();
        page.element(
                "p",
                "Counted from the moment at which a call was due, so a call that had to wait to be sent counts its wait."
                        + " Longest queue: " + Figures.counted(result.maxBacklog(), "call") + ".",
                "class",
                "quiet");
    }

    private void latency(String name, LatencyProfile profile) {
        if (profile.count() == 0) {
            row("td", name, "–", "–", "–", "–", "–");
            return;
        }
        row(
                "td",
                name,
                millis(profile.p50()),
                millis(profile.p90()),
                millis(profile.p99()),
                millis(profile.p999()),
                millis(profile.max()));
    }

    private void answers() {
        page.element("h2", "Answers and failures");
        page.open("table");
        row("th", "", "calls");
        result.statuses().forEach((status, calls) -> row("td", "status " + status, count(calls)));
        result.failures().forEach((failure, calls) -> row("td", failure.words(), count(calls)));
        page.close("table").line();
    }

    private void clients() {
        Comparator<ClientResult> hostileFirst =
                Comparator.comparing(ClientResult::kind).reversed();
        Stream<ClientResult> sorted =
                result.clients().stream().sorted(hostileFirst.thenComparing(client -> !client.wasRefused()));
        List<ClientResult> shown = sorted.limit(MOST_ROWS).toList();
        page.element("h2", "Clients").line();
        if (shown.size() < result.clients().size()) {
            page.element(
                    "p",
                    "The first " + shown.size() + " of "
                            + Figures.counted(result.clients().size(), "client")
                            + ": attackers first, and the refused of each kind first.",
                    "class",
                    "quiet");
        }
        page.open("div", "class", "scroll", "tabindex", "0").open("table").line();
        row(
                "th",
                "address",
                "kind",
                "first refused call",
                "after s",
                "sent",
                "served",
                "refused",
                "failed",
                "let back in");
        shown.forEach(this::client);
        page.close("table").close("div").line();
    }

    private void client(ClientResult client) {
        var first = client.firstRefusal();
        row(
                "td",
                client.address(),
                client.kind().word(),
                first == null ? "–" : count(first.call()),
                first == null ? "–" : Figures.seconds(first.after().toNanos()),
                count(client.sent()),
                count(client.served()),
                count(client.refused()),
                count(client.failed()),
                count(client.servedAfterRefusal()));
    }

    private void row(String cell, String... texts) {
        page.open("tr");
        for (String text : texts) {
            page.element(cell, text);
        }
        page.close("tr").line();
    }

    private static String style() {
        try (InputStream sheet = LoadReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(sheet, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
