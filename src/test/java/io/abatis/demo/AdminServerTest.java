package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.abatis.admin.Operators.Operator;
import io.abatis.admin.Token;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's port: where it listens, and whom it lets in. */
final class AdminServerTest {

    private static final String TOKEN = "abatis_of-ada";

    @TempDir
    Path folder;

    private static HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static int session(AdminServer admin, String token) throws IOException, InterruptedException {
        return get(admin.home().resolve("/api/v1/session"), "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void start_withoutAFile_letsTheGeneratedTokenIn() throws Exception {
        try (AdminServer admin = AdminServer.of(() -> null).start()) {
            String token = String.valueOf(admin.token());
            assertThat(token).matches("abatis_[A-Za-z0-9_-]{43}");
            assertThat(session(admin, token)).isEqualTo(200);
            assertThat(session(admin, TOKEN)).isEqualTo(401);
        }
    }

    @Test
    void start_withAFile_letsItsOperatorsInAndMakesNoToken() throws Exception {
        Path file =
                Files.writeString(folder.resolve("operators"), new Operator("ada", Token.sha256(TOKEN)).line() + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (AdminServer admin = AdminServer.of(() -> null).operators(file).start()) {
            assertThat(admin.token()).isNull();
            assertThat(session(admin, TOKEN)).isEqualTo(200);
        }
    }

    @Test
    void start_malformedFile_isFatal() throws Exception {
        Path file = Files.writeString(folder.resolve("operators"), "ada\n");
        AdminServer admin = AdminServer.of(() -> null).operators(file);
        assertThatThrownBy(admin::start).isInstanceOf(IOException.class).hasMessageContaining("line 1");
        assertThatThrownBy(admin::home).isInstanceOf(IllegalStateException.class);
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "localhost", "", "::ffff:192.0.2.1"})
    void listen_notThisMachineAlone_isRefused(String host) {
        AdminServer admin = AdminServer.of(() -> null).listen(host);
        assertThatThrownBy(admin::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ssh -L");
    }

    @Test
    void listen_otherLoopbackAddress_isServedByItsOwnName() throws Exception {
        try (AdminServer admin = AdminServer.of(() -> null).listen("127.0.0.3").start()) {
            assertThat(admin.home().getHost()).isEqualTo("127.0.0.3");
            assertThat(session(admin, String.valueOf(admin.token()))).isEqualTo(200);
        }
    }

    @Test
    void listen_ipv6Loopback_isServed() throws Exception {
        assumeTrue(
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(address -> address.isLoopbackAddress() && address instanceof Inet6Address),
                "this machine has no IPv6");
        try (AdminServer admin = AdminServer.of(() -> null).listen("::1").start()) {
            assertThat(admin.home().getHost()).isEqualTo("[::1]");
            assertThat(session(admin, String.valueOf(admin.token()))).isEqualTo(200);
        }
    }

    @Test
    void get_chartLibrary_comesFromItsWebJarAndIsKeptByTag() throws Exception {
        try (AdminServer admin = AdminServer.of(() -> null).start()) {
            URI library = admin.home().resolve("/lib/chart.js");
            HttpResponse<String> got = get(library);
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).contains("Chart.js v4");
            String tag = got.headers().firstValue("ETag").orElseThrow();
            assertThat(get(library, "If-None-Match", tag).statusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_MODIFIED);
            assertThat(got.headers().firstValue("Cache-Control")).hasValue("no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/api/v1/status", "/nothing", "/lib/chart.js", "/%"})
    void get_anything_hasTheSecurityHeaders(String path) throws Exception {
        try (AdminServer admin = AdminServer.of(() -> null).start()) {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(admin.home().toString().replaceAll("/$", "") + path).openConnection();
            connection.setInstanceFollowRedirects(false);
            assertThat(connection.getResponseCode()).isPositive();
            assertThat(connection.getHeaderField("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(connection.getHeaderField("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(connection.getHeaderField("Server")).isNull();
            connection.disconnect();
        }
    }

    @Test
    void start_portTaken_saysWhichOptionHelps() throws Exception {
        try (AdminServer first = AdminServer.of(() -> null).start()) {
            AdminServer second = AdminServer.of(() -> null).port(first.home().getPort());
            assertThatThrownBy(second::start).hasMessageContaining("--admin-port");
        }
    }
}
