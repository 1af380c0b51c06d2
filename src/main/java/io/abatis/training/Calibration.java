package io.abatis.training;

import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the threshold that keeps a budget: the share of benign lives whose score ever reaches it. The lives are those of clients that the forest in
 * question has not been trained on. Not safe for threads.
 */
final class Calibration {

    private final double budget;
    private final List<Double> benignPeaks = new ArrayList<>();
    private final List<double[]> hostileScores = new ArrayList<>();

    Calibration(double budget) {
        this.budget = budget;
    }

    /** So many lives show the budget with a handful of lives beyond it, within reason. */
    int lives() {
        return (int) Math.max(2_000, Math.min(20_000, 4 / budget));
    }

    /** Adds lives of held-out benign clients. */
    void addBenign(FeatureLayout layout, Forest forest, List<History> heldOut, int lives, RandomGenerator random) {
        peaksOf(scores(layout, forest, draw(heldOut, lives, TrainingPlan.LIFE, random)))
                .forEach(benignPeaks::add);
    }

    /** Adds lives of held-out attackers. */
    void addHostile(
            FeatureLayout layout, Forest forest, List<History> heldOut, int lives, int length, RandomGenerator random) {
        hostileScores.addAll(scores(layout, forest, draw(heldOut, lives, length, random)));
    }

    private static List<List<PastCall>> draw(List<History> models, int lives, int length, RandomGenerator random) {
        VirtualClients clients = new VirtualClients(models, random);
        return IntStream.range(0, lives).mapToObj(life -> clients.life(length)).toList();
    }

    private static Stream<Double> peaksOf(List<double[]> scores) {
        return scores.stream().map(life -> Arrays.stream(life).max().orElse(0));
    }

    /** The score after each call of each life. The first call is never judged, as in the gate's default. */
    private static List<double[]> scores(FeatureLayout layout, Forest forest, List<List<PastCall>> lives) {
        return lives.parallelStream()
                .map(life -> scoresOf(layout, forest, life))
                .toList();
    }

    private static double[] scoresOf(FeatureLayout layout, Forest forest, List<PastCall> life) {
        Playback playback = new Playback(layout);
        double[] vector = new double[layout.size()];
        double[] scores = new double[life.size()];
        for (int i = 0; i < scores.length; i++) {
            if (playback.count(life.get(i))) {
                if (playback.calls() > 1) {
                    playback.fill(vector);
                    scores[i] = forest.score(vector);
                }
                playback.answer(life.get(i));
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

    /** How many benign lives were looked at. */
    int benignLives() {
        return benignPeaks.size();
    }

    /** How many benign lives reach a threshold. */
    long reaching(double threshold) {
        return benignPeaks.stream().filter(peak -> peak >= threshold).count();
    }

    /** The calls until each attacker's life reaches a threshold, ascending; a life that never does counts as one call more than it has. */
    int[] callsToFlag(double threshold) {
        return hostileScores.stream()
                .mapToInt(life -> callsToFlag(life, threshold))
                .sorted()
                .toArray();
    }

    private static int callsToFlag(double[] life, double threshold) {
        int call = 0;
        while (call < life.length && life[call] < threshold) {
            call++;
        }
        return call + 1;
    }
}
