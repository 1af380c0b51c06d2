package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoServerTest extends DemoTest {

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/index.html, text/html",
        "/style.css, text/css",
        "/favicon.svg, image/svg+xml",
        "/js/home.js, text/javascript",
    })
    void get_staticFile_isServedWithItsType(String path, String type) throws Exception {
        HttpResponse<String> answer = visitor().get(path, "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/style.css",
                "/api/often1",
                "/api/nothing",
                "/hello",
                "/hello.js",
                "/files",
                "/files?path=..",
                "/command",
                "/command?name=sh",
                "/nothing",
                "/WEB-INF/web.xml",
                "/hello?name=%ff",
                "/error",
                "/js/",
                "/%2e%2e/x",
                "/a%2fb"
            })
    void get_anything_hasTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> answer = visitor().get(path, Visitor.HTML);

        SecurityHeaders.VALUES.forEach((name, value) ->
                assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/WEB-INF/web.xml", "/WEB-INF/", "/js", "/js/", "/error", "/api.html"})
    void get_whatIsNotThere_isATidyPage(String path) throws Exception {
        HttpResponse<String> answer = visitor().get(path, Visitor.HTML);

        assertThat(answer.statusCode()).isIn(302, 403, 404);
        assertThat(answer.body()).doesNotContain("\tat ", "Jetty", "web-app", "playground");
        if (answer.statusCode() == 404) {
            assertThat(answer.body()).contains("<h1>Nothing here</h1>", "Back to the home page");
        }
    }

    @Test
    void get_tooLargeHeaders_areRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"})
    void get_malformedRequest_isRefusedInPlainWords(String request) throws Exception {
        assertThat(raw(request)).startsWith("HTTP/1.1 400 ").doesNotContain("\tat ", "Jetty", "Exception", "<html");
    }

    @Test
    void start_busyPort_saysSoAndNamesTheWayOut() {
        DemoServer second = new DemoServer(port());

        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessage("port " + port() + " is in use: choose another with --port");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void create_portOutOfRange_isRefused(int port) {
        assertThatThrownBy(() -> new DemoServer(port)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void start_folderMissing_failsWithTheReason(@TempDir Path folder) {
        try (DemoServer demo = new DemoServer(0).with(DemoServer.FILES, folder.resolve("absent"))) {
            assertThatThrownBy(demo::start).isInstanceOf(IOException.class).hasMessageContaining("cannot be opened");
        }
    }

    @Test
    void close_runningServer_freesThePort() throws Exception {
        DemoServer demo = new DemoServer(0).start();
        int freed = demo.port();
        demo.close();
        demo.close();

        try (DemoServer next = new DemoServer(freed).start()) {
            assertThat(next.port()).isEqualTo(freed);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
