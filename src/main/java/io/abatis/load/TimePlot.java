package io.abatis.load;

import java.util.List;
import java.util.function.ToLongFunction;

/** Calls per second over the run, by who made them and what they got. */
final class TimePlot {

    private final Timeline timeline;
    private final Chart chart;
    private final double widthSeconds;
    private final double top;
    private final double[] below;

    private TimePlot(Timeline timeline, Chart chart) {
        this.timeline = timeline;
        this.chart = chart;
        this.widthSeconds = timeline.width().toNanos() / 1e9;
        this.below = new double[timeline.buckets().size()];
        double highest = timeline.buckets().stream()
                        .mapToLong(Timeline.Bucket::total)
                        .max()
                        .orElse(0)
                / widthSeconds;
        List<Double> marks = Chart.scale(highest);
        this.top = marks.get(marks.size() - 1);
        marks.forEach(mark -> chart.gridLine(mark / top, Figures.count(Math.round(mark))));
    }

    static void draw(Markup markup, LoadResult result) {
        Chart chart = Chart.begin(markup, "Calls per second over the run, by client and answer");
        if (result.timeline().buckets().isEmpty()) {
            chart.message("No call ended");
        } else {
            new TimePlot(result.timeline(), chart).draw();
        }
        chart.end();
    }

    private void draw() {
        double seconds = below.length * widthSeconds;
        for (double mark : Chart.scale(seconds)) {
            if (mark <= seconds) {
                chart.tick(mark / seconds, Figures.count(Math.round(mark)));
            }
        }
        layer("attackers refused", "hostile", Timeline.Bucket::hostileRefused);
        layer("attackers served", "hostile pale", Timeline.Bucket::hostileServed);
        layer("benign served", "benign pale", Timeline.Bucket::benignServed);
        layer("benign refused", "benign", Timeline.Bucket::benignRefused);
        layer("failed", "failed", Timeline.Bucket::failed);
        chart.axes("seconds since the start", "calls/s");
    }

    private void layer(String name, String style, ToLongFunction<Timeline.Bucket> height) {
        StringBuilder path = new StringBuilder();
        double gap = below.length > 60 ? 0 : .08;
        for (int i = 0; i < below.length; i++) {
            double value = height.applyAsLong(timeline.buckets().get(i)) / widthSeconds;
            if (value > 0) {
                double left = Chart.x((i + gap) / below.length);
                double right = Chart.x((i + 1 - gap) / below.length);
                path.append(Chart.column(left, right, Chart.y(below[i] / top), Chart.y((below[i] + value) / top)));
                below[i] += value;
            }
        }
        if (!path.isEmpty()) {
            chart.path(path.toString(), style);
            chart.legend(name, style);
        }
    }
}
