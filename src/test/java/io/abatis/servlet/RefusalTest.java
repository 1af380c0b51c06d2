package io.abatis.servlet;

import static io.abatis.servlet.TestSite.RARE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.servlet.Wire.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refused client gets. */
final class RefusalTest {

    private static final String CONFIG =
            TestSite.ENFORCE + "abatis { bans { time = 90s, jitter = 0 }, deny = [\"198.51.100.7\"] }";
    private static final String DENIED = Wire.from("198.51.100.7");
    private static final String JSON = "application/problem+json";
    private static final String HTML = "text/html;charset=utf-8";

    private final TestServlet application = TestServlet.hello();
    private TestSite site;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        site = new TestSite().guarded(CONFIG, folder).serving(application, "/*").start();
    }

    @AfterEach
    void stop() {
        site.close();
        assertThat(application.hits()).as("calls that reached the application").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/json, text/html;q=0.5",
                "text/html+json",
                "",
                "\"",
                "image/*"
            })
    void refusal_programs_isProblemJson(String accept) throws Exception {
        Answer answer = site.wire().get(RARE, DENIED, "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(403);
        assertThat(problem.get("title").textValue()).isEqualTo("Forbidden");
        assertThat(problem.get("type").textValue()).isEqualTo("about:blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    void refusal_browsers_isAPage(String accept) throws Exception {
        Answer answer = site.wire().get(RARE, DENIED, "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase(HTML);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").contains("<h1>Forbidden</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "*/*"})
    void refusal_anyForm_isNotCachedAndSaysNothingOfTheModel(String accept) throws Exception {
        Answer answer = site.wire().get(RARE + "?<script>alert(1)</script>", DENIED, "Accept: " + accept);

        assertThat(answer.header("Retry-After")).isEqualTo("90");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Vary")).isEqualTo("Accept");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Integer.toString(answer.body().length()));
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.body().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(
                        "score", "threshold", "model", "forest", "abatis", "behaviour", "deny", "rarely", "alert");
    }

    @Test
    void refusal_bannedAndDenied_lookTheSame() throws Exception {
        site.attack("198.51.100.8");

        assertThat(site.wire().get("/", Wire.from("198.51.100.8")).body())
                .isEqualTo(site.wire().get("/", DENIED).body());
        application.forget();
    }

    @Test
    void refusal_head_hasHeadersAndNoBody() throws Exception {
        Answer answer = site.wire().send("HEAD", RARE, DENIED);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Retry-After")).isEqualTo("90");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "get", "TRACE"})
    void refusal_anyMethod_is403(String method) throws Exception {
        assertThat(site.wire().send(method, RARE, DENIED).status()).isEqualTo(403);
    }

    /** The body of a refused request is the next request to a server that loses its place. */
    @Test
    void refusal_requestWithBody_keepsTheConnectionInStep() throws Exception {
        String smuggled = Wire.head("GET", "/smuggled") + "\r\n";
        String post = Wire.head("POST", "/", DENIED, "Content-Length: " + smuggled.length()) + "\r\n" + smuggled;
        String chunked = Wire.head("POST", "/", DENIED, "Transfer-Encoding: chunked") + "\r\n"
                + Integer.toHexString(smuggled.length()) + "\r\n" + smuggled + "\r\n0\r\n\r\n";
        String last = Wire.head("GET", "/", DENIED, "Connection: close") + "\r\n";

        String answers = site.wire().exchange(post + chunked + last);

        assertThat(answers.split("HTTP/1.1 403 ", -1)).hasSize(4);
        assertThat(answers).doesNotContain("HTTP/1.1 200", "HTTP/1.1 400");
    }

    @Test
    void refusal_clientWaitsForContinue_isRefusedAtOnce() throws Exception {
        Answer answer = site.wire().send("POST", "/", DENIED, "Content-Length: 1000000", "Expect: 100-continue");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusal_upgradeRequest_staysHttp() throws Exception {
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

        String answer = site.wire()
                .exchange(Wire.head("GET", "/", DENIED, "Upgrade: websocket", "Connection: Upgrade, close", key)
                        + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ");
    }
}
