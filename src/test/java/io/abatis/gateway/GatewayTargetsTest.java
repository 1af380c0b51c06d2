package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream server gets the target that Abatis named, or nothing at all. */
final class GatewayTargetsTest {

    @SuppressWarnings("NullAway.Init")
    private static TestUpstream upstream;

    @SuppressWarnings("NullAway.Init")
    private static GatewayServer gateway;

    @BeforeAll
    static void start() throws IOException {
        upstream = TestUpstream.saying("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
        gateway = TestGateway.to(upstream.port());
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a;x=1/b",
                "/a;",
                "/a%2eb",
                "/%61",
                "/a%3bx",
                "/a%20b",
                "/a%C3%A4",
                "/a:b",
                "/a@b",
                "/~!$&'()*+,=:@-._",
                "/...",
                "/.well-known/x",
                "/WEB-INF/x",
                "/a?",
                "/a??b",
                "/a?b=%ff",
                "/a?%zz&{b}|c^`\"",
                "/a?b[]=<>",
                "/?u=/../b",
                "/a?b=%2F&b=+&&="
            })
    void target_unambiguous_isHandedOnByteForByte(String target) throws IOException {
        upstream.seen().clear();

        assertThat(Wire.get(TestGateway.port(gateway), target).status()).isEqualTo(200);

        assertThat(upstream.one().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b", "/a/./b", "/..", "/.", "/a/..;x/b", "/a/.;/b", "/a%2Fb", "/a%2fb", "/a/%2e%2e/b", "/a/%2E",
                        "/a//b", "//a", "/;/a",
                "/a%zz", "/a%", "/a%ff", "/a%00b", "/a%0ab", "/a%5cb", "/a\\b", "/a%25b", "/a|b", "/a#b", "a",
                        "/%u0041", "/a%c0%afb"
            })
    void target_ambiguous_isRefusedWith400AndNeverHandedOn(String target) throws IOException {
        upstream.seen().clear();

        Wire.Message answer = Wire.get(TestGateway.port(gateway), target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("\"status\":400").doesNotContain("etty");
        assertThat(upstream.seen()).isEmpty();
    }

    @Test
    void target_absolute_isHandedOnAsPathAndHost() throws IOException {
        upstream.seen().clear();

        Wire.get(TestGateway.port(gateway), "http://shop.example:8080/abs?x");

        assertThat(upstream.one().target()).isEqualTo("/abs?x");
        assertThat(upstream.one().value("Host")).isEqualTo("shop.example:8080");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /, 405", "CONNECT, a:443, 405", "CONNECT, /, 400", "OPTIONS, *, 404"})
    void method_thatIsForTheServerItself_isRefused(String method, String target, int status) throws IOException {
        upstream.seen().clear();

        Wire.Message answer = Wire.ask(TestGateway.port(gateway), method + " " + target + " HTTP/1.1\nHost: a:443\n\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(upstream.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "brew"})
    void method_anyOther_isHandedOn(String method) throws IOException {
        upstream.seen().clear();

        Wire.ask(TestGateway.port(gateway), Wire.request(method, "/a", "Content-Length: 0") + "\n");

        assertThat(upstream.one().line()).isEqualTo(method + " /a HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 3",
                "Content-Length: 3\nContent-Length: 4",
                "Content-Length: 3, 4",
                "Content-Length: +3",
                "Content-Length: -3",
                "Content-Length: 3x",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "X: y\n Transfer-Encoding: chunked",
                "Host: other.example",
            })
    void request_thatCouldBeReadInTwoWays_isRefusedAndNeverHandedOn(String headers) throws IOException {
        upstream.seen().clear();

        Wire.Message answer = Wire.ask(
                TestGateway.port(gateway), Wire.request("POST", "/a", headers) + "\n0\n\nGET /smuggled HTTP/1.1\n\n");

        assertThat(answer.status()).isBetween(400, 501);
        assertThat(upstream.seen()).isEmpty();
    }
}
