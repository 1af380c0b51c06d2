package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two sides learn about each other. */
final class GatewayHeadersTest {

    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    private static Wire.Message seen(String config, String... headers) throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.configured(upstream.port(), config)) {
            assertThat(Wire.get(TestGateway.port(gateway), "/", headers).status())
                    .isEqualTo(200);
            return upstream.one();
        }
    }

    private static Wire.Message answered(String answer, String... headers) throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(answer);
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            return Wire.get(TestGateway.port(gateway), "/", headers);
        }
    }

    @Test
    void request_plain_hasNothingAddedButWhomItComesFrom() throws IOException {
        assertThat(seen("").headers())
                .containsExactlyInAnyOrder(
                        "Host: shop.example:8080",
                        "Via: 1.1 abatis",
                        "X-Forwarded-For: 127.0.0.1",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Host: shop.example:8080",
                        "Forwarded: for=127.0.0.1;host=\"shop.example:8080\";proto=http");
    }

    @Test
    void forwarding_fromAnUntrustedPeer_isReplaced() throws IOException {
        Wire.Message seen = seen(
                "",
                "X-Forwarded-For: 1.1.1.1",
                "x-forwarded-for: 2.2.2.2",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /evil",
                "X-Real-IP: 3.3.3.3",
                "Forwarded: for=4.4.4.4;host=evil.example");

        assertThat(seen.value("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.value("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(seen.value("X-Forwarded-Host")).isEqualTo("shop.example:8080");
        assertThat(seen.value("Forwarded")).isEqualTo("for=127.0.0.1;host=\"shop.example:8080\";proto=http");
        assertThat(String.join("\n", seen.headers())).doesNotContain("evil", "3.3.3.3", "Port", "Prefix");
    }

    @Test
    void forwarding_fromATrustedProxy_isAppendedTo() throws IOException {
        Wire.Message seen = seen(
                "abatis.clients.trusted-proxies = [\"127.0.0.1\"]",
                "X-Forwarded-For: 1.1.1.1, 2001:db8::1",
                "X-Forwarded-For: 2.2.2.2",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: public.example",
                "Forwarded: for=6.6.6.6");

        assertThat(seen.value("X-Forwarded-For")).isEqualTo("1.1.1.1, 2001:db8::1, 2.2.2.2, 127.0.0.1");
        assertThat(seen.value("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(seen.value("X-Forwarded-Host")).isEqualTo("public.example");
        // The proxy is not believed in this one: it may hand on what any client sent.
        assertThat(seen.value("Forwarded")).isEqualTo("for=127.0.0.1;host=\"shop.example:8080\";proto=http");
    }

    @Test
    void forwarding_fromATrustedProxyThatWritesForwarded_isAppendedToThere() throws IOException {
        Wire.Message seen = seen(
                "abatis.clients { trusted-proxies = [\"127.0.0.1\"], forwarded-header = forwarded }",
                "Forwarded: for=\"[2001:db8::1]:4711\";proto=https",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https");

        assertThat(seen.value("Forwarded"))
                .isEqualTo(
                        "for=\"[2001:db8::1]:4711\";proto=https, for=127.0.0.1;host=\"shop.example:8080\";proto=http");
        assertThat(seen.value("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.value("X-Forwarded-Proto")).isEqualTo("http");
    }

    @Test
    void request_hopByHopHeaders_stayOnTheirConnection() throws IOException {
        Wire.Message seen = seen(
                "",
                "Connection: X-Secret, close, X-Forwarded-For, Host, Upgrade, HTTP2-Settings",
                "X-Secret: 1",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Trailer: X-T",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eDp5",
                "X-Kept: 1",
                "Via: 1.0 fred");

        assertThat(String.join("\n", seen.headers()).toLowerCase(Locale.ROOT))
                .doesNotContain("x-secret", "keep-alive", "te:", "trailer", "upgrade", "proxy-", "close", "http2");
        assertThat(seen.value("Host")).isEqualTo("shop.example:8080");
        assertThat(seen.value("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.value("X-Kept")).isEqualTo("1");
        assertThat(seen.value("Via")).isEqualTo("1.0 fred, 1.1 abatis");
    }

    @Test
    void request_endToEndHeaders_areHandedOnAsTheyCame() throws IOException {
        String[] sent = {
            "Accept-Encoding: br;q=1.0, gzip",
            "Authorization: Bearer x.y.z",
            "Cookie: a=1; b=\"2\"; a=3",
            "Cookie: c=4",
            "Range: bytes=0-9,20-",
            "If-None-Match: W/\"x\"",
            "User-Agent: ",
            "X-Latin: caf\u00e9",
            "X-Twice: 1",
            "X-Twice: 2"
        };

        assertThat(seen("", sent).headers().stream().map(String::strip))
                .containsAll(List.of(sent).stream().map(String::strip).toList());
    }

    @Test
    void answer_hopByHopHeaders_stayOnTheirConnection() throws IOException {
        Wire.Message answer =
                answered("HTTP/1.1 200 OK\nConnection: X-Secret, keep-alive\nX-Secret: 1\nKeep-Alive: timeout=5\n"
                        + "Proxy-Authenticate: Basic\nTrailer: X-T\nUpgrade: h2c\nX-Kept: 1\nContent-Length: 2\n\nok");

        assertThat(answer.headers()).containsExactlyInAnyOrder("X-Kept: 1", "Content-Length: 2");
    }

    @Test
    void answer_endToEndHeaders_areHandedOnAsTheyCame() throws IOException {
        String headers = """
                Date: Sun, 06 Nov 1994 08:49:37 GMT
                Server: thing/1
                X-Powered-By: thing
                Content-Type: text/html; charset=UTF-8
                Set-Cookie: a=1; Path=/; HttpOnly
                Set-Cookie: b=2; SameSite=Lax
                Content-Encoding: gzip
                ETag: "x"
                Vary: Accept
                Vary: Cookie
                X-Latin: caf\u00e9
                Content-Length: 2""";

        assertThat(answered("HTTP/1.1 200 OK\n" + headers + "\n\nok").headers())
                .containsExactlyInAnyOrderElementsOf(List.of(headers.split("\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "303", "307", "308", "401", "404", "418", "429", "500", "503"})
    void answer_anyStatus_isHandedOn(String status) throws IOException {
        Wire.Message answer = answered("HTTP/1.1 " + status + " X\nLocation: http://127.0.0.1:1/else\n"
                + "WWW-Authenticate: Basic realm=\"x\"\nContent-Length: 2\n\nok");

        assertThat(answer.status()).isEqualTo(Integer.parseInt(status));
        assertThat(answer.value("Location")).isEqualTo("http://127.0.0.1:1/else");
        assertThat(answer.text()).isEqualTo("ok");
    }

    @Test
    void cookies_ofOneClient_areNotKeptForAnother() throws IOException {
        try (TestUpstream upstream =
                        TestUpstream.saying("HTTP/1.1 200 OK\nSet-Cookie: session=1; Path=/\nContent-Length: 0\n\n");
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.get(TestGateway.port(gateway), "/", "Authorization: Basic eDp5");
            Wire.get(TestGateway.port(gateway), "/");

            assertThat(upstream.seen()).hasSize(2);
            assertThat(upstream.seen().get(1).values("Cookie")).isEmpty();
            assertThat(upstream.seen().get(1).values("Authorization")).isEmpty();
        }
    }

    @Test
    void hostHeader_given_replacesTheClients() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(TestGateway.with(
                        TestGateway.plan(
                                "http://127.0.0.1:" + upstream.port(),
                                GatewayPlan.Limits.DEFAULT,
                                TestGateway.config("")),
                        null,
                        "inner.example",
                        null,
                        null))) {
            Wire.get(TestGateway.port(gateway), "/");

            assertThat(upstream.one().value("Host")).isEqualTo("inner.example");
            assertThat(upstream.one().value("X-Forwarded-Host")).isEqualTo("shop.example:8080");
        }
    }

    @Test
    void upgrade_toWebSocket_isRefusedAndNotHandedOn() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            String[] headers = {
                "Connection: Upgrade", "Upgrade: WebSocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            };

            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/socket", headers);

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.text()).contains("WebSocket connections are not handed on.");
            assertThat(upstream.seen()).isEmpty();
        }
    }
}
