package io.abatis.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one sort of answer, in nanoseconds; all zero if there were none. Values are exact to three digits.
 *
 * @param count how many answers
 * @param p50 what half of the answers did not exceed; the following fields likewise
 * @param max the longest
 * @param curve the whole distribution, by rising percentile; empty if there were no answers
 */
public record LatencyProfile(
        long count, double mean, long p50, long p90, long p99, long p999, long max, List<Point> curve) {

    private static final int STEPS_A_HALVING = 4;

    /**
     * A point of the distribution.
     *
     * @param percentile 0 to 100
     * @param nanos what this share of the answers did not exceed
     */
    public record Point(double percentile, long nanos) {}

    /** Copies the curve. */
    public LatencyProfile {
        curve = List.copyOf(curve);
    }

    static LatencyProfile of(Histogram histogram) {
        List<Point> curve = new ArrayList<>();
        if (histogram.getTotalCount() > 0) {
            histogram
                    .percentiles(STEPS_A_HALVING)
                    .forEach(step ->
                            curve.add(new Point(step.getPercentileLevelIteratedTo(), step.getValueIteratedTo())));
        }
        return new LatencyProfile(
                histogram.getTotalCount(),
                histogram.getMean(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue(),
                curve);
    }
}
