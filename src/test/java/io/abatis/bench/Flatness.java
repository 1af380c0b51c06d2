package io.abatis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Whether what was sampled stayed as it was: medians of the second quarter, when all is warm and full, and of the last one.
 *
 * @param samples in their order
 */
record Flatness(List<Sample> samples) {

    private static final int QUARTERS = 4;

    /** Copies. */
    Flatness {
        samples = List.copyOf(samples);
    }

    /**
     * Figures for the table.
     *
     * @param minutes how long the soak was to last
     * @return by key; without quarters if there are fewer than four samples
     */
    Map<String, Figure> figures(double minutes) {
        Map<String, Figure> figures = new TreeMap<>();
        put(figures, "minutes.asked", minutes);
        put(figures, "minutes.lasted", samples.isEmpty() ? 0 : last().seconds() / 60);
        if (samples.size() >= QUARTERS) {
            quarters(figures, "heap-megabytes", Sample::megabytes);
            quarters(figures, "micros.50.0", Sample::p50);
            quarters(figures, "micros.99.0", Sample::p99);
            quarters(figures, "micros.99.9", Sample::p999);
            quarters(figures, "calls-a-second", Sample::rate);
            quarters(figures, "refused-percent", Sample::refusedPercent);
            quarters(figures, "clients", sample -> (double) sample.state().clients());
            quarters(figures, "bans", sample -> (double) sample.state().bans());
            quarters(figures, "threads", sample -> (double) sample.state().threads());
            put(figures, "evictions", (double) last().state().evictions());
            put(figures, "gc-percent", last().state().gcMillis() / 10.0 / last().seconds());
        }
        return figures;
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private void quarters(Map<String, Figure> figures, String key, ToDoubleFunction<Sample> what) {
        put(figures, key + ".second-quarter", median(2, what));
        put(figures, key + ".last-quarter", median(QUARTERS, what));
    }

    private static void put(Map<String, Figure> figures, String key, double value) {
        figures.put("soak." + key, new Figure(List.of(value)));
    }

    /**
     * The median of a quarter.
     *
     * @param quarter 1 to 4
     * @return NaN if nothing is known of it
     */
    double median(int quarter, ToDoubleFunction<Sample> what) {
        int from = samples.size() * (quarter - 1) / QUARTERS;
        int to = samples.size() * quarter / QUARTERS;
        List<Double> known = new ArrayList<>();
        for (Sample sample : samples.subList(from, to)) {
            double value = what.applyAsDouble(sample);
            if (!Double.isNaN(value)) {
                known.add(value);
            }
        }
        return known.isEmpty() ? Double.NaN : new Figure(known).median();
    }
}
