package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.abatis.ban.Ban;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configurations of the page for operators, in a real nginx and a real HAProxy: an attacker who forges another address with each call is refused
 * under his own. Clients are addresses of 127.0.0.0/8, and 127.0.0.1, from which the proxies connect, is the only trusted one.
 */
final class ProxiesIT {

    private static final Path PAGE = Path.of("src/site/markdown/proxies.md");
    private static final String ATTACKER = "127.0.0.2";
    private static final String USER = "127.0.0.3";
    private static final String FIRST_HOP = "127.0.0.11";

    @TempDir
    private Path folder;

    private final TestSite site = new TestSite();

    @AfterEach
    void stop() {
        site.close();
    }

    private void serve(String config) throws Exception {
        String here = OperatorsPage.read(PAGE)
                .named(config)
                .replace("\"10.0.0.10\"", "\"127.0.0.1\"")
                .replace(
                        "\"10.0.0.11\"",
                        config.equals("behind HAProxy and nginx") ? "\"127.0.0.11\"" : "\"127.0.0.1\"");
        site.guarded("abatis.mode = enforce\n" + here, folder)
                .serving(TestServlet.hello(), "/*")
                .start();
    }

    private String example(String name) throws IOException {
        return OperatorsPage.read(PAGE)
                .named(name)
                .replace("10.0.0.20:8080", "127.0.0.1:" + site.connector.getLocalPort());
    }

    private ProxyProcess nginx(String text) throws IOException {
        assumeTrue(Files.isExecutable(ProxyProcess.NGINX), "there is no nginx");
        return ProxyProcess.nginx(folder, text);
    }

    private ProxyProcess haproxy(String text) throws IOException {
        assumeTrue(Files.isExecutable(ProxyProcess.HAPROXY), "there is no HAProxy");
        return ProxyProcess.haproxy(folder, text);
    }

    /** Attacks with a new forged address each time; the calls it took until one was refused, or -1 if none was. */
    private int attack(ProxyProcess proxy) throws IOException {
        for (int call = 1; call <= TestSite.MANY; call++) {
            String forged = "198.51.100." + call;
            int status = status(
                    proxy,
                    ATTACKER,
                    Wire.from("203.0.113.9, " + forged),
                    "Forwarded: for=\"" + forged + "\", for=" + forged,
                    "X-Real-IP: " + forged);
            if (status == 403) {
                return call;
            }
            assertThat(status).isEqualTo(200);
        }
        return -1;
    }

    private static int status(ProxyProcess proxy, String from, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(20_000);
            String request = Wire.head("GET", TestSite.RARE, headers) + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Wire.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .status();
        }
    }

    private void assertRefusedUnderHisOwnAddress(ProxyProcess proxy) throws IOException {
        assertThat(attack(proxy)).isPositive();
        assertThat(site.gate().bans(site.clock.millis()))
                .extracting(Ban::client)
                .extracting(Object::toString)
                .containsExactly(ATTACKER);
        assertThat(status(proxy, USER)).isEqualTo(200);
        assertThat(status(proxy, USER, Wire.from(ATTACKER), "Forwarded: for=" + ATTACKER))
                .as("a user who claims to be the attacker")
                .isEqualTo(200);
    }

    @Test
    void nginx_firstHop_refusesTheAttackerAlone() throws Exception {
        serve("behind nginx");
        try (ProxyProcess nginx = nginx(example("nginx as the first hop"))) {
            assertRefusedUnderHisOwnAddress(nginx);
        }
    }

    @Test
    void nginx_appending_refusesTheAttackerAlone() throws Exception {
        serve("behind nginx");
        try (ProxyProcess nginx = nginx(example("nginx that appends"))) {
            assertRefusedUnderHisOwnAddress(nginx);
        }
    }

    @Test
    void nginx_writingForwarded_refusesTheAttackerAlone() throws Exception {
        serve("behind nginx that writes Forwarded");
        try (ProxyProcess nginx = nginx(example("nginx that writes Forwarded"))) {
            assertRefusedUnderHisOwnAddress(nginx);
        }
    }

    @Test
    void nginx_headerOfItsOwnInALocation_letsTheClientChoose() throws Exception {
        serve("behind nginx");
        String header = "proxy_set_header X-Forwarded-For $remote_addr;";
        String trap =
                example("nginx as the first hop").replace(header, "").replace("listen 80;", "listen 80; " + header);
        try (ProxyProcess nginx = nginx(trap)) {
            assertThat(attack(nginx)).as("the trap that the page warns of").isEqualTo(-1);
        }
    }

    @Test
    void haproxy_firstHop_refusesTheAttackerAlone() throws Exception {
        serve("behind HAProxy");
        try (ProxyProcess haproxy = haproxy(example("HAProxy as the first hop"))) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxy_keepingTheClientsHeader_refusesTheAttackerAlone() throws Exception {
        serve("behind HAProxy");
        String appending =
                example("HAProxy as the first hop").replace("    http-request del-header X-Forwarded-For\n", "");
        try (ProxyProcess haproxy = haproxy(appending)) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxy_ifNone_letsTheClientChoose() throws Exception {
        serve("behind HAProxy");
        String trap = example("HAProxy as the first hop")
                .replace("    http-request del-header X-Forwarded-For\n", "")
                .replace("option forwardfor\n", "option forwardfor if-none\n");
        try (ProxyProcess haproxy = haproxy(trap)) {
            assertThat(attack(haproxy)).as("the trap that the page warns of").isEqualTo(-1);
        }
    }

    @Test
    void haproxy_writingForwarded_refusesTheAttackerAlone() throws Exception {
        assumeTrue(
                Files.isExecutable(ProxyProcess.HAPROXY)
                        && new ProcessBuilder(ProxyProcess.HAPROXY.toString(), "-cc", "version_atleast(2.8)")
                                        .start()
                                        .waitFor()
                                == 0,
                "there is no HAProxy 2.8");
        serve("behind HAProxy that writes Forwarded");
        try (ProxyProcess haproxy = haproxy(example("HAProxy 2.8 that writes Forwarded"))) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxy_proxyProtocol_refusesTheAttackerAlone() throws Exception {
        site.connector.addFirstConnectionFactory(new ProxyConnectionFactory());
        serve("behind the PROXY protocol");
        try (ProxyProcess haproxy = haproxy(example("HAProxy that speaks the PROXY protocol"))) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxyBeforeNginx_nginxAppends_refusesTheAttackerAlone() throws Exception {
        serve("behind HAProxy and nginx");
        try (ProxyProcess nginx = nginx(example("nginx that appends"));
                ProxyProcess haproxy = haproxy(before(nginx))) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxyBeforeNginx_nginxFindsTheClient_refusesTheAttackerAlone() throws Exception {
        serve("behind nginx");
        String realIp = example("nginx that finds the client itself").replace("10.0.0.11", FIRST_HOP);
        try (ProxyProcess nginx = nginx(realIp);
                ProxyProcess haproxy = haproxy(before(nginx))) {
            assertRefusedUnderHisOwnAddress(haproxy);
        }
    }

    @Test
    void haproxyBeforeNginx_haproxyNotTrusted_refusesEverybodyAsOne() throws Exception {
        serve("behind nginx");
        try (ProxyProcess nginx = nginx(example("nginx that appends"));
                ProxyProcess haproxy = haproxy(before(nginx))) {
            assertThat(attack(haproxy)).isPositive();
            assertThat(status(haproxy, USER)).as("what the page warns of").isEqualTo(403);
        }
    }

    /** HAProxy's half of two in a row; it connects to nginx from an address of its own. */
    private String before(ProxyProcess nginx) throws IOException {
        return example("HAProxy before nginx")
                .replace("10.0.0.10:80", "127.0.0.1:" + nginx.port + " source " + FIRST_HOP);
    }
}
