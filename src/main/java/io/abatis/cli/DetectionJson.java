package io.abatis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.abatis.training.AttackerKind;
import io.abatis.training.Delays;
import io.abatis.training.DetectionBench;
import io.abatis.training.DetectionPlan;
import io.abatis.training.DetectionResult;
import io.abatis.training.DetectionResult.Judge;
import io.abatis.training.DetectionResult.Row;
import io.abatis.training.RocPoint;
import java.util.List;

/** Delays of detection as JSON. What cannot be said is null. */
final class DetectionJson {

    private DetectionJson() {}

    static String of(DetectionPlan plan, List<DetectionResult> results) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("clients", plan.clients());
        root.put("trees", plan.trees());
        root.put("seed", plan.seed());
        ArrayNode settings = root.putArray("settings");
        results.forEach(result -> setting(settings.addObject(), result));
        return root.toPrettyString();
    }

    private static void setting(ObjectNode node, DetectionResult result) {
        node.put("bias", result.bias());
        node.put("routes", result.routes());
        node.put("given_model", result.isGiven());
        node.put("benign_clients", result.benignClients());
        ArrayNode rows = node.putArray("rows");
        result.rows().forEach(row -> row(rows.addObject(), row));
        ArrayNode roc = node.putArray("roc");
        result.roc().forEach(point -> point(roc.addObject(), point));
        ObjectNode ratios = node.putObject("forest_to_fastest");
        if (!result.rows().isEmpty()) {
            for (String rate : DetectionBench.RATES) {
                ObjectNode ratio = ratios.putObject(rate);
                put(ratio, "fresh_to_sprt", result.ratio(rate, Judge.SPRT, AttackerKind.FRESH));
                put(ratio, "turned_to_cusum", result.ratio(rate, Judge.CUSUM, AttackerKind.TURNED));
            }
        }
    }

    private static void row(ObjectNode node, Row row) {
        node.put("rate", row.rate());
        node.put("test", row.judge().word());
        put(node, "threshold", row.threshold());
        node.put("false_positive_rate", row.falsePositives());
        for (AttackerKind kind : AttackerKind.values()) {
            delays(node.putObject(kind.word()), row.delays(kind));
        }
    }

    private static void point(ObjectNode node, RocPoint point) {
        node.put("test", point.judge().word());
        put(node, "threshold", point.threshold());
        node.put("false_positive_rate", point.falsePositives());
        for (AttackerKind kind : AttackerKind.values()) {
            ObjectNode flagged = node.putObject(kind.word());
            RocPoint.WITHIN.forEach(calls -> put(flagged, "flagged_within_" + calls, point.flagged(kind, calls)));
        }
    }

    private static void delays(ObjectNode node, Delays delays) {
        node.put("clients", delays.clients());
        node.put("flagged_before", delays.flaggedBefore());
        put(node, "mean", delays.mean());
        put(node, "median", quantile(delays, .5));
        put(node, "p95", quantile(delays, .95));
        put(node, "missed_within_60", delays.missedWithin(DetectionTable.LATE));
        put(node, "missed_within_200", delays.missedWithin(Delays.MOST));
    }

    private static double quantile(Delays delays, double share) {
        int call = delays.quantile(share);
        return call > Delays.MOST ? Double.NaN : call;
    }

    private static void put(ObjectNode node, String name, double value) {
        if (!Double.isFinite(value)) {
            node.putNull(name);
        } else if (value == Math.rint(value)) {
            node.put(name, (long) value);
        } else {
            node.put(name, value);
        }
    }
}
