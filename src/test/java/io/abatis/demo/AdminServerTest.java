package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.ban.Ban;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.NamesModel;
import io.abatis.gate.BanCap;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's port over raw sockets: what it shows, and to whom it does not. */
final class AdminServerTest {

    private static final Instant NOW = Instant.parse("2031-05-14T12:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @SuppressWarnings("NullAway.Init")
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        Policy policy = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
        gate = new Gate(policy, NamesModel.read(), 1_024, 1_024, 1);
        admin = new AdminServer(0, () -> gate, InstantSource.fixed(NOW)).start();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void status_afterAnAttack_showsTheBan() throws Exception {
        Ip attacker = Objects.requireNonNull(Ip.parse("192.0.2.7"));
        for (int call = 0; call < 5; call++) {
            gate.judge(new Call(attacker, "GET /api/rarely", NOW.toEpochMilli()));
        }
        Ban ban = gate.bans(NOW.toEpochMilli()).get(0);

        JsonNode status = status();
        assertThat(status.path("mode").asText()).isEqualTo("enforce");
        assertThat(status.path("threshold").asDouble()).isEqualTo(gate.threshold());
        assertThat(status.path("banned_clients").asInt()).isEqualTo(1);
        JsonNode shown = status.path("bans").path(0);
        assertThat(shown.path("client").asText()).isEqualTo("192.0.2.7");
        assertThat(shown.path("seconds_left").asInt()).isEqualTo(600);
        assertThat(shown.path("score").asDouble()).isEqualTo(ban.score());
    }

    @Test
    void status_tooManyBans_tellsUntilWhenNobodyIsBanned() throws Exception {
        Policy before = gate.policy();
        BanCap cap = new BanCap(1, null, Duration.ofMinutes(3));
        Policy capped = new Policy(
                before.mode(),
                before.modes(),
                before.allow(),
                before.deny(),
                before.threshold(),
                before.minimumCalls(),
                before.grades(),
                before.ladder(),
                cap);
        assertThat(status().path("paused_until").isNull()).isTrue();
        gate = gate.with(capped, gate.model());
        for (String attacker : new String[] {"192.0.2.7", "192.0.2.8"}) {
            for (int call = 0; call < 5; call++) {
                gate.judge(new Call(Ip.of(attacker), "GET /api/rarely", NOW.toEpochMilli()));
            }
        }
        assertThat(status().path("paused_until").asText()).isEqualTo("2031-05-14T12:03:00Z");
        assertThat(status().path("trips").asInt()).isEqualTo(1);
        assertThat(status().path("banned_clients").asInt()).isZero();
    }

    private JsonNode status() throws Exception {
        String answer = ask("GET /status.json", "localhost");
        return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=utf-8, <h1>The gate</h1>",
        "/status.js, text/javascript;charset=utf-8, status.json",
        "/style.css, text/css;charset=utf-8, .card",
        "/favicon.svg, image/svg+xml, <svg"
    })
    void get_pageAndItsFiles_areServedWithTheSecurityHeaders(String path, String type, String part) throws Exception {
        assertThat(ask("GET " + path, "127.0.0.1:" + admin.home().getPort()))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: " + type, "Content-Security-Policy: default-src 'none'", part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:9090", "[::1]", "192.0.2.1"})
    void get_foreignHost_isRefused(String host) throws Exception {
        assertThat(ask("GET /status.json", host)).startsWith("HTTP/1.1 403 ").doesNotContain("threshold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "POST", "PUT", "DELETE", "OPTIONS", "FOO"})
    void send_anythingButReading_isRefusedAndNotEchoed(String method) throws Exception {
        for (String path : new String[] {"/", "/status.json"}) {
            assertThat(ask(method + " " + path, "localhost"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: GET, HEAD")
                    .doesNotContain("X-Secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/WEB-INF/admin/index.html", "/index.html", "/status.json/x", "/..%2fstyle.css"})
    void get_whatIsNotThere_isSaidInPlainWords(String path) throws Exception {
        assertThat(ask("GET " + path, "localhost"))
                .containsPattern("^HTTP/1.1 40[04] ")
                .doesNotContain("\tat ", "Jetty", "Exception", "<html");
    }

    private String ask(String line, String host) throws IOException {
        String request = line + " HTTP/1.1\r\nHost: " + host + "\r\nX-Secret: 1\r\nConnection: close\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), admin.home().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
