package io.abatis.admin;

import static io.abatis.admin.AdminSite.API;
import static io.abatis.admin.AdminSite.JSON;
import static io.abatis.admin.AdminSite.cookie;
import static io.abatis.admin.AdminSite.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.abatis.admin.AdminSite.Browser;
import io.abatis.gate.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who must not come in, and what they try, over real connections. */
final class AdminRefusalsTest {

    private static final String WRONG = "abatis_" + "A".repeat(43);
    private static final String BAN = "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"test\"}";

    private AdminSite site;

    @BeforeEach
    void start() throws IOException {
        site = new AdminSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void assertNobodyIsBanned() {
        assertThat(site.gate.bans(site.clock.millis())).isEmpty();
    }

    private Wire.Got ban(String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(JSON);
        return site.wire.send("POST", API + "/bans", BAN, all.toArray(String[]::new));
    }

    private static String csrf(String token) {
        return "X-CSRF-Token: " + token;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status",
                "/bans",
                "/clients",
                "/clients/192.0.2.1",
                "/events",
                "/stream",
                "/model",
                "/labels",
                "/history",
                "/session",
                "/nothing",
                "/",
                ""
            })
    void get_withoutToken_isUnauthorized(String path) throws IOException {
        Wire.Got got = site.wire.send("GET", API + path, "");
        assertThat(got.status()).isEqualTo(401);
        assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"abatis\"");
        assertThat(got.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(got.body()).doesNotContain("threshold");
    }

    @Test
    void post_withoutToken_isUnauthorizedAndTold() throws IOException {
        assertThat(ban().status()).isEqualTo(401);
        assertNobodyIsBanned();
        assertThat(site.audit.notes(Event.Kind.LOGIN_REFUSED))
                .containsExactly("from 127.0.0.1: a change without a log-in");
    }

    @Test
    void any_rightToken_isServed() throws IOException {
        assertThat(ban(site.bearer()).status()).isEqualTo(201);
        assertThat(site.gate.bans(site.clock.millis())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abatis_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer",
                "Bearer ",
                "Basic b3BlcmF0b3I6eA==",
                "bearer x",
                "Digest username=\"operator\"",
                "Bearer sha256:0000",
                "%00"
            })
    void any_wrongToken_isUnauthorized(String header) throws IOException {
        assertThat(ban("Authorization: " + header).status()).isEqualTo(401);
        assertNobodyIsBanned();
    }

    @Test
    void any_wrongTokenBesideAGoodCookie_isUnauthorized() throws IOException {
        Browser browser = site.logIn();
        assertThat(site.wire
                        .send("GET", API + "/status", "", browser.cookie(), "Authorization: Bearer " + WRONG)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void any_hashInPlaceOfTheToken_isUnauthorized() throws IOException {
        String hash = Token.sha256(site.token());
        assertThat(site.wire
                        .send("GET", API + "/status", "", "Authorization: Bearer " + hash)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "authorization", "abatis-session", "csrf"})
    void any_tokenInTheQuery_isIgnored(String name) throws IOException {
        assertThat(site.wire
                        .send("GET", API + "/status?" + name + "=" + site.token(), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void logIn_wrongToken_isUnauthorizedWithoutACookie() throws IOException {
        Wire.Got got = site.logInWith(WRONG);
        assertThat(got.status()).isEqualTo(401);
        assertThat(got.header("Set-Cookie")).isEmpty();
        assertThat(site.audit.notes(Event.Kind.LOGIN_REFUSED)).containsExactly("from 127.0.0.1: a wrong token");
    }

    @Test
    void logIn_rightToken_setsAStrictCookieAndIsTold() throws IOException {
        Wire.Got got = site.logInWith(site.token());
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Set-Cookie"))
                .matches("abatis-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(json(got).path("operator").asText()).isEqualTo("operator");
        assertThat(site.audit.notes(Event.Kind.LOGGED_IN)).containsExactly("from 127.0.0.1");
        assertThat(got.body()).doesNotContain(site.token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost",
                "https://127.0.0.1",
                "file://",
                ""
            })
    void change_foreignOrigin_isForbiddenWhoeverAsks(String origin) throws IOException {
        Browser browser = site.logIn();
        String header = "Origin: " + origin;
        assertThat(ban(site.bearer(), header).status()).isEqualTo(403);
        assertThat(ban(browser.cookie(), csrf(browser.csrf()), header).status()).isEqualTo(403);
        assertThat(site.logInWith(site.token(), header).status()).isEqualTo(403);
        assertNobodyIsBanned();
    }

    @Test
    void change_ownAndForeignOrigin_isForbidden() throws IOException {
        String own = "Origin: http://" + site.wire.authority();
        assertThat(ban(site.bearer(), own, "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertNobodyIsBanned();
        assertThat(ban(site.bearer(), own).status()).isEqualTo(201);
    }

    @Test
    void change_ownOriginThroughATunnel_isServed() throws IOException {
        assertThat(ban(site.bearer(), "Host: localhost:7777", "Origin: http://localhost:7777")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "nonsense", "Same-Origin"})
    void change_fromAnotherSite_isForbidden(String site) throws IOException {
        assertThat(ban(this.site.bearer(), "Sec-Fetch-Site: " + site).status()).isEqualTo(403);
        assertNobodyIsBanned();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void change_fromThisSite_isServed(String site) throws IOException {
        assertThat(ban(this.site.bearer(), "Sec-Fetch-Site: " + site).status()).isEqualTo(201);
    }

    @Test
    void change_cookieAlone_isForbidden() throws IOException {
        Browser browser = site.logIn();
        assertThat(ban(browser.cookie()).status()).isEqualTo(403);
        assertThat(ban(browser.cookie(), csrf("")).status()).isEqualTo(403);
        assertThat(ban(browser.cookie(), csrf("x".repeat(43))).status()).isEqualTo(403);
        assertThat(ban(browser.cookie(), csrf(browser.cookie())).status()).isEqualTo(403);
        assertNobodyIsBanned();
    }

    @Test
    void change_csrfToken_worksOnce() throws IOException {
        Browser browser = site.logIn();
        Wire.Got first = ban(browser.cookie(), csrf(browser.csrf()));
        assertThat(first.status()).isEqualTo(201);
        Wire.Got replayed =
                site.wire.send("DELETE", API + "/bans/192.0.2.9", "", browser.cookie(), csrf(browser.csrf()));
        assertThat(replayed.status()).isEqualTo(403);
        assertThat(site.gate.bans(site.clock.millis())).hasSize(1);

        Wire.Got next = site.wire.send(
                "DELETE", API + "/bans/192.0.2.9", "", browser.cookie(), csrf(first.header("X-CSRF-Token")));
        assertThat(next.status()).isEqualTo(200);
        assertNobodyIsBanned();
    }

    @Test
    void change_csrfTokenOfAnotherSession_isForbidden() throws IOException {
        Browser one = site.logIn();
        Browser other = site.logIn();
        assertThat(ban(one.cookie(), csrf(other.csrf())).status()).isEqualTo(403);
        assertNobodyIsBanned();
    }

    @Test
    void change_sameCsrfTokenAtOnce_exactlyOneWins() throws Exception {
        Browser browser = site.logIn();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> all = Collections.nCopies(
                    32, () -> ban(browser.cookie(), csrf(browser.csrf())).status());
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(all)) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly(201, 403).containsOnlyOnce(201);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void change_manyCsrfTokens_theOldestStopWorking() throws IOException {
        Browser browser = site.logIn();
        for (int i = 0; i < Csrf.MOST; i++) {
            site.wire.send("GET", API + "/session", "", browser.cookie());
        }
        assertThat(ban(browser.cookie(), csrf(browser.csrf())).status()).isEqualTo(403);
    }

    @Test
    void logIn_cookieSetBefore_isNotAdopted() throws IOException {
        String planted = "abatis-session=" + "P".repeat(43);
        Wire.Got got = site.logInWith(site.token(), "Cookie: " + planted);
        assertThat(got.header("Set-Cookie")).doesNotContain(planted);
        assertThat(site.wire
                        .send("GET", API + "/status", "", "Cookie: " + planted)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void logIn_again_endsTheSessionBefore() throws IOException {
        Browser before = site.logIn();
        Wire.Got got = site.logInWith(site.token(), before.cookie());
        assertThat(cookie(got)).isNotEqualTo(before.cookie());
        assertThat(site.wire.send("GET", API + "/status", "", before.cookie()).status())
                .isEqualTo(401);
    }

    @Test
    void session_afterLogOut_isOverAndTold() throws IOException {
        Browser browser = site.logIn();
        Wire.Got got = site.wire.send("DELETE", API + "/session", "", browser.cookie(), csrf(browser.csrf()));
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(site.wire.send("GET", API + "/status", "", browser.cookie()).status())
                .isEqualTo(401);
        assertThat(site.audit.notes(Event.Kind.LOGGED_OUT)).containsExactly("from 127.0.0.1");
    }

    @Test
    void session_idleForHalfAnHour_isOver() throws IOException {
        Browser browser = site.logIn();
        site.clock.advance(Duration.ofMinutes(29));
        assertThat(site.wire.send("GET", API + "/status", "", browser.cookie()).status())
                .isEqualTo(200);
        site.clock.advance(Duration.ofMinutes(30));
        assertThat(site.wire.send("GET", API + "/status", "", browser.cookie()).status())
                .isEqualTo(401);
    }

    @Test
    void session_inUseForTwelveHours_isOver() throws IOException {
        Browser browser = site.logIn();
        int[] statuses = new int[25];
        for (int i = 0; i < statuses.length; i++) {
            site.clock.advance(Duration.ofMinutes(29));
            statuses[i] = site.wire
                    .send("GET", API + "/session", "", browser.cookie())
                    .status();
        }
        assertThat(statuses[23]).isEqualTo(200); // 11 h 36 min
        assertThat(statuses[24]).isEqualTo(401); // 12 h 5 min
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abatis-session=",
                "abatis-session",
                "abatis-session=\"\"",
                "Abatis-Session=x; abatis_session=y; =z; ;;",
                "abatis-session=../../etc/passwd",
                "$Version=1; abatis-session=x; $Path=/"
            })
    void any_oddCookies_areUnauthorized(String cookies) throws IOException {
        assertThat(site.wire
                        .send("GET", API + "/status", "", "Cookie: " + cookies)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void any_secondCookieOfTheName_isUnauthorized() throws IOException {
        String own = site.logIn().cookie().substring("Cookie: ".length());
        for (String cookies : List.of(own + "; abatis-session=x", "abatis-session=x; " + own)) {
            assertThat(site.wire
                            .send("GET", API + "/status", "", "Cookie: " + cookies)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(site.wire
                        .send("GET", API + "/status", "", "Cookie: a=b; " + own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokens_triedOften_areThrottledAndToldOnceAMinute() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(site.logInWith(WRONG).status()).isEqualTo(401);
        }
        Wire.Got sixth = site.logInWith(WRONG);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isEqualTo("60");
        assertThat(site.logInWith(site.token()).status()).isEqualTo(429);
        assertThat(site.ask("GET", "/status").status()).isEqualTo(429);
        assertThat(site.audit.notes(Event.Kind.LOGIN_REFUSED)).hasSize(1);

        site.clock.advance(Duration.ofSeconds(61));
        assertThat(site.ask("GET", "/status").status()).isEqualTo(200);
        assertThat(site.logInWith(WRONG).status()).isEqualTo(401);
        assertThat(site.audit.notes(Event.Kind.LOGIN_REFUSED))
                .contains("from 127.0.0.1: 7 more within a minute, the last because of: too many wrong tokens");
    }

    @Test
    void sessions_whileTokensAreThrottled_goOn() throws IOException {
        Browser browser = site.logIn();
        for (int i = 0; i < 6; i++) {
            site.logInWith(WRONG);
        }
        assertThat(site.wire.send("GET", API + "/status", "", browser.cookie()).status())
                .isEqualTo(200);
    }

    @Test
    void tokens_triedFromManyAddresses_areThrottledButRightOnesServed() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            statuses.add(from("127.0.1." + i, "Authorization: Bearer " + WRONG));
        }
        assertThat(statuses.subList(0, 50)).containsOnly(401);
        assertThat(statuses.subList(50, 60)).containsOnly(429);
        assertThat(from("127.0.2.1", site.bearer())).isEqualTo(200);
        assertThat(site.audit.notes(Event.Kind.LOGIN_REFUSED)).hasSize(21); // twenty addresses, and all others
    }

    private int from(String address, String header) throws IOException {
        String request = "GET " + API + "/status HTTP/1.1\r\nHost: " + site.wire.authority() + "\r\n" + header
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), site.server.home().getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example:9090",
                "192.0.2.1",
                "127.0.0.2",
                "[::2]",
                "0.0.0.0",
                "localhost."
            })
    void any_foreignHost_isForbiddenWithTheRightToken(String host) throws IOException {
        for (String path : List.of(API + "/status", "/", "/login", API + "/openapi.yaml")) {
            Wire.Got got = site.wire.send("GET", path, "", "Host: " + host, site.bearer());
            assertThat(got.status()).isIn(400, 403);
            assertThat(got.body()).doesNotContain("threshold", "<html");
        }
    }

    @Test
    void any_foreignHostInTheTarget_isRefused() throws IOException {
        assertThat(site.wire
                        .send("GET", "http://evil.example" + API + "/status", "", site.bearer())
                        .status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 192.0.2.1",
                "Forwarded: for=192.0.2.1;host=evil.example",
                "X-Real-IP: 192.0.2.1"
            })
    void any_headersAboutThePeer_areNotBelieved(String header) throws IOException {
        assertThat(site.wire
                        .send("GET", API + "/status", "", header, site.bearer())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void connect_toAnyOtherInterface_isRefused() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        assumeTrue(!others.isEmpty(), "this machine has no interface but loopback");
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                InetSocketAddress there =
                        new InetSocketAddress(other, site.server.home().getPort());
                assertThatThrownBy(() -> socket.connect(there, 5_000)).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PATCH", "FOO", "PROPFIND", "get"})
    void any_strangeMethod_isRefusedAndNotEchoed(String method) throws IOException {
        for (String path : List.of("/", API + "/status", API + "/nothing", "/login")) {
            Wire.Got got = site.wire.send(method, path, "", site.bearer(), "X-Secret: 1");
            assertThat(got.status()).isIn(400, 405);
            assertThat(got.head() + got.body()).doesNotContain("X-Secret");
        }
    }

    @Test
    void any_wrongMethod_saysWhichAreRight() throws IOException {
        Wire.Got got = site.ask("POST", "/status");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(site.ask("DELETE", "/bans").header("Allow")).isEqualTo("GET, HEAD, POST");
        Wire.Got options = site.ask("OPTIONS", "/bans/192.0.2.1");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("DELETE, PUT, OPTIONS");
        assertThat(options.all("Access-Control-Allow-Origin")).isEmpty();
        assertThat(site.wire.send("POST", "/style.css", "", site.bearer()).status())
                .isEqualTo(405);
    }

    @Test
    void head_anything_hasNoBody() throws IOException {
        for (String path : List.of(API + "/status", API + "/stream", "/style.css")) {
            Wire.Got got = site.wire.send("HEAD", path, "", site.bearer());
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.body()).isEmpty();
        }
    }

    @Test
    void body_tooLarge_isRefused() throws IOException {
        String large = "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThat(site.ask("POST", "/bans", large).status()).isEqualTo(413);
        String chunk = Integer.toHexString(70_000) + "\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n";
        Wire.Got chunked = site.wire.send(
                "POST",
                API + "/bans",
                chunk,
                site.bearer(),
                JSON,
                "Transfer-Encoding: chunked",
                "Content-Length-Left: out");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "null",
                "{",
                "{}{}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"seconds\":1}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":[[[[[[[[[[]]]]]]]]]]}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"operator\":\"root\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":\"60\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60.5}",
                "{\"client\":\"192.0.2.9\",\"seconds\":0}",
                "{\"client\":\"192.0.2.9\",\"seconds\":1e400}",
                "{\"client\":\"192.0.2.9\",\"seconds\":99999999999999999999}",
                "{\"client\":\"192.0.2.9\",\"seconds\":315360001}",
                "{\"client\":\"192.0.2.9\"}",
                "{\"seconds\":60}",
                "{\"client\":null,\"seconds\":60}",
                "{\"client\":\"localhost\",\"seconds\":60}",
                "{\"client\":\"192.0.2.0/24\",\"seconds\":60}",
                "{\"client\":\"192.0.2.9\\r\\nX: y\",\"seconds\":60}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":7}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"a\\u0000b\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"a\\r\\nb: c\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"\\u202egnp.exe\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"\\u001b[2J\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"\\ud800\"}",
                "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"\\u2028\"}"
            })
    void body_hostile_isRefusedAndNotQuoted(String body) throws IOException {
        Wire.Got got = site.ask("POST", "/bans", body);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).doesNotContain("root", "gnp", "localhost", "\u001b");
        assertNobodyIsBanned();
    }

    @Test
    void body_deeplyNested_isNotEvenRead() throws IOException {
        for (int depth : new int[] {10, 500, 30_000}) {
            String deep = "{\"note\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            Wire.Got got = site.ask("POST", "/bans", deep);
            assertThat(got.status()).isEqualTo(400);
            assertThat(json(got).path("detail").asText()).contains("nested too deep");
        }
    }

    @Test
    void body_noteTooLong_isRefused() throws IOException {
        String start = "{\"client\":\"192.0.2.9\",\"seconds\":60,\"note\":\"";
        assertThat(site.ask("POST", "/bans", start + "\u00e9".repeat(301) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(site.ask("POST", "/bans", start + "\u00e9".repeat(300) + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void body_notUtf8_isRefused() throws IOException {
        byte[] latin = BAN.replace("test", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(site.wire
                        .send("POST", API + "/bans", latin, site.bearer(), JSON)
                        .status())
                .isEqualTo(400);
        byte[] wide = BAN.getBytes(StandardCharsets.UTF_16);
        assertThat(site.wire
                        .send("POST", API + "/bans", wide, site.bearer(), JSON)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx"
            })
    void body_ofAnotherType_isRefused(String type) throws IOException {
        Wire.Got got = site.wire.send("POST", API + "/bans", BAN, site.bearer(), "Content-Type: " + type);
        assertThat(got.status()).isEqualTo(415);
        assertNobodyIsBanned();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/clients/999.0.2.1",
                "/clients/localhost",
                "/clients/192.0.2.1%0d%0aSet-Cookie:x=y",
                "/clients/%00",
                "/clients?limit=0",
                "/clients?limit=1001",
                "/clients?limit=-1",
                "/clients?limit=9999999999999",
                "/clients?limit=%0d%0aX:y",
                "/bans?offset=x",
                "/history?minutes=1441",
                "/history?minutes=1e3",
                "/events?limit=\uff11"
            })
    void query_hostile_isRefused(String path) throws IOException {
        Wire.Got got = site.ask("GET", path);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.header("Set-Cookie") + got.header("X")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files.txt",
                "/admin/files.txt",
                "/admin/index.html",
                "/WEB-INF/web.xml",
                "/..%2fstyle.css",
                "/style.css/x",
                "/js/",
                "/api/v1",
                "/api",
                "//style.css",
                "/lib/chart.js.map"
            })
    void pages_whatIsNotInTheTable_isNotThere(String path) throws IOException {
        Wire.Got got = site.wire.send("GET", path, "", site.bearer());
        assertThat(got.status()).isIn(400, 404);
        assertThat(got.body()).doesNotContain("\tat ", "Jetty", "Exception", "<html");
    }

    @Test
    void pages_withoutASession_leadToTheLogInAndBack() throws IOException {
        Wire.Got got = site.wire.send("GET", "/client?x=%26y", "");
        assertThat(got.status()).isEqualTo(302);
        assertThat(got.header("Location")).isEqualTo("/login?next=%2Fclient%3Fx%3D%2526y");

        Browser browser = site.logIn();
        Wire.Got back = site.wire.send("GET", got.header("Location"), "", browser.cookie());
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).isEqualTo("/client?x=%26y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/%5cevil.example",
                "%2f%2fevil.example",
                "javascript:alert(1)",
                "/clients%0d%0aX:%20y",
                "/clients?%e2%80%ae",
                "/style.css",
                "/login",
                ""
            })
    void logIn_nextThatIsNoPageOfOurs_leadsHome(String next) throws IOException {
        Browser browser = site.logIn();
        Wire.Got got = site.wire.send("GET", "/login?next=" + next, "", browser.cookie());
        assertThat(got.status()).isEqualTo(302);
        assertThat(got.header("Location")).isEqualTo("/");
        assertThat(got.header("X")).isEmpty();
    }

    @Test
    void all_whileTheFilterIsNotInService_areToldSo() throws IOException {
        site.isInService = false;
        Wire.Got got = site.ask("GET", "/status");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("Retry-After")).isEqualTo("1");
        assertThat(site.ask("GET", "/session").status()).isEqualTo(200);
    }

    @Test
    void ban_clientOnTheAllowList_isAConflict() throws IOException {
        assertThat(site.ask("POST", "/bans", "{\"client\":\"198.51.100.7\",\"seconds\":60}")
                        .status())
                .isEqualTo(409);
    }
}
