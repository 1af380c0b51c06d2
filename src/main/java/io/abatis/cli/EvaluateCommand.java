package io.abatis.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.abatis.gate.Policy;
import io.abatis.traffic.Labels;
import io.abatis.training.Evaluation;
import io.abatis.training.Evaluation.Confusion;
import io.abatis.training.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        description = "Replays logs and compares the decisions with labels.")
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

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Labels known = labels.read();
        if (known == null) {
            throw new ParameterException(
                    logs.spec().commandLine(), "who is malicious? Give --labels FILE or --benign CIDR");
        }
        Replay replay = new Replay(Models.read(model), Policy.observing());
        for (Path file : files) {
            logs.read(file, replay);
        }
        Evaluation evaluation = Evaluation.of(replay.decisions(), known);
        if (evaluation.benign() + evaluation.malicious() == 0) {
            throw new IllegalStateException(
                    "none of the " + evaluation.unlabelled() + " clients in the logs has a label");
        }
        if (json) {
            logs.out()
                    .println(new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(asJson(evaluation)));
        } else {
            print(evaluation, logs.out());
        }
        return 0;
    }

    private static void print(Evaluation evaluation, PrintWriter out) {
        out.printf(
                "clients    %d benign, %d malicious, %d without a label%n",
                evaluation.benign(), evaluation.malicious(), evaluation.unlabelled());
        out.println();
        out.println("The forest's vote after each client's last call (score at least 0.5):");
        print(evaluation.vote(), out);
        out.println(line(
                "auc",
                "%s (95 %% interval %s to %s)",
                figure(evaluation.auc()),
                figure(evaluation.aucLow()),
                figure(evaluation.aucHigh())));
        out.println();
        out.println("The gate, at the threshold on the model's card, over each client's life:");
        print(evaluation.gate(), out);
        out.println(line(
                "wrongly refused",
                "%s of benign clients",
                figure(evaluation.gate().falsePositiveRate())));
        List<Long> calls = evaluation.callsToFlag();
        out.println(
                calls.isEmpty()
                        ? line("calls to flag", "none was flagged")
                        : line(
                                "calls to flag",
                                "median %d, most %d",
                                calls.get(calls.size() / 2),
                                calls.get(calls.size() - 1)));
    }

    private static void print(Confusion confusion, PrintWriter out) {
        out.println(line("accuracy", "%s", figure(confusion.accuracy())));
        out.println(line("precision", "%s", figure(confusion.precision())));
        out.println(line("recall", "%s", figure(confusion.recall())));
        out.printf("  %-16s %12s %12s%n", "", "as benign", "as malicious");
        out.printf("  %-16s %12d %12d%n", "benign", confusion.trueNegatives(), confusion.falsePositives());
        out.printf("  %-16s %12d %12d%n", "malicious", confusion.falseNegatives(), confusion.truePositives());
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "  %-16s ", name) + String.format(Locale.ROOT, format, values);
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static Map<String, Object> asJson(Evaluation evaluation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benign", evaluation.benign());
        json.put("malicious", evaluation.malicious());
        json.put("unlabelled", evaluation.unlabelled());
        Map<String, Object> vote = asJson(evaluation.vote());
        vote.put("auc", finite(evaluation.auc()));
        vote.put("auc_interval", new Object[] {finite(evaluation.aucLow()), finite(evaluation.aucHigh())});
        json.put("vote", vote);
        Map<String, Object> gate = asJson(evaluation.gate());
        gate.put("false_positive_rate", finite(evaluation.gate().falsePositiveRate()));
        gate.put("calls_to_flag", evaluation.callsToFlag());
        json.put("gate", gate);
        return json;
    }

    private static Map<String, Object> asJson(Confusion confusion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accuracy", finite(confusion.accuracy()));
        json.put("precision", finite(confusion.precision()));
        json.put("recall", finite(confusion.recall()));
        json.put("true_positives", confusion.truePositives());
        json.put("false_positives", confusion.falsePositives());
        json.put("true_negatives", confusion.trueNegatives());
        json.put("false_negatives", confusion.falseNegatives());
        return json;
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
