package io.abatis.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.console.Measure;
import io.abatis.console.Measures;
import io.abatis.console.Meters;
import io.abatis.forest.ShippedModel;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The measures in a registry of Micrometer. */
final class AbatisMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void bind_afterAnAttack_agreesWithTheGate() throws Exception {
        Metered metered = new Metered().attacked();
        new AbatisMetrics(() -> metered.meters).bindTo(registry);

        double banned = counter("abatis.calls", "mode", "enforce", "action", "refuse", "reason", "banned");
        double behaviour = counter("abatis.calls", "mode", "enforce", "action", "refuse", "reason", "behaviour");
        double clear = counter("abatis.calls", "mode", "enforce", "action", "pass", "reason", "clear");
        assertThat(behaviour).isEqualTo(1);
        assertThat(banned).isPositive();
        assertThat(clear + behaviour + banned).isEqualTo(21);
        assertThat(counter("abatis.outcomes", "outcome", "success")).isEqualTo(clear);
        assertThat(gauge("abatis.bans", "sanction", "ban")).isEqualTo(1);
        assertThat(gauge("abatis.clients.tracked"))
                .isEqualTo((double) metered.gate().trackedClients());
        assertThat(registry.get("abatis.judge").functionTimer().count()).isEqualTo(21);
        assertThat(registry.get("abatis.judge").functionTimer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(21e-6, within(1e-12));
        assertThat(counter("abatis.judge.within", "le", "+Inf")).isEqualTo(21);
    }

    @Test
    void bind_twiceOrAfterGarbage_countsOnce() throws Exception {
        Metered metered = new Metered();
        new AbatisMetrics(() -> metered.meters).bindTo(registry);
        System.gc(); // nothing but the registry holds the binder now
        metered.attacked();
        new AbatisMetrics(() -> metered.meters).bindTo(registry);

        assertThat(counter("abatis.judge.within", "le", "+Inf")).isEqualTo(21);
        assertThat(gauge("abatis.bans", "sanction", "ban")).isEqualTo(1);
    }

    @Test
    void bind_beforeTheFilter_isZeroAndThenItsFigures() throws Exception {
        AtomicReference<@Nullable Meters> meters = new AtomicReference<>();
        new AbatisMetrics(meters::get).bindTo(registry);
        assertThat(counter("abatis.judge.within", "le", "+Inf")).isZero();
        assertThat(gauge("abatis.clients.tracked")).isNaN();

        Metered metered = new Metered().attacked();
        meters.set(metered.meters);

        assertThat(counter("abatis.judge.within", "le", "+Inf")).isEqualTo(21);
        assertThat(registry.get("abatis.model.age").gauges()).hasSize(1);
    }

    @Test
    void modelAge_anotherModel_hasItsOwnSumAndAge() throws Exception {
        Metered metered = new Metered();
        new AbatisMetrics(() -> metered.meters).bindTo(registry);
        metered.advance(Duration.ofSeconds(30));
        assertThat(gauge("abatis.clients.tracked")).isZero();
        assertThat(gauge("abatis.model.age")).isEqualTo(30);
        String before = registry.get("abatis.model.age").gauge().getId().getTag("sha256");

        metered.use(ShippedModel.read());

        assertThat(registry.get("abatis.model.age").gauges()).hasSize(1);
        assertThat(gauge("abatis.model.age")).isZero();
        assertThat(registry.get("abatis.model.age").gauge().getId().getTag("sha256"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(before);
    }

    @Test
    void bind_all_isTheTableAndNothingElse() throws Exception {
        Metered metered = new Metered();
        new AbatisMetrics(() -> metered.meters).bindTo(registry);
        assertThat(gauge("abatis.paused")).isZero();

        Set<String> bound = registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .collect(Collectors.toSet());

        assertThat(bound)
                .isEqualTo(Measures.ALL.stream().map(Measure::name).collect(Collectors.toSet()))
                .hasSameSizeAs(Measures.ALL);
    }
}
