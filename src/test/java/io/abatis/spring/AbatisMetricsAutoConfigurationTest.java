package io.abatis.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.metrics.Metered;
import io.abatis.servlet.AbatisFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** The measures in the registries of an application of Spring Boot's. */
final class AbatisMetricsAutoConfigurationTest {

    private static AnnotationConfigWebApplicationContext application(Class<?> beans, Map<String, Object> properties) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(beans, AbatisMetricsAutoConfiguration.class);
        context.refresh();
        return context;
    }

    @Test
    void registry_one_showsTheFilterOnceItIsInService() throws Exception {
        Metered metered = new Metered().attacked();
        try (var application = application(OneRegistry.class, Map.of())) {
            MeterRegistry registry = application.getBean(MeterRegistry.class);
            assertThat(registry.get("abatis.judge").functionTimer().count()).isZero();

            ServletContextHandler site = new ServletContextHandler("/");
            application.getBean(ServletContextInitializer.class).onStartup(site.getServletContext());
            site.getServletContext().setAttribute(AbatisFilter.METERS_ATTRIBUTE, metered.meters);

            assertThat(registry.get("abatis.judge").functionTimer().count()).isEqualTo(21);
        }
    }

    @Test
    void registries_aPrimaryOne_bindsThatAlone() {
        try (var application = application(Composite.class, Map.of())) {
            MeterRegistry registry = application.getBean(MeterRegistry.class);

            assertThat(registry.find("abatis.judge").meter()).isNotNull();
            assertThat(application
                            .getBean("own", MeterRegistry.class)
                            .find("abatis.judge")
                            .meter())
                    .isNull();
        }
    }

    @Test
    void registries_noneOrSwitchedOff_doesNothing() {
        try (var none = application(NoRegistry.class, Map.of());
                var off = application(OneRegistry.class, Map.of("abatis.metrics.enabled", "false"))) {
            assertThat(none.getBeansOfType(MeterRegistry.class)).isEmpty();
            assertThat(off.getBean(MeterRegistry.class).getMeters()).isEmpty();
        }
    }

    @Test
    void imports_name_everyAutoConfiguration() throws Exception {
        try (var in = getClass()
                .getResourceAsStream(
                        "/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")) {
            List<String> lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines)
                    .containsExactly(
                            AbatisAutoConfiguration.class.getName(), AbatisMetricsAutoConfiguration.class.getName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NoRegistry {}

    @Configuration(proxyBeanMethods = false)
    static class OneRegistry {
        @Bean
        MeterRegistry own() {
            return new SimpleMeterRegistry();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Composite {
        @Bean
        MeterRegistry own() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Primary
        MeterRegistry all() {
            return new CompositeMeterRegistry();
        }
    }
}
