package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The operators' pages are not among what the demo shows: not on its own server, and not in a container that is given the whole folder of the sources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotHereTest extends DemoTest {

    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    @BeforeAll
    void startContainer(@TempDir Path folder) throws Exception {
        QUIET.setLevel(Level.OFF);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("encodedSolidusHandling", "decode");
        tomcat.getConnector().setProperty("encodedReverseSolidusHandling", "decode");
        tomcat.getConnector().setProperty("allowBackslash", "true");
        Context context =
                tomcat.addWebapp("", Path.of("webapp").toAbsolutePath().toString());
        context.setParentClassLoader(NotHereTest.class.getClassLoader());
        tomcat.start();
    }

    @AfterAll
    void stopContainer() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    static String[] ways() {
        return new String[] {
            "/admin",
            "/admin/",
            "/admin/index.html",
            "/admin/login.html",
            "/admin/files.txt",
            "/admin/js/api.js",
            "/%61dmin/index.html",
            "/%61%64%6d%69%6e/index.html",
            "/admin%2findex.html",
            "/admin%5cindex.html",
            "/admin\\index.html",
            "//admin/index.html",
            "/./admin/index.html",
            "/js/../admin/index.html",
            "/js/%2e%2e/admin/index.html",
            "/js/..;/admin/index.html",
            "/admin;x=y/index.html",
            "/admin/;x/index.html",
            "/ADMIN/index.html",
            "/admin%20/index.html",
            "/%2561dmin/index.html",
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void get_operatorsPageFromTheDemo_isNotThere(String path) throws IOException {
        assertNotThere(answer(port(), path));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void get_operatorsPageFromAPlainContainer_isNotThere(String path) throws IOException {
        assertNotThere(answer(tomcat.getConnector().getLocalPort(), path));
    }

    @ParameterizedTest
    @CsvSource({"/, Judged by what they do", "/style.css, --paper", "/js/home.js, import"})
    void get_demosOwnPageFromAPlainContainer_isThere(String path, String part) throws IOException {
        assertThat(answer(tomcat.getConnector().getLocalPort(), path))
                .startsWith("HTTP/1.1 200")
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({"/administrator, false", "/files/admin.txt, false", "/a/admin/b, true", "'/x\\admin', true", "'', false"
    })
    void isWithin_path_onlyTheFolderIs(String path, boolean within) {
        assertThat(NotHere.isWithin(path)).isEqualTo(within);
    }

    private static void assertNotThere(String answer) {
        assertThat(answer)
                .containsPattern("^HTTP/1\\.1 40[04]")
                .doesNotContain("Overview", "Log in", "admin/index.html text", "X-CSRF-Token");
    }

    private static String answer(int port, String path) throws IOException {
        String request = "GET " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + Visitor.freshAddress()
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
