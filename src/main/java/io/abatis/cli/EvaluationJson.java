package io.abatis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.abatis.training.Auc;
import io.abatis.training.CalibrationBin;
import io.abatis.training.CallsBin;
import io.abatis.training.Confusion;
import io.abatis.training.CostRow;
import io.abatis.training.Evaluation;
import io.abatis.training.Share;

/** An evaluation as JSON. What cannot be said is null. */
final class EvaluationJson {

    private EvaluationJson() {}

    static String of(Evaluation evaluation) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("benign", evaluation.benign());
        root.put("malicious", evaluation.malicious());
        root.put("unlabelled", evaluation.unlabelled());
        intervals(root.putObject("intervals"));
        ObjectNode vote = root.putObject("vote");
        confusion(vote, evaluation.vote());
        auc(vote, evaluation.auc());
        ObjectNode gate = root.putObject("gate");
        confusion(gate, evaluation.gate());
        ArrayNode calls = gate.putArray("calls_to_flag");
        evaluation.callsToFlag().forEach(calls::add);
        ArrayNode bins = root.putArray("by_calls");
        evaluation.byCalls().forEach(bin -> callsBin(bins.addObject(), bin));
        callsBin(root.putObject("five_and_more"), evaluation.fiveAndMore());
        calibration(root.putObject("calibration"), evaluation);
        ArrayNode cost = root.putArray("cost");
        evaluation.cost().forEach(row -> costRow(cost.addObject(), row));
        return root.toPrettyString();
    }

    private static void intervals(ObjectNode node) {
        node.put("level", .95);
        node.put("shares", "Wilson score");
        node.put("auc", "percentile bootstrap over clients");
        node.put("resamples", Auc.RESAMPLES);
        node.put("seed", Auc.SEED);
    }

    private static void confusion(ObjectNode node, Confusion confusion) {
        share(node, "accuracy", confusion.accuracy());
        share(node, "precision", confusion.precision());
        share(node, "recall", confusion.recall());
        share(node, "false_positive_rate", confusion.falsePositiveRate());
        node.put("true_positives", confusion.truePositives());
        node.put("false_positives", confusion.falsePositives());
        node.put("true_negatives", confusion.trueNegatives());
        node.put("false_negatives", confusion.falseNegatives());
    }

    private static void callsBin(ObjectNode node, CallsBin bin) {
        node.put("from_calls", bin.from());
        node.put("to_calls", bin.isOpen() ? null : bin.to());
        node.put("benign", bin.gate().benign());
        node.put("malicious", bin.gate().malicious());
        node.put("benign_flagged", bin.gate().falsePositives());
        node.put("malicious_flagged", bin.gate().truePositives());
        share(node, "recall", bin.gate().recall());
        share(node, "false_positive_rate", bin.gate().falsePositiveRate());
        auc(node, bin.auc());
    }

    private static void calibration(ObjectNode node, Evaluation evaluation) {
        node.put("unscored", evaluation.unscored());
        number(node, "expected_calibration_error", evaluation.expectedCalibrationError());
        ArrayNode bins = node.putArray("bins");
        evaluation.calibration().forEach(bin -> calibrationBin(bins.addObject(), bin));
    }

    private static void calibrationBin(ObjectNode node, CalibrationBin bin) {
        node.put("from_score", bin.from());
        node.put("to_score", bin.to());
        node.put("clients", bin.clients());
        node.put("malicious", bin.malicious().count());
        number(node, "mean_score", bin.meanScore());
        share(node, "malicious_share", bin.malicious());
    }

    private static void costRow(ObjectNode node, CostRow row) {
        node.put("threshold", row.threshold());
        node.put("own", row.isOwn());
        node.put("innocents_refused", row.innocentsRefused().count());
        share(node, "innocents_refused_share", row.innocentsRefused());
        node.put("attackers_caught", row.attackersCaught().count());
        share(node, "attackers_caught_share", row.attackersCaught());
    }

    private static void share(ObjectNode node, String name, Share share) {
        number(node, name, share.value());
        interval(node, name, share.low(), share.high());
    }

    private static void auc(ObjectNode node, Auc auc) {
        number(node, "auc", auc.value());
        interval(node, "auc", auc.low(), auc.high());
    }

    private static void interval(ObjectNode node, String name, double low, double high) {
        ArrayNode interval = node.putArray(name + "_interval");
        for (double end : new double[] {low, high}) {
            if (Double.isFinite(end)) {
                interval.add(end);
            } else {
                interval.addNull();
            }
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
