package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What probes are told. */
final class HealthServletTest {

    @Test
    void ready_filterComesAndGoes_followsIt() throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        try (ServletSite site = new ServletSite(new HealthServlet(up::get))) {
            var down = site.get("*/*");
            up.set(true);
            var now = site.get("*/*");

            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body().strip()).isEqualTo("{\"status\":\"down\"}");
            assertThat(now.statusCode()).isEqualTo(200);
            assertThat(now.body().strip()).isEqualTo("{\"status\":\"up\"}");
            assertThat(now.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(now.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(site.send("HEAD", "*/*").statusCode()).isEqualTo(200);
            assertThat(site.send("POST", "*/*").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void ready_theLookFails_isDownAndTellsNothing() throws Exception {
        try (ServletSite site = new ServletSite(new HealthServlet(() -> {
            throw new IllegalStateException("secret");
        }))) {
            var answer = site.get("*/*");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body().strip()).isEqualTo("{\"status\":\"down\"}");
        }
    }

    @Test
    void live_always_isUp() throws Exception {
        try (ServletSite site = new ServletSite(HealthServlet.live())) {
            assertThat(site.get("*/*").statusCode()).isEqualTo(200);
        }
    }
}
