package io.abatis.cli;

import io.abatis.client.Ip;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bans}: who is refused, and for how long. */
@Command(
        name = "bans",
        mixinStandardHelpOptions = true,
        description = "Shows and changes the bans and limits of a running filter, through its admin server.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BansCommand.Listing.class,
            BansCommand.Add.class,
            BansCommand.Extend.class,
            BansCommand.Remove.class
        })
final class BansCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, add, extend or remove");
    }

    /** {@code bans list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Prints the bans and limits in force, the one that ends last first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Option(
                names = "--limit",
                defaultValue = "100",
                converter = Count.class,
                paramLabel = "N",
                description = "How many to print, 1 to 1000. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(
                names = "--offset",
                defaultValue = "0",
                paramLabel = "N",
                description = "How many to leave out before. Default: ${DEFAULT-VALUE}.")
        private int offset;

        @Override
        public Integer call() throws IOException {
            Answer answer = admin.api().get("/bans?limit=" + limit + "&offset=" + Math.max(0, offset));
            PrintWriter out = spec.commandLine().getOut();
            if (admin.json()) {
                out.println(AdminApi.printed(answer));
                return 0;
            }
            List<Answer> bans = answer.list("bans");
            long total = answer.whole("total");
            if (total == 0) {
                out.println("Nobody is banned.");
                return 0;
            }
            TextTable table =
                    new TextTable("CLIENT", "SANCTION", "LEFT", "UNTIL", "SCORE", "EARLIER", "ORIGIN", "REASON");
            for (Answer ban : bans) {
                table.row(
                        ban.text("client"),
                        ban.text("sanction"),
                        Words.duration(ban.whole("seconds_left")),
                        Words.time(ban.text("until")),
                        Words.score(ban.number("score")),
                        Long.toString(ban.whole("earlier")),
                        ban.text("origin"),
                        ban.textOrEmpty("reason"));
            }
            table.print(out, AdminOptions.width());
            Words.more(out, Math.max(0, offset), bans.size(), total);
            return 0;
        }
    }

    /** {@code bans add}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Bans a client by hand from now on, and labels it as malicious for the next training.",
                "A ban that holds already gets this end. Clients on the configuration's allow list cannot be banned."
            })
    static final class Add implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private BanTime time = new BanTime();

        @Parameters(paramLabel = "IP", converter = IpText.class, description = "The client's address.")
        private Ip client = Ip.ofV4(0);

        @Mixin
        private Note note = new Note();

        @Override
        public Integer call() throws IOException {
            long seconds = time.seconds(spec);
            Answer answer = admin.api()
                    .post("/bans", Map.of("client", client.toString(), "seconds", seconds, "note", note.text()));
            PrintWriter out = spec.commandLine().getOut();
            if (admin.json()) {
                out.println(AdminApi.printed(answer));
            } else {
                tell(out, "is banned", answer);
            }
            return 0;
        }
    }

    /** {@code bans extend}. */
    @Command(
            name = "extend",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Gives a ban that holds another end, later or sooner, counted from now.")
    static final class Extend implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private BanTime time = new BanTime();

        @Parameters(paramLabel = "IP", converter = IpText.class, description = "The client's address.")
        private Ip client = Ip.ofV4(0);

        @Mixin
        private Note note = new Note();

        @Override
        public Integer call() throws IOException {
            long seconds = time.seconds(spec);
            Answer answer = admin.api().put("/bans/" + client, Map.of("seconds", seconds, "note", note.text()));
            PrintWriter out = spec.commandLine().getOut();
            if (admin.json()) {
                out.println(AdminApi.printed(answer));
            } else {
                tell(out, "is banned", answer);
            }
            return 0;
        }
    }

    /** {@code bans remove}. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Lifts a client's ban or limit, forgets its counts, and labels it as benign for the next training.",
                "It is not banned for its behaviour again before the grace is over (operator.grace in the configuration)."
            })
    static final class Remove implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "IP", converter = IpText.class, description = "The client's address.")
        private Ip client = Ip.ofV4(0);

        @Mixin
        private Note note = new Note();

        @Override
        public Integer call() throws IOException {
            Answer answer = admin.api().delete("/bans/" + client, Map.of("note", note.text()));
            PrintWriter out = spec.commandLine().getOut();
            if (admin.json()) {
                out.println(AdminApi.printed(answer));
                return 0;
            }
            String until = answer.textOrEmpty("cleared_until");
            out.println((answer.has("lifted")
                            ? client + " is not banned any more"
                            : client + " was not banned; its counts are forgotten")
                    + (until.isEmpty() ? "" : ", and will not be banned for its behaviour until " + Words.time(until))
                    + Words.kept(answer)
                    + ".");
            return 0;
        }
    }

    private static void tell(PrintWriter out, String what, Answer answer) throws IOException {
        Answer ban = answer.part("ban");
        out.println(Printable.line(ban.text("client")) + " " + what + " until " + Words.time(ban.text("until")) + " ("
                + Words.duration(ban.whole("seconds_left")) + ")" + Words.kept(answer) + ".");
    }
}
