package io.abatis.load;

import static io.abatis.load.Figures.count;
import static io.abatis.load.Figures.millis;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a report. Not thread-safe. */
final class LoadTables {

    private static final int MOST_ROWS = 400;

    private final Markup page;
    private final LoadResult result;
    private final List<Bounds.Verdict> bounds;

    /** @param page receives the tables */
    LoadTables(Markup page, LoadResult result, List<Bounds.Verdict> bounds) {
        this.page = page;
        this.result = result;
        this.bounds = bounds;
    }

    /** Clients by what they were and whether they were refused. */
    void confusion() {
        page.open("table");
        row("th", "", "refused", "not refused", "right");
        confusion("attackers", ClientKind.HOSTILE);
        confusion("benign", ClientKind.BENIGN);
        page.close("table").line();
        if (result.clients().stream()
                .anyMatch(client -> client.benign().heard() && client.hostile().heard())) {
            page.element(
                    "p",
                    "A client that was benign before it was hostile is in both rows: before its first hostile call, and after.",
                    "class",
                    "quiet");
        }
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

    /** Percentiles. */
    void latencies() {
        page.open("table");
        row("th", "ms", "p50", "p90", "p99", "p99.9", "max");
        latency("served", result.served());
        latency("refused", result.refused());
        page.close("table").line();
        page.element(
                "p",
                "Counted from the moment at which a call was due, so a call that had to wait to be sent counts its wait."
                        + " Sent more than " + LateStarts.TOLERANCE.toMillis() + " ms late: "
                        + Figures.counted(result.late().count(), "call") + ", at worst "
                        + millis(result.late().longest().toNanos()) + " ms. Longest queue: "
                        + Figures.counted(result.maxBacklog(), "call") + ".",
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

    /** Answers by status, and failures by reason. */
    void answers() {
        page.element("h2", "Answers and failures");
        page.open("table");
        row("th", "", "calls");
        result.statuses().forEach((status, calls) -> row("td", "status " + status, count(calls)));
        result.failures().forEach((failure, calls) -> row("td", failure.words(), count(calls)));
        page.close("table").line();
    }

    /** What became of the bounds; nothing where there are none. */
    void bounds() {
        if (bounds.isEmpty()) {
            return;
        }
        page.element("h2", "Bounds").open("ul", "class", "bounds").line();
        for (Bounds.Verdict bound : bounds) {
            page.element("li", bound.toString(), "class", bound.held() ? "held" : "broken")
                    .line();
        }
        page.close("ul").line();
    }

    /** Calls by group; nothing where there is but one. */
    void groups() {
        if (result.groups().size() < 2) {
            return;
        }
        page.element("h2", "Groups").line();
        page.open("div", "class", "scroll", "tabindex", "0").open("table").line();
        row("th", "group", "persons", "clients refused", "calls sent", "served", "refused", "failed");
        for (GroupResult group : result.groups()) {
            row(
                    "td",
                    group.name(),
                    count(group.persons()),
                    count(group.refusedClients()),
                    count(group.sent()),
                    count(group.served()),
                    count(group.refused()),
                    count(group.failed()));
        }
        page.close("table").close("div").line();
    }

    /** Addresses with several persons behind them, and whether users suffered; nothing where there are none. */
    void shared() {
        List<ClientResult> shared = result.shared().limit(MOST_ROWS).toList();
        if (shared.isEmpty()) {
            return;
        }
        page.element("h2", "Shared addresses").line();
        page.element(
                        "p",
                        "Abatis counts and refuses by address: users behind the address of an attacker are refused with him.",
                        "class",
                        "quiet")
                .line();
        page.open("div", "class", "scroll worded", "tabindex", "0")
                .open("table")
                .line();
        row("th", "address", "behind it", "users hurt", "their calls refused", "calls sent", "calls refused");
        for (ClientResult client : shared) {
            row(
                    "td",
                    client.address(),
                    Figures.behind(client.client()),
                    count(client.usersHurt()),
                    count(client.benignRefused()),
                    count(client.sent()),
                    count(client.refused()));
        }
        page.close("table").close("div").line();
    }

    /** All clients, as far as they have room. */
    void clients() {
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
        page.open("div", "class", "scroll worded", "tabindex", "0")
                .open("table")
                .line();
        row(
                "th",
                "address",
                result.groups().size() < 2 ? "kind" : "kind · group",
                "first refused call",
                "after s",
                "sent",
                "served",
                "refused",
                "failed",
                "let back in",
                "refused while benign");
        shown.forEach(this::client);
        page.close("table").close("div").line();
    }

    private void client(ClientResult client) {
        var first = client.firstRefusal();
        row(
                "td",
                client.address(),
                result.groups().size() < 2
                        ? client.kind().word()
                        : client.kind().word() + " · "
                                + String.join(", ", client.client().groups()),
                first == null ? "–" : count(first.call()),
                first == null ? "–" : Figures.seconds(first.after().toNanos()),
                count(client.sent()),
                count(client.served()),
                count(client.refused()),
                count(client.failed()),
                count(client.servedAfterRefusal()),
                client.kind() == ClientKind.HOSTILE && client.benign().wasRefused() ? "yes" : "–");
    }

    private void row(String cell, String... texts) {
        page.open("tr");
        for (String text : texts) {
            page.element(cell, text);
        }
        page.close("tr").line();
    }
}
