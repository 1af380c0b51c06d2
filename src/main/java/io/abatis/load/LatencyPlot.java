package io.abatis.load;

import java.util.Locale;

/** Latency by percentile, both axes logarithmic: the tail is what matters, and it is long. */
final class LatencyPlot {

    private static final int MOST_NINES = 6;

    private final LoadResult result;
    private final Chart chart;
    private final double nines;
    private final double low;
    private final double high;

    private LatencyPlot(LoadResult result, Chart chart) {
        this.result = result;
        this.chart = chart;
        long most = Math.max(result.served().count(), result.refused().count());
        this.nines = Math.min(MOST_NINES, Math.max(2, Math.ceil(log10(most))));
        this.low = Math.floor(Math.log10(Math.max(1_000, lowest())));
        this.high = Math.max(
                low + 1,
                Math.ceil(log10(Math.max(result.served().max(), result.refused().max()))));
    }

    static void draw(Markup markup, LoadResult result) {
        Chart chart = Chart.begin(markup, "Latency by percentile: the figures are in the table of latencies");
        if (result.answered() == 0) {
            chart.message("No call was answered");
        } else {
            new LatencyPlot(result, chart).draw();
        }
        chart.end();
    }

    private double lowest() {
        double served = first(result.served());
        double refused = first(result.refused());
        return Math.min(served, refused);
    }

    private static double first(LatencyProfile profile) {
        return profile.curve().isEmpty()
                ? Double.MAX_VALUE
                : profile.curve().get(0).nanos();
    }

    private void draw() {
        for (double power = low; power <= high; power++) {
            chart.gridLine((power - low) / (high - low), label(Math.pow(10, power) / 1e6));
        }
        chart.tick(0, "0");
        chart.tick(across(50), "p50");
        chart.tick(across(90), "p90");
        for (int n = 2; n <= nines; n++) {
            chart.tick(n / nines, "p" + (n == 2 ? "99" : "99." + "9".repeat(n - 2)));
        }
        chart.axes("percentile", "milliseconds");
        curve("served", result.served(), "benign");
        curve("refused", result.refused(), "hostile");
    }

    private void curve(String name, LatencyProfile profile, String style) {
        if (profile.count() == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (LatencyProfile.Point point : profile.curve()) {
            double x = Chart.x(across(point.percentile()));
            double y = Chart.y(up(point.nanos()));
            path.append(path.isEmpty() ? Chart.point('M', x, y) : Chart.point('L', x, y));
        }
        chart.path(path.toString(), "line " + style);
        chart.legend(name, style);
    }

    private double across(double percentile) {
        return Math.min(1, -Math.log10(Math.max(1e-9, 1 - percentile / 100)) / nines);
    }

    private double up(long nanos) {
        return Math.max(0, (log10(nanos) - low) / (high - low));
    }

    private static String label(double millis) {
        return millis >= 1 ? String.format(Locale.ROOT, "%,.0f", millis) : Double.toString(round(millis));
    }

    private static double round(double millis) {
        return Math.round(millis * 1000) / 1000.0;
    }

    private static double log10(long value) {
        return Math.log10((double) Math.max(1, value));
    }
}
