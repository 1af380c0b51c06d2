package io.abatis.bench;

import io.abatis.bench.Line.Dot;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What a soak found, drawn over its time. */
final class SoakPlots {

    private static final double MINUTE = 60;
    private static final double MILLI = 1e3;

    private final List<Sample> samples;

    private SoakPlots(List<Sample> samples) {
        this.samples = samples;
    }

    /** @param samples in their order; there may be none */
    static String svg(List<Sample> samples) {
        SoakPlots plots = new SoakPlots(samples);
        String words = samples.isEmpty()
                ? "Nothing was sampled."
                : String.format(
                        Locale.ROOT,
                        "After %.1f minutes: %.0f MB, 99 %% of the answers within %.0f microseconds, %.0f calls a second.",
                        plots.last().seconds() / MINUTE,
                        plots.last().megabytes(),
                        plots.last().p99(),
                        plots.last().rate());
        return Picture.svg(
                "A server at the highest rate that it can sustain: heap, latency and rate over time",
                words,
                List.of(
                        plots.plot(
                                "Heap after a collection", "megabytes", false, plots.line("heap", Sample::megabytes)),
                        plots.plot(
                                "Latency",
                                "milliseconds",
                                true,
                                plots.line("99.9 %", sample -> sample.p999() / MILLI),
                                plots.line("99 %", sample -> sample.p99() / MILLI),
                                plots.line("median", sample -> sample.p50() / MILLI)),
                        plots.plot("Rate", "calls a second", false, plots.line("calls a second", Sample::rate))));
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private Line line(String name, ToDoubleFunction<Sample> what) {
        return new Line(
                name,
                samples.stream()
                        .map(sample -> new Dot(sample.seconds() / MINUTE, what.applyAsDouble(sample)))
                        .toList());
    }

    /** Over the same time; from 0 if it is not logarithmic. */
    private Plot plot(String title, String unit, boolean isLog, Line... lines) {
        DoubleStream times = samples.stream().mapToDouble(Sample::seconds).map(seconds -> seconds / MINUTE);
        DoubleStream values =
                Stream.of(lines).flatMap(line -> line.dots().stream()).mapToDouble(Dot::y);
        Axis up = isLog ? Axis.log(unit, values) : Axis.rounded(unit, values);
        return new Plot(title, Axis.exact("minutes", times), up, List.of(lines));
    }
}
