package io.abatis.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Says whether something is up, for probes: 200 with {@code {"status":"up"}}, or 503 with {@code {"status":"down"}}, and nothing else to anybody. Safe for all threads.
 */
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient BooleanSupplier isUp;

    /** @param isUp looks; must be quick. What it throws means that it is not */
    public HealthServlet(BooleanSupplier isUp) {
        this.isUp = isUp;
    }

    /** Whether the process answers at all: a failure is mended by a restart. */
    public static HealthServlet live() {
        return new HealthServlet(() -> true);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean up = looksUp();
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        byte[] body = ("{\"status\":\"" + (up ? "up" : "down") + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private boolean looksUp() {
        try {
            return isUp.getAsBoolean();
        } catch (RuntimeException e) {
            log("the health check failed", e);
            return false;
        }
    }
}
