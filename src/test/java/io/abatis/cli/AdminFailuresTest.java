package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say when an admin server is not there, will not, or is hostile. */
final class AdminFailuresTest {

    private static final String BANS = "GET /api/v1/bans?limit=100&offset=0";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private AdminStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new AdminStub(folder);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void token_noneOrNoToken_saysHowToGetOne() throws IOException {
        AdminOptions without = new AdminOptions(Map.of("ABATIS_TOKEN", " "));
        AdminOptions wrong = new AdminOptions(Map.of("ABATIS_TOKEN", "secret-that-is-no-token"));
        Path operators = Files.writeString(folder.resolve("operators"), "ann sha256:abc\n");

        assertThatThrownBy(without::api)
                .hasMessageContaining("there is no token")
                .hasMessageContaining("--token-file")
                .hasMessageContaining("prints one when it starts");
        assertThatThrownBy(wrong::api)
                .hasMessageContaining("ABATIS_TOKEN holds no token")
                .hasMessageNotContaining("secret-that");
        assertThat(new AdminOptions(Map.of("ABATIS_TOKEN", AdminStub.TOKEN)).api())
                .isNotNull();
        CommandRun.of("bans", "list", "--token-file", operators).fails("operators holds no token");
        CommandRun.of("bans", "list", "--token-file", folder.resolve("absent")).fails("no such file");
        assertThat(stub.asked).isEmpty();
    }

    @Test
    void server_none_saysWhereItWasLookedFor() throws IOException {
        String url = stub.url();
        stub.close();

        stub.run("bans", "list").fails("no server at " + url + ": is it running");
    }

    @Test
    void server_silent_saysHowLongItWasWaitedFor() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AdminUrl url = AdminUrl.parse("http://127.0.0.1:" + mute.getLocalPort());
            AdminApi api = new AdminApi(url, AdminStub.TOKEN, Duration.ofMillis(1_200));

            assertThatThrownBy(() -> api.get("/status"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(url + " does not answer: waited 1 s");
        }
    }

    @Test
    void https_againstPlainHttp_saysItCannotBeTrusted() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answerInClear(plain)).start();
            AdminUrl url = AdminUrl.parse("https://127.0.0.1:" + plain.getLocalPort());

            assertThatThrownBy(() -> new AdminApi(url, AdminStub.TOKEN).get("/status"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be trusted");
        }
    }

    /** Until it is closed, for the client tries again if a connection is lost before it has heard anything. */
    private static void answerInClear(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket one = plain.accept()) {
                one.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                one.shutdownOutput();
                one.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    @Test
    void answer_401_saysTheTokenIsWrong() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "abatis_" + "b".repeat(43));

        CommandRun.of("bans", "list", "--admin", stub.url(), "--token-file", other)
                .fails("does not know this token");
    }

    @ParameterizedTest
    @CsvSource({"90, in 90 s", "soon, in some minutes", "99999999, in some minutes"})
    void answer_429_saysWhenToTryAgain(String retryAfter, String when) {
        stub.says(BANS, 429, "application/problem+json", "{\"title\":\"x\"}", Map.of("Retry-After", retryAfter));

        stub.run("bans", "list").fails("try again " + when);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 413, 415, 500, 503})
    void answer_problem_isSaidInOneInertLine(int status) {
        stub.says(
                BANS,
                status,
                "application/problem+json",
                "{\"title\":\"Conflict\",\"detail\":\"it is on the allow\\nlist \\u001b[31mred\\u202e\"}",
                Map.of());

        stub.run("bans", "list").fails("says: it is on the allow\\u{a}list \\u{1b}[31mred\\u{202e}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | text/html        | <h1>nothing",
                "200 | text/html        | <h1>welcome",
                "200 | application/json | {",
                "200 | application/json | [1]",
                "200 | application/json | 7",
                "302 | text/html        | moved",
                "418 | application/json | {}",
                "500 | application/json | {\"title\":7}",
            })
    void answer_ofSomethingElse_saysItIsNotAnAdminServer(int status, String type, String body) {
        stub.says(BANS, status, type, body, Map.of("Location", stub.url() + "/elsewhere"));

        stub.run("bans", "list")
                .fails("is not an admin server of Abatis, or another version of one: it answered " + status);
        assertThat(stub.asked).as("redirects are not followed").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total\":1}                                                  | 'bans' in its answer is not there",
                "{\"total\":1,\"bans\":{}}                                      | 'bans' in its answer is not a list",
                "{\"total\":1,\"bans\":[7]}                                     | 'bans' in its answer is not a list of objects",
                "{\"total\":\"1\",\"bans\":[]}                                  | 'total' in its answer is not a whole number",
                "{\"total\":1e99,\"bans\":[]}                                   | 'total' in its answer is not a whole number",
                "{\"total\":1,\"bans\":[{\"client\":{}}]}                       | 'client' in its answer is not a text",
                "{\"total\":1,\"bans\":[{\"client\":null}]}                     | 'client' in its answer is not a text",
            })
    void answer_wrongTypes_saysWhichField(String body, String message) {
        stub.says(BANS, 200, body);

        stub.run("bans", "list").fails(message);
    }

    @Test
    void answer_deeplyNested_isRefused() {
        stub.says(BANS, 200, "[".repeat(200_000));

        stub.run("bans", "list").fails("is not an admin server");
    }

    @Test
    void answer_tooLarge_isRefused() {
        stub.says(BANS, 200, "{\"total\":0,\"bans\":[]" + " ".repeat(33 << 20) + "}");

        stub.run("bans", "list").fails("larger than 32 MiB");
    }

    @Test
    void answer_hostileTexts_areInertInTablesAndJson() {
        String evil = "\\u001b]0;owned\\u0007\\r\\n\\u202e\\u2066\\u009b31m\\ud800=cmd()";
        stub.says("GET /api/v1/events?limit=50", 200, """
                {"events":[{"id":"%1$s","time":"%1$s","kind":"%1$s","client":"%1$s","operator":"%1$s","note":"%1$s","summary":"%2$s","json":{}}]}""".formatted(evil, "x".repeat(100_000)));

        String table = stub.run("events").succeeds().out();
        String json = stub.run("events", "--json").succeeds().out();

        assertThat(table.lines()).hasSize(2);
        assertThat(table)
                .contains("\\u{1b}]0;owned\\u{7}\\u{d}\\u{a}\\u{202e}\\u{2066}\\u{9b}31m")
                .hasSizeLessThan(8_000);
        assertThat(table.replace("…", "") + json)
                .matches(text -> text.chars().allMatch(c -> c == '\n' || c == '\r' || c >= ' ' && c < 127), "inert");
    }

    @Test
    void labels_hostile_areNotWritten() {
        Path file = folder.resolve("labels.csv");
        stub.says("GET /api/v1/labels", 200, "{\"labels\":[{\"client\":\"=cmd()\",\"label\":\"benign\"}]}");

        stub.run("labels", "--out", file.toString()).fails("has a label that is none: '=cmd(),benign'");
        stub.says("GET /api/v1/labels", 200, "{\"labels\":[{\"client\":\"192.0.2.1\",\"label\":\"good\"}]}");
        stub.run("labels", "--out", file.toString()).fails("'192.0.2.1,good'");
        assertThat(file).doesNotExist();
    }
}
