package io.abatis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code events}: what has happened. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints what has happened of late at a filter, the latest first, through its admin server: bans, operators' acts, reloads.",
            "With --json each has its line of the audit log with it."
        })
final class EventsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(
            names = "--limit",
            defaultValue = "50",
            converter = Count.class,
            paramLabel = "N",
            description = "How many to print, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        Answer answer = admin.api().get("/events?limit=" + limit);
        PrintWriter out = spec.commandLine().getOut();
        if (admin.json()) {
            out.println(AdminApi.printed(answer));
            return 0;
        }
        List<Answer> events = answer.list("events");
        if (events.isEmpty()) {
            out.println("Nothing has happened.");
            return 0;
        }
        table(events).print(out, AdminOptions.width());
        return 0;
    }

    /** Events as a table, as they come. */
    static TextTable table(List<Answer> events) throws IOException {
        TextTable table = new TextTable("TIME", "KIND", "CLIENT", "OPERATOR", "WHAT", "ID");
        for (Answer event : events) {
            table.row(
                    Words.time(event.text("time")),
                    event.text("kind"),
                    event.textOrEmpty("client"),
                    event.textOrEmpty("operator"),
                    event.textOrEmpty("summary"),
                    event.text("id"));
        }
        return table;
    }
}
