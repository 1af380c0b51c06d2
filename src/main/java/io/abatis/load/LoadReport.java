package io.abatis.load;

import static io.abatis.load.Figures.count;
import static io.abatis.load.Figures.millis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A result as one HTML page with plots: no scripts, nothing loaded from elsewhere. */
public final class LoadReport {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LoadResult result;
    private final Markup page = new Markup();
    private final LoadTables tables;

    private LoadReport(LoadResult result, List<Bounds.Verdict> bounds) {
        this.result = result;
        this.tables = new LoadTables(page, result, bounds);
    }

    /** The page, which is well-formed XML as well. */
    public static String of(LoadResult result) {
        return of(result, List.of());
    }

    /** The page, with what became of the bounds. */
    public static String of(LoadResult result, List<Bounds.Verdict> bounds) {
        return new LoadReport(result, bounds).page();
    }

    private String page() {
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .raw("<title>Abatis load report</title>\n<style>")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n<main>\n");
        head();
        tables.bounds();
        tiles();
        page.open("div", "class", "pair").line();
        plot("Refusals over time", () -> TimePlot.draw(page, result));
        plot("Calls to the first refusal", () -> RefusalPlot.draw(page, result));
        plot("Latency by percentile", () -> {
            LatencyPlot.draw(page, result);
            tables.answers();
        });
        page.open("section").element("h2", "Clients judged");
        tables.confusion();
        page.element("h2", "Latency");
        tables.latencies();
        page.close("section").close("div").line();
        tables.groups();
        tables.shared();
        tables.clients();
        page.raw("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private void head() {
        LoadPlan plan = result.plan();
        page.element("h1", "Abatis load report").line();
        String about = plan.scenario().about();
        if (!about.isEmpty()) {
            page.element("p", about).line();
        }
        page.element("p", facts(plan), "class", "quiet").line();
        if (result.endedEarly()) {
            page.element(
                            "p",
                            "This run was ended early: the figures cover what was played until then.",
                            "class",
                            "note")
                    .line();
        }
    }

    private String facts(LoadPlan plan) {
        String scenario = plan.scenario().name();
        return MINUTE.format(result.startedAt()) + " · " + plan.target() + " · "
                + (scenario.isEmpty() ? "" : "scenario " + scenario + " · ")
                + Figures.counted(plan.clients(), "benign client") + " · "
                + Figures.counted(plan.attackers(), "attacker") + " · "
                + Figures.rate(plan.rate()) + " calls/s for "
                + Figures.seconds(plan.duration().toNanos())
                + " s · seed " + plan.seed();
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
        if (result.shared().findAny().isPresent()) {
            tile("Users hurt", count(result.usersHurt()), Figures.counted(result.benignRefused(), "call") + " refused");
        }
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

    private static String style() {
        try (InputStream sheet = LoadReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(sheet, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
