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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code allow}: whom operators have cleared. */
@Command(
        name = "allow",
        mixinStandardHelpOptions = true,
        description = {
            "Shows and changes whom operators have cleared, through a filter's admin server.",
            "The allow list of the configuration is another one, which this does not show."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AllowCommand.Listing.class, AllowCommand.Add.class, AllowCommand.Remove.class})
final class AllowCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, add or remove");
    }

    /** {@code allow list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Prints the clients that are cleared, for good or for a while, by address.")
    static final class Listing implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Override
        public Integer call() throws IOException {
            Answer answer = admin.api().get("/allowed");
            PrintWriter out = spec.commandLine().getOut();
            if (admin.json()) {
                out.println(AdminApi.printed(answer));
                return 0;
            }
            List<Answer> allowed = answer.list("allowed");
            if (allowed.isEmpty()) {
                out.println("Nobody is cleared.");
                return 0;
            }
            TextTable table = new TextTable("CLIENT", "SINCE", "UNTIL");
            for (Answer one : allowed) {
                table.row(
                        one.text("client"),
                        Words.time(one.text("since")),
                        one.has("until") ? Words.time(one.text("until")) : "for good");
            }
            table.print(out, AdminOptions.width());
            return 0;
        }
    }

    /** {@code allow add}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Allows a client for good: its ban is lifted, it is never judged, and it is labelled as benign.")
    static final class Add implements Callable<Integer> {

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
            Answer answer = admin.api().put("/allowed/" + client, Map.of("note", note.text()));
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    admin.json()
                            ? AdminApi.printed(answer)
                            : client + " is allowed for good" + (answer.has("lifted") ? ", its ban is lifted" : "")
                                    + Words.kept(answer) + ".");
            return 0;
        }
    }

    /** {@code allow remove}. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes back that a client was cleared: it is judged as all others again.")
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
            Answer answer = admin.api().delete("/allowed/" + client, Map.of("note", note.text()));
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    admin.json()
                            ? AdminApi.printed(answer)
                            : client
                                    + (answer.is("was_cleared")
                                            ? " is judged as all others again"
                                            : " was not cleared; nothing has changed")
                                    + Words.kept(answer) + ".");
            return 0;
        }
    }
}
