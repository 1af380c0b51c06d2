package io.abatis.cli;

import io.abatis.training.Auc;
import io.abatis.training.CalibrationBin;
import io.abatis.training.CallsBin;
import io.abatis.training.Confusion;
import io.abatis.training.CostRow;
import io.abatis.training.Evaluation;
import io.abatis.training.Share;
import java.util.List;
import java.util.Locale;

/** An evaluation as text, at most 120 columns wide. A dash stands for what cannot be said. */
final class EvaluationTable {

    private final StringBuilder text = new StringBuilder();

    private EvaluationTable() {}

    static String of(Evaluation evaluation) {
        EvaluationTable table = new EvaluationTable();
        table.line(
                "clients    %d benign, %d malicious, %d without a label",
                evaluation.benign(), evaluation.malicious(), evaluation.unlabelled());
        table.line(
                "Intervals are of 95 %%: Wilson's for shares, for AUC the bootstrap's (%,d resamples of the clients). Where all",
                Auc.RESAMPLES);
        table.line("resamples agree, as at an AUC of 1, the latter is a point, however few the clients.");
        table.vote(evaluation);
        table.gate(evaluation);
        table.byCalls(evaluation);
        table.calibration(evaluation);
        table.cost(evaluation.cost());
        return table.text.toString();
    }

    private void vote(Evaluation evaluation) {
        title("The forest's vote after each client's last call (score at least 0.5):");
        confusion(evaluation.vote());
        Auc auc = evaluation.auc();
        named("auc", interval(auc.value(), auc.low(), auc.high()));
    }

    private void gate(Evaluation evaluation) {
        title("The gate, at the threshold on the model's card, over each client's life:");
        confusion(evaluation.gate());
        Share wronged = evaluation.gate().falsePositiveRate();
        named(
                "wrongly refused",
                figure(wronged.value()) + " of benign clients" + interval(wronged.low(), wronged.high()));
        List<Long> calls = evaluation.callsToFlag();
        named(
                "calls to flag",
                calls.isEmpty()
                        ? "none was flagged"
                        : "median " + calls.get(calls.size() / 2) + ", most " + calls.get(calls.size() - 1));
    }

    private void confusion(Confusion confusion) {
        named("accuracy", share(confusion.accuracy()));
        named("precision", share(confusion.precision()));
        named("recall", share(confusion.recall()));
        line("  %-16s %12s %12s", "", "as benign", "as malicious");
        line("  %-16s %12d %12d", "benign", confusion.trueNegatives(), confusion.falsePositives());
        line("  %-16s %12d %12d", "malicious", confusion.falseNegatives(), confusion.truePositives());
    }

    private void byCalls(Evaluation evaluation) {
        title("By calls per client: whom the gate flagged, and the AUC of the score after the last call:");
        line("  %-12s %8s %10s  %-21s %-21s %s", "calls", "benign", "malicious", "recall", "false positives", "auc");
        evaluation.byCalls().forEach(bin -> callsRow(calls(bin), bin.gate(), bin.auc()));
        CallsBin several = evaluation.fiveAndMore();
        callsRow(calls(several), several.gate(), several.auc());
        callsRow("all", evaluation.gate(), evaluation.auc());
    }

    private void callsRow(String calls, Confusion gate, Auc auc) {
        line(
                "  %-12s %8d %10d  %-21s %-21s %s",
                calls,
                gate.benign(),
                gate.malicious(),
                cell(gate.recall()),
                cell(gate.falsePositiveRate()),
                cell(auc.value(), auc.low(), auc.high()));
    }

    private static String calls(CallsBin bin) {
        if (bin.isOpen()) {
            return bin.from() + " and more";
        }
        return bin.from() == bin.to() ? Long.toString(bin.from()) : bin.from() + " to " + bin.to();
    }

    private void calibration(Evaluation evaluation) {
        title("Calibration: the score after the last call, and how many clients with such a score are malicious:");
        line("  %-12s %8s %11s  %s", "score", "clients", "mean score", "malicious");
        for (CalibrationBin bin : evaluation.calibration()) {
            line(
                    "  %-12s %8d %11s  %s",
                    String.format(Locale.ROOT, "%.1f to %.1f", bin.from(), bin.to()),
                    bin.clients(),
                    figure(bin.meanScore()),
                    cell(bin.malicious()));
        }
        line(
                "  expected calibration error %s; clients never scored, and left out: %d",
                figure(evaluation.expectedCalibrationError()), evaluation.unscored());
    }

    private void cost(List<CostRow> rows) {
        title(
                "Cost forecast: who would be refused, at any call, at other thresholds (* is the one on the model's card):");
        line("  %-12s %-29s %s", "threshold", "innocents refused", "attackers caught");
        for (CostRow row : rows) {
            line(
                    "%s %-12s %7d %-21s %7d %s",
                    row.isOwn() ? "*" : " ",
                    row.threshold(),
                    row.innocentsRefused().count(),
                    cell(row.innocentsRefused()),
                    row.attackersCaught().count(),
                    cell(row.attackersCaught()));
        }
    }

    private static String cell(Share share) {
        return cell(share.value(), share.low(), share.high());
    }

    private static String cell(double value, double low, double high) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", value, low, high);
    }

    private static String share(Share share) {
        return interval(share.value(), share.low(), share.high());
    }

    private static String interval(double value, double low, double high) {
        return figure(value) + interval(low, high);
    }

    private static String interval(double low, double high) {
        return Double.isNaN(low) ? "" : " (95 % interval " + figure(low) + " to " + figure(high) + ")";
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private void title(String title) {
        line("");
        line("%s", title);
    }

    private void named(String name, String value) {
        line("  %-16s %s", name, value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
