package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on both sides. */
final class GatewayTlsTest {

    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path keystore;

    @SuppressWarnings("NullAway.Init")
    private static Path certificate;

    @BeforeAll
    static void make() throws Exception {
        keystore = Certificates.keystore(folder, "PKCS12");
        certificate = Certificates.certificate(folder, keystore);
    }

    private static GatewayPlan plan(int upstream, Path store) throws IOException {
        return TestGateway.with(
                TestGateway.plan("http://127.0.0.1:" + upstream, GatewayPlan.Limits.DEFAULT, TestGateway.config("")),
                null,
                null,
                new GatewayPlan.Tls(store, Certificates.PASSWORD),
                null);
    }

    private static SSLSocket connect(int port) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Keystores.certificates(certificate));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        Socket plain = Wire.connect(port);
        return (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void keystore_ofAnyKindAndName_isListenedWith(String type) throws Exception {
        Path store = Files.copy(
                Certificates.keystore(Files.createDirectory(folder.resolve(type)), type),
                folder.resolve(type + ".key"));
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(plan(upstream.port(), store))) {
            assertThat(gateway.home()).hasScheme("https");
            assertThat(Keystores.keys(new GatewayPlan.Tls(store, Certificates.PASSWORD))
                            .size())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void call_inTls_saysSoToTheUpstream(String version) throws Exception {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(plan(upstream.port(), keystore));
                SSLSocket client = connect(TestGateway.port(gateway))) {
            client.setEnabledProtocols(new String[] {version});
            // Any Host will do: there is one application behind.
            Wire.send(client, Wire.request("GET", "/") + "\n");

            assertThat(Wire.read(client.getInputStream(), false).text()).isEqualTo("ok");
            assertThat(upstream.one().value("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(upstream.one().value("Forwarded")).endsWith("proto=https");
        }
    }

    @Test
    void call_inAnOldTls_isRefused() throws Exception {
        try (GatewayServer gateway = TestGateway.start(plan(1, keystore));
                SSLSocket client = connect(TestGateway.port(gateway))) {
            client.setEnabledProtocols(new String[] {"TLSv1.1"});

            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void upstream_inTlsThatIsTrusted_isReached() throws Exception {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer inner = TestGateway.start(plan(upstream.port(), keystore));
                GatewayServer outer = TestGateway.start(secure(inner, certificate))) {
            assertThat(Wire.get(TestGateway.port(outer), "/").text()).isEqualTo("ok");
            assertThat(upstream.one().value("Via")).isEqualTo("1.1 abatis, 1.1 abatis");
        }
    }

    @Test
    void upstream_inTlsThatIsNotTrusted_is502() throws Exception {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer inner = TestGateway.start(plan(upstream.port(), keystore));
                GatewayServer outer = TestGateway.start(secure(inner, null))) {
            assertThat(Wire.get(TestGateway.port(outer), "/").status()).isEqualTo(502);
            assertThat(upstream.seen()).isEmpty();
        }
    }

    private static GatewayPlan secure(GatewayServer inner, @Nullable Path trust) throws IOException {
        return TestGateway.with(
                TestGateway.plan(
                        "https://127.0.0.1:" + TestGateway.port(inner),
                        GatewayPlan.Limits.DEFAULT,
                        TestGateway.config("")),
                null,
                null,
                null,
                trust);
    }

    @Test
    void keystore_unusable_isOneClearLine() throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "rubbish");
        Path empty = Files.createFile(folder.resolve("empty"));
        Path keyless = Certificates.withoutKey(folder, certificate);

        assertUnusable(rubbish, Certificates.PASSWORD, "no keystore");
        assertUnusable(empty, Certificates.PASSWORD, "no keystore");
        assertUnusable(keystore, "wrong", "password is wrong");
        assertUnusable(keyless, Certificates.PASSWORD, "no private key");
        assertUnusable(folder, Certificates.PASSWORD, "is a folder");
        assertThatThrownBy(() -> Keystores.keys(new GatewayPlan.Tls(folder.resolve("none"), "x")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void assertUnusable(Path file, String password, String why) {
        assertThatThrownBy(() -> Keystores.keys(new GatewayPlan.Tls(file, password)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why)
                .hasMessageNotContaining("not-a-secret");
    }

    @Test
    void trust_unusable_isOneClearLine() throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "rubbish");
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), Files.readString(certificate).replace("M", "?"));

        for (Path file : new Path[] {rubbish, damaged, folder}) {
            assertThatThrownBy(() -> Keystores.certificates(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void trust_severalInPem_areAllRead() throws Exception {
        Path both = Files.writeString(
                folder.resolve("both.pem"), "# ours\n" + Files.readString(certificate) + Files.readString(certificate));

        KeyStore store = Keystores.certificates(both);

        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void tls_inAMessage_hidesThePassword() {
        assertThat(new GatewayPlan.Tls(keystore, Certificates.PASSWORD).toString())
                .doesNotContain(Certificates.PASSWORD);
    }
}
