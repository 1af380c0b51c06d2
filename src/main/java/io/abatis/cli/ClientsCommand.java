package io.abatis.cli;

import io.abatis.client.Ip;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clients}: who calls, and how they look to the model. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the clients that a filter counts, the highest score first, through its admin server;",
            "or all that is known of one: its score and why, its columns beside what is usual, its recent calls, its events."
        })
final class ClientsCommand implements Callable<Integer> {

    private static final int MOST_COLUMNS = 20;
    private static final int MOST_CALLS = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "IP",
            converter = IpText.class,
            description = "The address of one client. Without it, all are listed.")
    private @Nullable Ip client;

    @Option(
            names = "--limit",
            defaultValue = "50",
            converter = Count.class,
            paramLabel = "N",
            description = "How many to list, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        Answer answer = admin.api().get(client == null ? "/clients?limit=" + limit : "/clients/" + client);
        PrintWriter out = spec.commandLine().getOut();
        if (admin.json()) {
            out.println(AdminApi.printed(answer));
        } else if (client == null) {
            list(out, answer);
        } else {
            show(out, answer);
        }
        return 0;
    }

    private static void list(PrintWriter out, Answer answer) throws IOException {
        List<Answer> clients = answer.list("clients");
        long total = answer.whole("total");
        if (clients.isEmpty()) {
            out.println("No client is counted yet.");
            return;
        }
        TextTable table = new TextTable("CLIENT", "SCORE", "CALLS", "LAST CALL", "STATE", "LABEL");
        for (Answer one : clients) {
            table.row(
                    one.text("client"),
                    Words.score(one.number("score")),
                    Long.toString(one.whole("calls")),
                    Words.time(one.text("last_call")),
                    one.is("banned") ? "banned" : one.is("cleared") ? "cleared" : "",
                    one.textOrEmpty("label"));
        }
        table.print(out, AdminOptions.width());
        if (clients.size() < total) {
            out.printf(Locale.ROOT, "%n%,d of %,d. More: --limit N%n", clients.size(), total);
        }
    }

    private static void show(PrintWriter out, Answer one) throws IOException {
        int width = AdminOptions.width();
        line(out, "client", one.text("client"));
        String when = one.has("as_of") ? " when it was banned at " + Words.time(one.text("as_of")) : "";
        line(
                out,
                "score",
                Words.score(one.number("score")) + when + ", banned from " + Words.score(one.number("threshold")));
        line(out, "calls counted", Long.toString(one.whole("calls")));
        line(out, "ban", one.has("ban") ? ban(one.part("ban")) : "none");
        if (one.has("exemption")) {
            Answer exemption = one.part("exemption");
            line(out, "cleared", exemption.has("until") ? "until " + Words.time(exemption.text("until")) : "for good");
        }
        if (one.has("label")) {
            line(
                    out,
                    "label",
                    one.part("label").node().isTextual()
                            ? one.text("label")
                            : one.part("label").text("label"));
        }
        if (!one.textOrEmpty("explanation").isBlank()) {
            out.println();
            out.print(Printable.lines(one.text("explanation")));
        }
        columns(out, one.list("columns"), width);
        recent(out, one.list("recent"), width);
        List<Answer> events = one.list("events");
        if (!events.isEmpty()) {
            out.println();
            EventsCommand.table(events).print(out, width);
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-14s %s%n", name, Printable.line(value));
    }

    private static String ban(Answer ban) throws IOException {
        return ban.text("sanction") + " until " + Words.time(ban.text("until")) + " ("
                + Words.duration(ban.whole("seconds_left")) + "), " + ban.text("origin")
                + (ban.textOrEmpty("reason").isEmpty() ? "" : ": " + ban.text("reason"));
    }

    /** Those that moved the score most, either way, first. */
    private static void columns(PrintWriter out, List<Answer> all, int width) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("CONTRIBUTION", "VALUE", "USUALLY", "COLUMN");
        for (Answer column : sorted(all).subList(0, Math.min(MOST_COLUMNS, all.size()))) {
            Answer usual = column.has("usual") ? column.part("usual") : null;
            table.row(
                    String.format(Locale.ROOT, "%+.3f", column.number("contribution")),
                    Words.number(column.number("value")),
                    usual == null
                            ? ""
                            : Words.number(usual.number("low")) + " to " + Words.number(usual.number("high")),
                    column.textOrEmpty("words").isEmpty() ? column.text("column") : column.text("words"));
        }
        out.println();
        table.print(out, width);
    }

    private static List<Answer> sorted(List<Answer> columns) throws IOException {
        for (Answer column : columns) {
            column.number("contribution"); // all are numbers, or this is no answer
        }
        return columns.stream()
                .sorted(Comparator.comparingDouble(
                        column -> -Math.abs(column.node().path("contribution").asDouble())))
                .toList();
    }

    private static void recent(PrintWriter out, List<Answer> calls, int width) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("TIME", "ACTION", "REASON", "SCORE", "OUTCOME", "CALL");
        for (Answer call : calls.subList(0, Math.min(MOST_CALLS, calls.size()))) {
            table.row(
                    Words.time(call.text("time")),
                    call.text("action"),
                    call.text("reason"),
                    score(call),
                    call.textOrEmpty("outcome"),
                    call.text("call"));
        }
        out.println();
        table.print(out, width);
        if (calls.size() > MOST_CALLS) {
            out.printf("... and %d calls before; --json has them all%n", calls.size() - MOST_CALLS);
        }
    }

    /** 0 says that it was not worked out, being the client's first or known beforehand to be low. */
    private static String score(Answer call) throws IOException {
        double score = call.number("score");
        return score == 0 ? "-" : Words.score(score);
    }
}
