package io.abatis.training;

import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the threshold that keeps a budget: the share of benign lives whose score ever reaches it. The lives are those of clients that the forest in
 * question has not been trained on. Not safe for threads.
 */
final class Calibration {

    /** Stands for an attacker that is not flagged, however few calls it makes. */
    static final int NEVER = TrainingPlan.HOSTILE_LIFE + 1;

    private static final int BINS = 10;

    private final double budget;
    private final List<Double> benignPeaks = new ArrayList<>();
    private final List<Double> benignEnds = new ArrayList<>();
    private final List<double[]> hostileScores = new ArrayList<>();

    Calibration(double budget) {
        this.budget = budget;
    }

    /** So many lives show the budget with a handful of lives beyond it, within reason. */
    static int lives(double budget) {
        return (int) Math.max(2_000, Math.min(20_000, 4 / budget));
    }

    /** Adds lives of held-out benign clients. */
    void addBenign(FeatureLayout layout, Forest forest, List<Life> lives) {
        scores(layout, forest, lives).forEach(life -> {
            benignPeaks.add(Arrays.stream(life).max().orElse(0));
            benignEnds.add(end(life));
        });
    }

    /** Adds lives of held-out attackers. */
    void addHostile(FeatureLayout layout, Forest forest, List<Life> lives) {
        hostileScores.addAll(scores(layout, forest, lives));
    }

    private static double end(double[] life) {
        return life.length == 0 ? 0 : life[life.length - 1];
    }

    /** The score after each call of each life since it turned; after a call that does not count, the one before. */
    private static List<double[]> scores(FeatureLayout layout, Forest forest, List<Life> lives) {
        return lives.parallelStream().map(life -> scores(layout, forest, life)).toList();
    }

    /** The first call is never judged, as in the gate's default. */
    private static double[] scores(FeatureLayout layout, Forest forest, Life life) {
        Playback playback = new Playback(layout);
        playback.play(life.before());
        int[] vector = new int[layout.size()];
        Workspace work = forest.workspace();
        double[] scores = new double[life.calls().size()];
        for (int i = 0; i < scores.length; i++) {
            PastCall call = life.calls().get(i);
            scores[i] = i == 0 ? 0 : scores[i - 1];
            if (playback.count(call)) {
                if (playback.calls() > 1) {
                    playback.fill(vector);
                    scores[i] = forest.score(vector, work);
                }
                playback.answer(call);
            }
        }
        return scores;
    }

    /** The lowest threshold that no more than the budget's share of the benign lives reaches. */
    double threshold() {
        double[] peaks =
                benignPeaks.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int allowed = (int) (peaks.length * budget);
        double highestKept = peaks[peaks.length - 1 - allowed];
        return Math.min(1, Math.ceil(highestKept * 1e6 + 1) / 1e6);
    }

    /** The share of benign lives that reach a threshold. */
    Share reaching(double threshold) {
        return new Share(
                (int) benignPeaks.stream().filter(peak -> peak >= threshold).count(), benignPeaks.size());
    }

    /**
     * How many lives end with a score in each tenth of 0 to 1: of a calibrated forest, the share of attackers in a tenth is about its score.
     *
     * @return a text of ten {@code benign/malicious}, the lowest scores first
     */
    String ends() {
        int[][] ends = new int[BINS][2];
        benignEnds.forEach(end -> ends[bin(end)][0]++);
        hostileScores.forEach(life -> ends[bin(end(life))][1]++);
        return Arrays.stream(ends).map(bin -> bin[0] + "/" + bin[1]).collect(Collectors.joining(" "));
    }

    private static int bin(double score) {
        return Math.min(BINS - 1, (int) (score * BINS));
    }

    /** The calls until each attacker's life reaches a threshold, ascending; {@link #NEVER} for those that never do. */
    int[] callsToFlag(double threshold) {
        return hostileScores.stream()
                .mapToInt(life -> callsToFlag(life, threshold))
                .sorted()
                .toArray();
    }

    private static int callsToFlag(double[] life, double threshold) {
        for (int call = 0; call < life.length; call++) {
            if (life[call] >= threshold) {
                return call + 1;
            }
        }
        return NEVER;
    }
}
