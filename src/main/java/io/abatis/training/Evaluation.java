package io.abatis.training;

import io.abatis.traffic.Labels;
import io.abatis.traffic.Labels.Label;
import io.abatis.training.Replay.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How well a model tells labelled clients apart, from the decisions of a replay. Two questions, two answers: what the forest's majority says of each client
 * after its last call, and whom the gate would have refused at any call.
 *
 * @param benign labelled benign clients
 * @param malicious labelled malicious clients
 * @param unlabelled clients that no label speaks of; left out of all figures
 * @param vote the majority's vote (a score of at least one half) after the last call
 * @param auc the area under the ROC curve of the score after the last call; NaN if a class is missing
 * @param aucLow the lower end of its 95 % bootstrap interval
 * @param aucHigh the upper end
 * @param gate who was flagged at any call
 * @param callsToFlag for each flagged malicious client the number of the call, ascending
 */
public record Evaluation(
        int benign,
        int malicious,
        int unlabelled,
        Confusion vote,
        double auc,
        double aucLow,
        double aucHigh,
        Confusion gate,
        List<Long> callsToFlag) {

    private static final int RESAMPLES = 1_000;
    private static final long SEED = 1;
    private static final double HALF = .5;

    /**
     * A confusion matrix of clients.
     *
     * @param truePositives malicious, and taken for malicious
     * @param falsePositives benign, and taken for malicious
     * @param trueNegatives benign, and taken for benign
     * @param falseNegatives malicious, and taken for benign
     */
    public record Confusion(int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {

        /** The share of clients taken for what they are; NaN without clients. */
        public double accuracy() {
            return (double) (truePositives + trueNegatives)
                    / (truePositives + falsePositives + trueNegatives + falseNegatives);
        }

        /** The share of malicious ones among those taken for malicious; NaN if there are none. */
        public double precision() {
            return (double) truePositives / (truePositives + falsePositives);
        }

        /** The share of malicious ones that were taken for malicious; NaN if there are none. */
        public double recall() {
            return (double) truePositives / (truePositives + falseNegatives);
        }

        /** The share of benign ones that were taken for malicious; NaN if there are none. */
        public double falsePositiveRate() {
            return (double) falsePositives / (falsePositives + trueNegatives);
        }

        Confusion plus(boolean isMalicious, boolean takenForMalicious) {
            return new Confusion(
                    truePositives + (isMalicious && takenForMalicious ? 1 : 0),
                    falsePositives + (!isMalicious && takenForMalicious ? 1 : 0),
                    trueNegatives + (!isMalicious && !takenForMalicious ? 1 : 0),
                    falseNegatives + (isMalicious && !takenForMalicious ? 1 : 0));
        }
    }

    /** A copy whose list nobody else can change. */
    public Evaluation {
        callsToFlag = List.copyOf(callsToFlag);
    }

    /**
     * Compares decisions with labels.
     *
     * @param decisions one a client
     * @param labels what the clients are
     */
    public static Evaluation of(List<Decision> decisions, Labels labels) {
        List<Decision> benign = labelled(decisions, labels, Label.BENIGN);
        List<Decision> malicious = labelled(decisions, labels, Label.MALICIOUS);
        Confusion vote = new Confusion(0, 0, 0, 0);
        Confusion gate = vote;
        for (Decision decision : benign) {
            vote = vote.plus(false, decision.lastScore() >= HALF);
            gate = gate.plus(false, decision.flagged());
        }
        for (Decision decision : malicious) {
            vote = vote.plus(true, decision.lastScore() >= HALF);
            gate = gate.plus(true, decision.flagged());
        }
        double[] low = benign.stream().mapToDouble(Decision::lastScore).toArray();
        double[] high = malicious.stream().mapToDouble(Decision::lastScore).toArray();
        double[] interval = interval(
                low, high, RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
        return new Evaluation(
                benign.size(),
                malicious.size(),
                decisions.size() - benign.size() - malicious.size(),
                vote,
                auc(low, high),
                interval[0],
                interval[1],
                gate,
                malicious.stream()
                        .filter(Decision::flagged)
                        .map(Decision::flaggedAtCall)
                        .sorted()
                        .toList());
    }

    private static List<Decision> labelled(List<Decision> decisions, Labels labels, Label label) {
        return decisions.stream()
                .filter(decision -> label == labels.of(decision.client()))
                .toList();
    }

    /** The probability that a malicious client scores higher than a benign one, ties counting half (Mann and Whitney, 1947). */
    static double auc(double[] benign, double[] malicious) {
        double[] sorted = benign.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double score : malicious) {
            wins += (below(sorted, score) + below(sorted, Math.nextUp(score))) / 2.0;
        }
        return wins / ((double) benign.length * malicious.length);
    }

    /** How many of the sorted values are less than this one. */
    private static int below(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double[] interval(double[] benign, double[] malicious, RandomGenerator random) {
        if (benign.length == 0 || malicious.length == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] aucs = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            aucs[i] = auc(resample(benign, random), resample(malicious, random));
        }
        Arrays.sort(aucs);
        return new double[] {aucs[RESAMPLES * 25 / 1_000], aucs[RESAMPLES * 975 / 1_000 - 1]};
    }

    private static double[] resample(double[] values, RandomGenerator random) {
        double[] resampled = new double[values.length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = values[random.nextInt(values.length)];
        }
        return resampled;
    }
}
