package io.abatis.container.app;

import io.abatis.gate.Gate;
import io.abatis.gate.GateStats;
import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets the application up in a servlet context, with the filter mapped before all else, and tells its figures. */
public final class Suite implements ServletContainerInitializer, Supplier<String> {

    private static volatile @Nullable ServletContext context;

    /** Made by its name. */
    public Suite() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext servlets) {
        FilterRegistration.Dynamic outside = servlets.addFilter("outside", new Outside());
        outside.setAsyncSupported(true);
        outside.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        FilterRegistration.Dynamic abatis = servlets.addFilter("abatis", new AbatisFilter());
        abatis.setAsyncSupported(true);
        // More widely than it should be: it minds requests alone, once each.
        abatis.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        serve(servlets);
    }

    /** All of the application but the filters. */
    static void serve(ServletContext servlets) {
        context = servlets;
        ServletRegistration.Dynamic desk = servlets.addServlet("desk", new Desk());
        desk.setAsyncSupported(true);
        desk.addMapping("/api/*", "/app/*", "/error");
        servlets.addListener(new Sockets());
    }

    /** All figures of the gate and of the application, as words {@code name=number}. */
    @Override
    public String get() {
        ServletContext servlets = java.util.Objects.requireNonNull(context);
        Gate gate = (Gate) java.util.Objects.requireNonNull(servlets.getAttribute(AbatisFilter.GATE_ATTRIBUTE));
        GateStats.Snapshot stats = gate.stats().snapshot();
        return "refused=" + stats.refused() + " failures=" + stats.failures() + " " + words(stats.verdicts()) + " "
                + words(stats.outcomes()) + " " + Desk.figures() + " unwrapped=" + Outside.unwrapped();
    }

    private static String words(Map<? extends Enum<?>, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().getDeclaringClass().getSimpleName() + "." + entry.getKey() + "="
                        + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
