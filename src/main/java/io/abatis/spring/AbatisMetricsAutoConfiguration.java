package io.abatis.spring;

import io.abatis.console.Meters;
import io.abatis.metrics.AbatisMetrics;
import io.abatis.servlet.AbatisFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;

/**
 * Shows what the filter measures in the registry of Micrometer that an application of Spring Boot 3 or 4 has. Does nothing where there is no Micrometer or no registry, or the
 * property {@code abatis.metrics.enabled} is false.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, MeterBinder.class})
@ConditionalOnProperty(name = "abatis.metrics.enabled", havingValue = "true", matchIfMissing = true)
public final class AbatisMetricsAutoConfiguration {

    /** Where the filter leaves its meters; null until the web server starts. */
    private final AtomicReference<@Nullable ServletContext> context = new AtomicReference<>();

    /** Made by Spring. */
    public AbatisMetricsAutoConfiguration() {}

    /** Finds out which servlet context it is. */
    @Bean
    public ServletContextInitializer abatisMetricsContext() {
        return context::set;
    }

    /**
     * Binds the measures. Not a bean of type {@link MeterBinder}: those are bound by Spring Boot's actuator alone, and a registry may be there without it.
     *
     * @param registries of several the primary one, which Spring Boot makes of all; all of them if there is none
     */
    @Bean
    public SmartInitializingSingleton abatisMetrics(ObjectProvider<MeterRegistry> registries) {
        return () -> {
            MeterBinder binder = new AbatisMetrics(this::meters);
            MeterRegistry one = registries.getIfUnique();
            if (one != null) {
                binder.bindTo(one);
            } else {
                registries.orderedStream().forEach(binder::bindTo);
            }
        };
    }

    private @Nullable Meters meters() {
        ServletContext servlets = context.get();
        return servlets == null ? null : (Meters) servlets.getAttribute(AbatisFilter.METERS_ATTRIBUTE);
    }
}
