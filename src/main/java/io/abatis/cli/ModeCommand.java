package io.abatis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mode}: how much the gate does. */
@Command(
        name = "mode",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the mode of a running filter, or sets it everywhere, through its admin server.",
            "What is set holds until 'configured' takes it back or the server starts again, above the configuration and its modes of parts of the site."
        })
final class ModeCommand implements Callable<Integer> {

    /** What can be set. */
    enum Wanted {
        OFF,
        OBSERVE,
        ENFORCE,
        CONFIGURED
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "MODE",
            description = "off, observe (judges, refuses nobody), enforce, or configured: what the configuration says."
                    + " Without it, the mode is printed.")
    private @Nullable Wanted wanted;

    @Override
    public Integer call() throws IOException {
        Answer mode = wanted == null
                ? admin.api().get("/status").part("mode")
                : admin.api().put("/mode", Collections.singletonMap("mode", word(wanted)));
        PrintWriter out = spec.commandLine().getOut();
        if (admin.json()) {
            out.println(AdminApi.printed(mode));
            return 0;
        }
        String effective = Printable.line(mode.text("effective"));
        String configured = Printable.line(mode.text("configured"));
        out.println(
                mode.has("override")
                        ? effective + " (set by an operator; the configuration says " + configured + ")"
                        : effective + " (as the configuration says)");
        return 0;
    }

    private static @Nullable String word(Wanted wanted) {
        return wanted == Wanted.CONFIGURED ? null : wanted.name().toLowerCase(Locale.ROOT);
    }
}
