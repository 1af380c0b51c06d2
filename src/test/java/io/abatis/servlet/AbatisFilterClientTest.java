package io.abatis.servlet;

import static io.abatis.servlet.TestSite.ENFORCE;
import static io.abatis.servlet.TestSite.MANY;
import static io.abatis.servlet.TestSite.RARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is refused, for how long, and who is not. */
final class AbatisFilterClientTest {

    private static final String ATTACKER = "198.51.100.7";

    @TempDir
    Path folder;

    private final TestServlet application = TestServlet.hello();

    private TestSite site(String config) throws Exception {
        return new TestSite().guarded(config, folder).serving(application, "/*").start();
    }

    @Test
    void attack_enforced_isRefusedWithinFewCallsAndStaysOut() throws Exception {
        try (TestSite site = site(ENFORCE)) {
            int calls = site.attack(ATTACKER);

            assertThat(calls).isBetween(2, 12);
            assertThat(application.hits()).isEqualTo(calls - 1);
            for (String target : List.of(RARE, "/api/often1", "/", "/anything?x=1")) {
                assertThat(site.wire().get(target, Wire.from(ATTACKER)).status())
                        .as(target)
                        .isEqualTo(403);
            }
            assertThat(application.hits()).isEqualTo(calls - 1);
            assertThat(site.verdicts(Reason.BEHAVIOUR)).isEqualTo(1);
            assertThat(site.verdicts(Reason.BANNED)).isEqualTo(4);
        }
    }

    @Test
    void attack_enforced_leavesOthersAlone() throws Exception {
        try (TestSite site = site(ENFORCE)) {
            site.attack(ATTACKER);

            for (String other : List.of("198.51.100.8", "198.51.100.6", "2001:db8::7")) {
                assertThat(site.wire().get(RARE, Wire.from(other)).status())
                        .as(other)
                        .isEqualTo(200);
            }
            assertThat(site.wire().get(RARE).status()).as("the proxy itself").isEqualTo(200);
        }
    }

    @Test
    void benignClient_manyCalls_isServed() throws Exception {
        try (TestSite site = site(ENFORCE)) {
            for (int call = 0; call < MANY; call++) {
                String target = "/api/often" + (1 + call % 8);
                assertThat(site.wire().get(target, Wire.from("198.51.100.9")).status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void ban_hasRunOut_clientStartsAfresh() throws Exception {
        try (TestSite site = site(ENFORCE + "abatis.bans { time = 90s, jitter = 0 }")) {
            int first = site.attack(ATTACKER);
            site.clock.advance(Duration.ofMillis(89_999));
            assertThat(site.wire().get(RARE, Wire.from(ATTACKER)).status()).isEqualTo(403);

            site.clock.advance(Duration.ofMillis(1));

            assertThat(site.attack(ATTACKER)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1:2::1", "[2001:db8:1:2:ffff::9]:4711", "2001:DB8:1:2:0:0:0:3"})
    void attack_ofOneIpv6Network_isOneClient(String neighbour) throws Exception {
        try (TestSite site = site(ENFORCE)) {
            site.attack("2001:db8:1:2::dead:beef");

            assertThat(site.wire().get(RARE, Wire.from(neighbour)).status()).isEqualTo(403);
        }
    }

    @Test
    void attack_observed_isServedAndReported() throws Exception {
        try (TestSite site = site("abatis.clients.trusted-proxies = [\"127.0.0.1\"]")) {
            for (int call = 0; call < MANY; call++) {
                assertThat(site.wire().get(RARE, Wire.from(ATTACKER)).status()).isEqualTo(200);
            }
            assertThat(site.verdicts(Reason.BEHAVIOUR)).isPositive();
            assertThat(site.gate().stats().snapshot().refused()).isZero();
        }
    }

    @Test
    void attack_off_isNotCounted() throws Exception {
        try (TestSite site = site("abatis.mode = off")) {
            for (int call = 0; call < MANY; call++) {
                assertThat(site.wire().get(RARE).status()).isEqualTo(200);
            }
            assertThat(site.gate().trackedClients()).isZero();
        }
    }

    @Test
    void forwardedFor_noTrustedProxies_isIgnored() throws Exception {
        try (TestSite site = site("abatis.mode = enforce")) {
            int calls = site.attack("198.51.100.1");

            assertThat(calls).isBetween(2, 12);
            for (String claimed : List.of("198.51.100.2", "127.0.0.1", "::1", "nonsense")) {
                assertThat(site.wire().get("/", Wire.from(claimed)).status())
                        .as(claimed)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void forwardedFor_newForgedEntryEachCall_doesNotHideTheClient() throws Exception {
        try (TestSite site = site(ENFORCE)) {
            int status = 200;
            for (int call = 1; call <= MANY && status == 200; call++) {
                status = site.wire()
                        .get(RARE, Wire.from("203.0.113." + call), Wire.from(ATTACKER))
                        .status();
            }
            assertThat(status).isEqualTo(403);
            assertThat(site.wire().get(RARE, Wire.from("203.0.113.1")).status())
                    .as("the one named")
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", ",,,,", "unknown", "localhost", "1.2.3.4.5", "127.0.0.1, _hidden"})
    void forwardedFor_noAddress_countsTheProxyButRefusesNobodyBehindIt(String value) throws Exception {
        try (TestSite site = site(ENFORCE)) {
            for (int call = 0; call < MANY; call++) {
                assertThat(site.wire().get(RARE, Wire.from(value)).status()).isEqualTo(200);
            }
            assertThat(site.gate().score(Ip.of("127.0.0.1")))
                    .isGreaterThan(site.gate().threshold());
            assertThat(site.verdicts(Reason.SILENT_PROXY)).isPositive();
            assertThat(site.gate().bans(site.clock.millis())).isEmpty();
            assertThat(site.gate().stats().snapshot().failures()).isZero();
        }
    }

    @Test
    void allowed_attacks_isServed() throws Exception {
        try (TestSite site = site(ENFORCE + "abatis.allow = [\"" + ATTACKER + "\"]")) {
            for (int call = 0; call < MANY; call++) {
                assertThat(site.wire().get(RARE, Wire.from(ATTACKER)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void denied_firstCall_isRefused() throws Exception {
        try (TestSite site = site(ENFORCE + "abatis.deny = [\"" + ATTACKER + "/32\"]")) {
            assertThat(site.wire().get("/", Wire.from(ATTACKER)).status()).isEqualTo(403);
            assertThat(application.hits()).isZero();
        }
    }

    /** Containers write the address of an IPv6 peer in brackets, or without. */
    @Test
    void attack_overIpv6_isRefused() throws Exception {
        TestSite site = new TestSite().guarded("abatis.mode = enforce", folder).serving(application, "/*");
        site.connector.setHost("::1");
        try (site) {
            site.start();
            Wire wire = new Wire(
                    InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
                    site.connector.getLocalPort());

            int status = 200;
            for (int call = 0; call < MANY && status == 200; call++) {
                status = wire.get(RARE).status();
            }

            assertThat(site.gate().stats().snapshot().failures()).isZero();
            assertThat(status).isEqualTo(403);
        }
    }

    /** Jetty refuses to tell the path of such a request, but serves it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/a%2Fb", "/api/%2e/rarely", "/api//rarely", "/api/..;/rarely", "/api/a%25b", "/x%2f..%2f"})
    void banned_lenientContainerAmbiguousPath_isRefused(String target) throws Exception {
        TestSite site = new TestSite().guarded(ENFORCE, folder).serving(application, "/*");
        site.http().getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE);
        try (site) {
            site.start();
            site.attack(ATTACKER);
            int hits = application.hits();

            assertThat(site.wire().get(target, Wire.from(ATTACKER)).status()).isIn(400, 403);

            assertThat(application.hits()).isEqualTo(hits);
            assertThat(site.gate().stats().snapshot().failures()).isZero();
        }
    }
}
