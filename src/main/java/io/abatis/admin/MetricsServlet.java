package io.abatis.admin;

import io.abatis.console.Meters;
import io.abatis.metrics.AbatisMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a filter measures, for Prometheus: its text format 0.0.4, or OpenMetrics 1.0.0 for whoever accepts that. 503 while the filter is not in service. Safe for all
 * threads.
 */
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final transient Supplier<? extends @Nullable Meters> meters;
    private final transient PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** @param meters gives the filter's; null while it is not in service */
    public MetricsServlet(Supplier<? extends @Nullable Meters> meters) {
        this.meters = meters;
        new AbatisMetrics(meters).bindTo(registry);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (meters.get() == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the filter is not in service");
            return;
        }
        String accept = request.getHeader("Accept");
        String type = accept != null && accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        registry.scrape(text, type);
        response.setContentType(type);
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }

    @Override
    public void destroy() {
        registry.close();
    }
}
