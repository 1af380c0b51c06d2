package io.abatis.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.abatis.gate.Policy;
import io.abatis.traffic.Reading;
import io.abatis.training.Replay;
import io.abatis.training.Replay.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code replay}: logs through the live gate. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends logs through the live gate, over the logs' own times, and tells whom it would have refused and when.")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private Logs logs = new Logs();

    @Parameters(
            paramLabel = "LOG",
            arity = "1..*",
            description = "Call logs, or access logs in common or combined format; .gz is fine.")
    private List<Path> files = List.of();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The model to judge by. Default: the one shipped with Abatis.")
    private @Nullable Path model;

    @Mixin
    private ReadingOptions readings = new ReadingOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The CSV to write, a row a client. Default: standard output.")
    private @Nullable Path out;

    @Option(
            names = "--explain",
            description = "Also tells why, for each client that would have been refused. Needs --out.")
    private boolean explain;

    @Override
    public Integer call() throws IOException {
        if (explain && out == null) {
            throw new ParameterException(
                    logs.spec().commandLine(), "--explain needs --out FILE, so that words and rows do not mix");
        }
        Replay replay = new Replay(Models.read(model), Policy.observing());
        if (out == null) {
            run(replay);
            write(CsvWriter.builder().build(logs.out()), replay.decisions());
            logs.out().flush();
            return 0;
        }
        try (AtomicFile file = AtomicFile.create(out)) {
            run(replay);
            write(CsvWriter.builder().build(file.writer()), replay.decisions());
            file.commit();
        }
        long flagged = replay.decisions().stream().filter(Decision::flagged).count();
        logs.out()
                .printf(
                        "%d of %d clients would have been refused: see %s%n",
                        flagged, replay.decisions().size(), out);
        if (explain) {
            replay.decisions().forEach(this::explain);
        }
        return 0;
    }

    private void run(Replay replay) throws IOException {
        Reading reading = readings.read();
        for (Path file : files) {
            logs.read(file, reading, replay);
        }
        logs.reportBlind(replay);
    }

    private void explain(Decision decision) {
        if (decision.explanation() != null) {
            logs.out()
                    .printf("%s at call %d: %s%n", decision.client(), decision.flaggedAtCall(), decision.explanation());
        }
    }

    private static void write(CsvWriter csv, List<Decision> decisions) throws IOException {
        csv.writeRecord("client", "calls", "flagged_at_call", "flagged_at", "max_score", "reason");
        for (Decision decision : decisions) {
            csv.writeRecord(
                    decision.client().toString(),
                    Long.toString(decision.calls()),
                    decision.flagged() ? Long.toString(decision.flaggedAtCall()) : "",
                    decision.flaggedAt() == null ? "" : decision.flaggedAt(),
                    String.format(Locale.ROOT, "%.6f", Math.max(decision.maxScore(), decision.lastScore())),
                    decision.reason() == null ? "" : decision.reason().name().toLowerCase(Locale.ROOT));
        }
        csv.flush();
    }
}
