package io.abatis.cli;

import io.abatis.traffic.LogEntry;
import io.abatis.traffic.LogReader;
import io.abatis.traffic.Reading;
import io.abatis.training.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reading logs for commands: what cannot be read is said on standard error, and a log without any call is a failure. */
@Command // picocli mixes in nothing less
final class Logs {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    void read(Path log, Reading reading, Consumer<LogEntry> sink) throws IOException {
        Pace pace;
        LogReader.Result result;
        try (ProgressOnTerminal progress = new ProgressOnTerminal()) {
            pace = new Pace("reading " + log.getFileName(), progress, sink, System::nanoTime);
            result = LogReader.read(log, reading, pace);
        }
        report(log, result);
        reportPace(log + ": " + pace);
    }

    /** Says on a terminal how long something took. */
    void reportPace(String words) {
        if (Terminal.isPresent()) {
            spec.commandLine().getErr().println("abatis: " + words);
        }
    }

    /** Says how many lines could not be read. */
    void report(Path log, LogReader.Result result) {
        if (result.unreadable() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "abatis: %s: %d of %d lines could not be read (%s)%n",
                            log, result.unreadable(), result.entries() + result.unreadable(), result.firstUnreadable());
        }
        if (result.entries() == 0) {
            throw new IllegalStateException(
                    log + " holds no call: it is neither a call log nor an access log in common or combined format");
        }
    }

    /** Says if the replay could not but find nothing. */
    void reportBlind(Replay replay) {
        if (replay.isBlind()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "abatis: these logs do not tell how calls were answered, and this model judges by nothing else: "
                                    + "nobody can be flagged. Give access logs, or train a model of names on such a log.");
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    CommandSpec spec() {
        return spec;
    }
}
