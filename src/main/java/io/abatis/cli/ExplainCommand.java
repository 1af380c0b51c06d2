package io.abatis.cli;

import io.abatis.audit.AuditEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: why the gate did what it did, worked out anew from an event of the audit log. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads events of the audit log, works out each score anew from what the event says of the client and the model that gave it, and tells what"
                    + " moved it how far.",
            "Exit code 0 if each comes out to the last digit; 1 if one does not, so that event or model are not what they were, or if its model is"
                    + " not to be found."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "EVENT",
            description =
                    "A file with events, a line each, as the logger io.abatis.audit writes them; other lines may stand between them, and a logger's words"
                            + " before them. '-' reads standard input.")
    private String source = "";

    @Option(names = "--id", paramLabel = "ID", description = "Explains this event alone, by its event.id.")
    private @Nullable String id;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "A model that may have given the scores, beside the one shipped with Abatis and the demo's. Which it was, the event says.")
    private @Nullable Path model;

    @Option(
            names = "--most",
            defaultValue = "100",
            paramLabel = "N",
            description = "How many events to explain, from the first on. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--json", description = "Prints JSON, a line for each event.")
    private boolean json;

    ExplainCommand() {
        this(System.in);
    }

    /** @param in what '-' stands for; not closed */
    ExplainCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most " + most + ": give 1 or more");
        }
        AuditLines lines = read();
        PrintWriter err = spec.commandLine().getErr();
        if (lines.unreadable() > 0 && lines.all() > 0) {
            err.printf(
                    "abatis: %s: %d lines with events could not be read (%s)%n",
                    name(), lines.unreadable(), lines.firstUnreadable());
        }
        requireSome(lines);
        int code = explain(lines);
        long more = id == null ? lines.replayable() - lines.events().size() : 0;
        if (more > 0) {
            err.printf("abatis: %d more are not explained: raise --most, or choose one with --id%n", more);
        }
        return code;
    }

    private String name() {
        return source.equals(STANDARD_INPUT) ? "standard input" : source;
    }

    private AuditLines read() throws IOException {
        if (source.equals(STANDARD_INPUT)) {
            return AuditLines.read(in, id, most);
        }
        if (Files.isDirectory(Path.of(source))) {
            throw new IOException(source + " is a folder, not a file with events");
        }
        try (InputStream file = Files.newInputStream(Path.of(source))) {
            return AuditLines.read(file, id, most);
        }
    }

    private void requireSome(AuditLines lines) {
        if (!lines.events().isEmpty()) {
            return;
        }
        if (lines.all() == 0) {
            throw new IllegalStateException(name() + " holds no event of the audit log"
                    + (lines.firstUnreadable() == null ? "" : " that can be read (" + lines.firstUnreadable() + ")"));
        }
        throw new IllegalStateException(
                id != null
                        ? name() + " holds " + lines.all() + " events, and none has the id " + id
                        : "in none of the " + lines.all() + " events in " + name()
                                + " a forest was asked: there is no score to explain");
    }

    private int explain(AuditLines lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        KnownModels models = new KnownModels(model);
        Set<String> missing = new TreeSet<>();
        int code = 0;
        for (AuditEvent event : lines.events()) {
            try {
                Replayed replayed = replay(event, models, missing);
                if (replayed == null) {
                    code = 1;
                    continue;
                }
                show(out, replayed);
                replayed.requireSame();
            } catch (IllegalArgumentException e) {
                err.println("abatis: event " + Printable.of(event.id(), 64) + ": " + CommandFailure.oneLine(e));
                code = 1;
            }
        }
        missing.forEach(hash -> err.println("abatis: there is no model with the SHA-256 " + hash
                + ": name its file with --model (sha256sum FILE tells which it is)"));
        out.flush();
        return code;
    }

    private static @Nullable Replayed replay(AuditEvent event, KnownModels models, Set<String> missing) {
        if (!event.isReplayable()) {
            throw new IllegalArgumentException(
                    "no forest was asked, or its columns were too many to be written: there is no score to explain");
        }
        String hash = String.valueOf(event.model());
        KnownModels.Known known = models.find(hash);
        if (known == null) {
            missing.add(hash);
            return null;
        }
        return Replayed.of(event, known);
    }

    private void show(PrintWriter out, Replayed replayed) {
        if (json) {
            out.println(replayed.json());
        } else {
            replayed.print(out);
        }
    }
}
