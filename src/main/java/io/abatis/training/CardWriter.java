package io.abatis.training;

import io.abatis.count.Facet;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.ModelCard;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a model's card.
 *
 * @param logsSha256 the SHA-256 of each log, in the order given
 * @param lines the entries read from them
 * @param labels where the labels came from, for people
 */
record CardWriter(List<String> logsSha256, long lines, String labels) {

    /** What a training rests on: so many clients, and so many vectors of them. */
    record Counted(int benign, int malicious, int samples) {}

    ModelCard write(TrainingPlan plan, FeatureLayout layout, Counted counted, String options, Calibration calibration) {
        double threshold = calibration.threshold();
        Share refused = calibration.reaching(threshold);
        int[] toFlag = calibration.callsToFlag(threshold);
        long needed =
                Math.round(3 / plan.budget()); // the rule of three: no event in n trials bounds the rate by 3/n at 95 %
        Map<String, String> card = new LinkedHashMap<>();
        card.put(ModelCard.THRESHOLD, Double.toString(threshold));
        if (layout.shape().keeps(Facet.RARITY)) {
            card.put(ModelCard.WARM_UP, Integer.toString(TrainingPlan.WARM_UP));
        }
        card.put("budget", Double.toString(plan.budget()));
        card.put("budget-meaning", "share of benign clients refused within " + TrainingPlan.LIFE + " calls");
        card.put("trainer", "Weka " + WekaForest.version() + " RandomForest");
        card.put("trainer-options", options);
        card.put("leaf-smoothing", Double.toString(Trainer.SMOOTHING));
        card.put("seed", Long.toString(plan.seed()));
        if (!logsSha256.isEmpty()) {
            card.put("data-sha256", String.join(" ", logsSha256));
        }
        card.put("data-lines", Long.toString(lines));
        card.put("data-labels", labels);
        card.put("benign-clients", Integer.toString(counted.benign()));
        card.put("malicious-clients", Integer.toString(counted.malicious()));
        card.put("samples", Integer.toString(counted.samples()));
        card.put("held-out-benign-lives", Integer.toString(refused.of()));
        card.put("held-out-benign-lives-refused", Integer.toString(refused.count()));
        card.put(
                "held-out-refused-interval",
                String.format(Locale.ROOT, "%.6f to %.6f (95 %%, Wilson)", refused.low(), refused.high()));
        card.put("held-out-hostile-lives", Integer.toString(toFlag.length));
        card.put(
                "held-out-hostile-lives-refused",
                Long.toString(Arrays.stream(toFlag)
                        .filter(calls -> calls < Calibration.NEVER)
                        .count()));
        card.put(
                "held-out-calls-to-flag-mean",
                String.format(
                        Locale.ROOT, "%.2f", Arrays.stream(toFlag).average().orElse(0)));
        card.put("held-out-calls-to-flag-median", Integer.toString(toFlag[toFlag.length / 2]));
        card.put("held-out-calls-to-flag-most", Integer.toString(toFlag[toFlag.length - 1]));
        card.put(ModelCard.ENDS, calibration.ends());
        card.put("benign-clients-needed", Long.toString(needed));
        card.put(
                "promise",
                counted.benign() >= needed
                        ? "kept on held-out clients"
                        : "rests on lives resampled from " + counted.benign()
                                + " benign clients; to measure it takes about " + needed);
        return new ModelCard(card);
    }
}
