package io.abatis.training;

import io.abatis.training.DetectionResult.Judge;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A point of a receiver operating characteristic: what one judge flags, rightly and wrongly, at one threshold. Immutable.
 *
 * @param judge what flags
 * @param threshold the score that flags
 * @param falsePositives the share of benign clients that it flags within {@value TrainingPlan#LIFE} calls
 * @param flagged for each kind of attackers the shares flagged within each of {@link #WITHIN}, of those who were not flagged before they attacked; NaN if all were
 */
public record RocPoint(Judge judge, double threshold, double falsePositives, Map<AttackerKind, List<Double>> flagged) {

    /** The numbers of calls within which attackers count as flagged. */
    public static final List<Integer> WITHIN = List.of(5, 10, 20);

    private static final int POINTS_A_DECADE = 10;
    private static final double LOWEST_RATE = .0005;

    /** A copy whose map nobody else can change. */
    public RocPoint {
        flagged = Map.copyOf(flagged);
    }

    static RocPoint of(Judge judge, double threshold, double falsePositives, Map<AttackerKind, Delays> delays) {
        Map<AttackerKind, List<Double>> flagged = new EnumMap<>(AttackerKind.class);
        delays.forEach((kind, calls) -> flagged.put(
                kind,
                WITHIN.stream().map(within -> 1 - calls.missedWithin(within)).toList()));
        return new RocPoint(judge, threshold, falsePositives, flagged);
    }

    /** The thresholds of a curve, ten for each power of ten of the rate of false positives from 0.0005 on; equal ones once. */
    static double[] thresholds(double[] ascendingPeaks) {
        return IntStream.iterate(1, i -> rate(i) >= LOWEST_RATE, i -> i + 1)
                .mapToDouble(i -> DetectionBench.threshold(ascendingPeaks, rate(i)))
                .distinct()
                .toArray();
    }

    private static double rate(int point) {
        return Math.pow(10, -(double) point / POINTS_A_DECADE);
    }

    /**
     * The share of one kind of attackers that is flagged.
     *
     * @param within one of {@link #WITHIN}
     */
    public double flagged(AttackerKind kind, int within) {
        return Objects.requireNonNull(flagged.get(kind)).get(WITHIN.indexOf(within));
    }
}
