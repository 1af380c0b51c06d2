package io.abatis.training;

import io.abatis.training.Replay.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;

/**
 * The area under the ROC curve: the probability that a malicious client scores higher than a benign one, ties counting half (Mann and Whitney, 1947); with
 * the 95 % interval of the percentile bootstrap (Efron, 1979) over {@value #RESAMPLES} resamples of the benign and of the malicious clients. Where
 * all resamples agree, as for an area of 0 or 1, the interval is a point, however few the clients. All three are NaN if a class is missing.
 *
 * @param value the area, 0 to 1
 * @param low the lower end of the interval
 * @param high the upper end
 */
public record Auc(double value, double low, double high) {

    /** How often clients are drawn anew. */
    public static final int RESAMPLES = 1_000;

    /** The seed of the draws, the same for every area: an area does not depend on which others are computed. */
    public static final long SEED = 1;

    private static final double TAIL = .025;

    /** The area of the clients' last scores. */
    static Auc of(Labelled clients) {
        return of(lastScores(clients.benign()), lastScores(clients.malicious()));
    }

    private static double[] lastScores(List<Decision> decisions) {
        return decisions.stream().mapToDouble(Decision::lastScore).toArray();
    }

    static Auc of(double[] benign, double[] malicious) {
        if (benign.length == 0 || malicious.length == 0) {
            return new Auc(Double.NaN, Double.NaN, Double.NaN);
        }
        // Scores are ranked once; a resample is then a count per rank, and its area one pass over the ranks.
        double[] ascending = DoubleStream.concat(Arrays.stream(benign), Arrays.stream(malicious))
                .sorted()
                .distinct()
                .toArray();
        int[] benignRanks = ranks(benign, ascending);
        int[] maliciousRanks = ranks(malicious, ascending);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double[] areas = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            areas[i] = area(
                    counts(draw(benignRanks, random), ascending.length),
                    counts(draw(maliciousRanks, random), ascending.length),
                    (double) benign.length * malicious.length);
        }
        Arrays.sort(areas);
        int tail = (int) (RESAMPLES * TAIL);
        double area = area(
                counts(benignRanks, ascending.length),
                counts(maliciousRanks, ascending.length),
                (double) benign.length * malicious.length);
        return new Auc(area, areas[tail], areas[RESAMPLES - 1 - tail]);
    }

    private static int[] ranks(double[] scores, double[] ascending) {
        return Arrays.stream(scores)
                .mapToInt(score -> Arrays.binarySearch(ascending, score))
                .toArray();
    }

    private static int[] draw(int[] ranks, RandomGenerator random) {
        int[] drawn = new int[ranks.length];
        Arrays.setAll(drawn, i -> ranks[random.nextInt(ranks.length)]);
        return drawn;
    }

    private static int[] counts(int[] ranks, int size) {
        int[] counts = new int[size];
        for (int rank : ranks) {
            counts[rank]++;
        }
        return counts;
    }

    private static double area(int[] benign, int[] malicious, double pairs) {
        long below = 0;
        long halves = 0;
        for (int rank = 0; rank < benign.length; rank++) {
            halves += malicious[rank] * (2 * below + benign[rank]);
            below += benign[rank];
        }
        return halves / 2.0 / pairs;
    }
}
