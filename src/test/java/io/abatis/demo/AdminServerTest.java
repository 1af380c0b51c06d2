package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {

    private static final long NOW = 1_700_000_000_000L;

    private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    private final HttpClient http = HttpClient.newHttpClient();
    private Gate gate;
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        Policy enforcing = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
        gate = new Gate(enforcing, ShippedModel.read(), 64, 64, 1);
        admin = new AdminServer(0, gate, clock).start();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void status_attackerBanned_isShownWithScoreAndTimeLeft() throws Exception {
        for (int call = 0; call < 30; call++) {
            gate.judge(new Call(Ip.of("203.0.113.9"), "GET /api/rarely", NOW - 1_000));
        }

        JsonNode status = new ObjectMapper().readTree(get("status.json").body());

        assertThat(status.get("mode").asText()).isEqualTo("enforce");
        assertThat(status.get("banned_clients").asInt()).isEqualTo(1);
        JsonNode ban = status.get("bans").get(0);
        assertThat(ban.get("client").asText()).isEqualTo("203.0.113.9");
        assertThat(ban.get("seconds_left").asLong()).isEqualTo(599);
        assertThat(ban.get("score").asDouble())
                .isGreaterThanOrEqualTo(status.get("threshold").asDouble());
        assertThat(status.get("refused").asLong())
                .isEqualTo(status.get("verdicts").get("banned").asLong()
                        + status.get("verdicts").get("behaviour").asLong());
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "status.js, text/javascript", "style.css, text/css", "favicon.svg, image/svg+xml"})
    void page_everyFile_isServedWithStrictHeaders(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/web.xml", "index.html", "..%2fweb.xml", "status.json/x", "nothing"})
    void page_anyOtherPath_isNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "localhost, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "[::ffff:127.0.0.1], 403"
    })
    void host_foreignName_isRefused(String host, int status) throws IOException {
        assertThat(statusFor("Host: " + host)).isEqualTo(status);
    }

    @Test
    void start_portInUse_namesTheOption() {
        int port = admin.home().getPort();
        assertThatThrownBy(() -> new AdminServer(port, gate, clock).start())
                .isInstanceOf(IOException.class)
                .hasMessage("port " + port + " is in use: choose another with --admin-port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create(admin.home() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** The JDK's client does not let its Host header be chosen. */
    private int statusFor(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), admin.home().getPort())) {
            String request = "GET /status.json HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(
                    in.readLine().substring("HTTP/1.1 ".length()).substring(0, 3));
        }
    }
}
