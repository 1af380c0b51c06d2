package io.abatis.cli;

import io.abatis.forest.Model;
import io.abatis.gate.Policy;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Reading;
import io.abatis.training.Evaluation;
import io.abatis.training.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: how well a model tells labelled clients apart. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Replays logs and compares the decisions with labels.",
            "Prints accuracy, confusion matrix, precision, recall and AUC, with intervals; the same by calls per client; a"
                    + " calibration table, scores against observed shares of malicious clients; and a cost forecast: for each of"
                    + " several thresholds, the innocents refused and the attackers caught."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private Logs logs = new Logs();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model file.")
    private Path model = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "LOG",
            description = "Call logs, or access logs in common or combined format; .gz is fine.")
    private List<Path> files = List.of();

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Mixin
    private ReadingOptions readings = new ReadingOptions();

    @Option(names = "--json", description = "Prints JSON, with all figures; what cannot be said is null.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Reading reading = readings.read();
        Labels known = labels.read(reading.clients());
        if (known == null) {
            throw new ParameterException(
                    logs.spec().commandLine(), "who is malicious? Give --labels FILE or --benign CIDR");
        }
        Model judge = Models.read(model);
        Replay replay = new Replay(judge, Policy.observing());
        for (Path file : files) {
            logs.read(file, reading, replay);
        }
        logs.reportBlind(replay);
        Evaluation evaluation =
                Evaluation.of(replay.decisions(), known, judge.card().threshold());
        if (evaluation.benign() + evaluation.malicious() == 0) {
            throw new IllegalStateException("none of the " + evaluation.unlabelled()
                    + " clients in the logs has a label: give --labels a file that names them by their addresses in the logs,"
                    + " or give --benign CIDR");
        }
        logs.out()
                .print(json ? EvaluationJson.of(evaluation) + System.lineSeparator() : EvaluationTable.of(evaluation));
        logs.out().flush();
        return 0;
    }
}
