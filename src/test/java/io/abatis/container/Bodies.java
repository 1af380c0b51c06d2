package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.servlet.Wire;
import io.abatis.servlet.Wire.Answer;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies belong to the application, whatever way they come: the filter neither reads nor writes a byte of them. */
interface Bodies extends Guarded {

    /** A body that a filter which asks for a parameter would swallow. */
    String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Test
    default void body_chunkedForm_comesBackAsItWent() throws Exception {
        Figures before = site().figures();
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        HttpRequest request = HttpRequest.newBuilder(target("/app/echo?a=1"))
                .header("X-Forwarded-For", stranger())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .build();

        HttpResponse<byte[]> answer = client(HttpClient.Version.HTTP_1_1).send(request, BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertJudgedOnce(before, Outcome.SUCCESS);
    }

    /** That address of the site. */
    default URI target(String path) {
        return URI.create("http://127.0.0.1:" + site().port() + path);
    }

    /** A program that calls the site. */
    static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    /** The first line of the answer. Tomcat says 100 before any filter is asked. */
    private String firstLine(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = answer.readLine();
        while (line.isEmpty() || line.contains(" 100")) {
            line = answer.readLine();
        }
        return line;
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site().port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    default void expect_continue_isTheApplicationsToSay() throws Exception {
        Figures before = site().figures();
        String head = Wire.head(
                "POST",
                "/app/echo",
                Wire.from(stranger()),
                FORM,
                "Content-Length: 3",
                "Expect: 100-continue",
                "Connection: close");
        try (Socket socket = send(head + "\r\n")) {
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(answer.readLine()).contains(" 100 ");
            socket.getOutputStream().write("a=b".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer.lines()).anyMatch(line -> line.contains(" 200")).anyMatch(line -> line.contains("a=b"));
        }
        assertJudgedOnce(before, Outcome.SUCCESS);
    }

    @Test
    default void expect_banned_isRefusedWithoutABody() throws Exception {
        String head = Wire.head("POST", "/app/echo", Wire.from(banned()), "Content-Length: 3", "Expect: 100-continue");
        try (Socket socket = send(head + "\r\n")) {
            assertThat(firstLine(socket)).contains(" 403");
        }
    }

    /** Smuggling: the body that nobody has read must never be taken for the next request. */
    @ParameterizedTest
    @ValueSource(strings = {"length", "chunked"})
    default void refusal_unreadBody_isNeverTheNextRequest(String framing) throws Exception {
        String attacker = banned();
        String hidden = Wire.head("GET", "/app/smuggled", Wire.from(stranger())) + "\r\n";
        String framed = framing.equals("length")
                ? "Content-Length: " + hidden.length() + "\r\n\r\n" + hidden
                : "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(hidden.length()) + "\r\n" + hidden
                        + "\r\n0\r\n\r\n";
        String next = Wire.head("GET", "/app/plain", Wire.from(stranger()), "Connection: close") + "\r\n";
        Figures before = site().figures();

        String answers = site().wire().exchange(Wire.head("POST", "/app/echo", Wire.from(attacker)) + framed + next);

        Figures now = awaited(before, figures -> figures.outcomes() == figures.get("hits"));
        assertThat(now.get("smuggled")).as(now.toString()).isZero();
        assertThat(now.get("refused")).isEqualTo(1);
        assertThat(now.judged()).as(answers).isEqualTo(1 + now.get("hits"));
        assertThat(Wire.parse(answers).status()).isEqualTo(403);
        assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize((int) (2 + now.get("hits")));
    }

    /** More than any container would read for nothing. */
    @Test
    default void refusal_largeUnreadBody_endsTheConnectionOrIsSkipped() throws Exception {
        String hidden = (Wire.head("GET", "/app/smuggled", Wire.from(stranger())) + "\r\n").repeat(20_000);
        String head = Wire.head("POST", "/app/echo", Wire.from(banned()), "Content-Length: " + hidden.length());
        Figures before = site().figures();

        try (Socket socket = send(head + "\r\n")) {
            assertThat(firstLine(socket)).contains(" 403");
            try {
                socket.getOutputStream().write(hidden.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                assertThat(e).as("the server has closed the connection").isNotNull();
            }
        }

        // Served by another connection, after whatever that one has brought about.
        assertThat(site().wire().get("/app/plain", Wire.from(stranger())).body())
                .isEqualTo(HELLO);
        Figures now = site().figures().since(before);
        assertThat(now.get("smuggled")).as(now.toString()).isZero();
        assertThat(now.get("refused")).isEqualTo(1);
    }

    @Test
    default void keepAlive_refusedThenServed_isOneConnection() throws Exception {
        String both = Wire.head("GET", "/app/plain", Wire.from(banned())) + "\r\n"
                + Wire.head("GET", "/app/plain", Wire.from(stranger()), "Connection: close") + "\r\n";

        String answers = site().wire().exchange(both);

        assertThat(answers).startsWith("HTTP/1.1 403").endsWith(HELLO);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "DELETE", "PATCH"})
    default void method_any_reachesTheApplicationAsItIs(String method) throws Exception {
        Figures before = site().figures();

        Answer answer = site().wire()
                .send(
                        method,
                        "/app/preflight",
                        Wire.from(stranger()),
                        "Origin: https://a.example",
                        "Access-Control-Request-Method: PUT");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow-Seen")).isEqualTo(method);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        assertThat(answer.headers()).doesNotContainKeys("cache-control", "retry-after", "vary", "set-cookie");
        assertJudgedOnce(before, Outcome.SUCCESS);
    }
}
