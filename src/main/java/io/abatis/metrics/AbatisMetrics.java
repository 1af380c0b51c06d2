package io.abatis.metrics;

import io.abatis.console.Measure;
import io.abatis.console.Measures;
import io.abatis.console.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a filter measures in registries of Micrometer: {@code src/site/markdown/metrics.md} lists the names. Nothing is done per call: a registry reads
 * the numbers off when it is asked for them. The filter need not be in service yet. Safe for all threads.
 *
 * <p>In Spring Boot this is done by itself. Elsewhere:
 *
 * <pre>{@code
 * new AbatisMetrics(() -> (Meters) servletContext.getAttribute(AbatisFilter.METERS_ATTRIBUTE)).bindTo(registry);
 * }</pre>
 */
public final class AbatisMetrics implements MeterBinder {

    private final Supplier<? extends @Nullable Meters> meters;

    /** @param meters gives the filter's; null while it is not in service */
    public AbatisMetrics(Supplier<? extends @Nullable Meters> meters) {
        this.meters = meters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Binding binding = new Binding(registry);
        for (Measure measure : Measures.ALL) {
            switch (measure.kind()) {
                case TIMER -> binding.timer(measure);
                case COUNTER -> measure.series().forEach(series -> binding.counter(measure, series));
                case GAUGE -> binding.gauge(measure);
            }
        }
    }

    /*
     * Meters hold what they read weakly, but their functions strongly: all functions here are lambdas of the binding, so that it lives as long as they do.
     */

    /** One registry's. */
    private final class Binding {
        private final MeterRegistry registry;
        private final Map<Measure, MultiGauge> following = new LinkedHashMap<>();
        private @Nullable Meters known;

        Binding(MeterRegistry registry) {
            this.registry = registry;
        }

        void timer(Measure measure) {
            Measure.Series count = measure.series().get(0);
            Measure.Series sum = measure.series().get(1);
            FunctionTimer.builder(
                            measure.name(), this, self -> (long) read(count, 0), self -> read(sum, 0), TimeUnit.SECONDS)
                    .description(measure.words())
                    .register(registry);
        }

        void counter(Measure measure, Measure.Series series) {
            FunctionCounter.builder(measure.name(), this, self -> read(series, 0))
                    .tags(tags(measure, series.values()))
                    .baseUnit(unit(measure))
                    .description(measure.words())
                    .register(registry);
        }

        void gauge(Measure measure) {
            if (measure.followsModel()) {
                following.put(
                        measure,
                        MultiGauge.builder(measure.name())
                                .baseUnit(unit(measure))
                                .description(measure.words())
                                .register(registry));
                return;
            }
            for (Measure.Series series : measure.series()) {
                Gauge.builder(measure.name(), () -> read(series, Double.NaN))
                        .tags(tags(measure, series.values()))
                        .baseUnit(unit(measure))
                        .description(measure.words())
                        .register(registry);
            }
        }

        private double read(Measure.Series series, double withoutFilter) {
            Meters now = meters.get();
            if (now == null) {
                return withoutFilter;
            }
            follow(now);
            return series.reading().applyAsDouble(now);
        }

        /** The filter comes into service after most registries, and says nothing of it: whoever reads first finds out. */
        private synchronized void follow(Meters now) {
            if (now != known) {
                known = now;
                now.onModel(() -> refresh(now));
                refresh(now);
            }
        }

        private synchronized void refresh(Meters now) {
            if (now == known) {
                following.forEach((measure, gauge) -> gauge.register(rows(measure, now), true));
            }
        }

        private List<MultiGauge.Row<?>> rows(Measure measure, Meters now) {
            return measure.series().stream()
                    .<MultiGauge.Row<?>>map(series -> MultiGauge.Row.of(
                            tags(measure, measure.values(series, now)), () -> read(series, Double.NaN)))
                    .toList();
        }
    }

    private static Tags tags(Measure measure, List<String> values) {
        List<String> labels = measure.labels();
        return Tags.of(IntStream.range(0, labels.size())
                .mapToObj(i -> Tag.of(labels.get(i), values.get(i)))
                .toList());
    }

    private static @Nullable String unit(Measure measure) {
        return measure.unit().isEmpty() ? null : measure.unit();
    }
}
