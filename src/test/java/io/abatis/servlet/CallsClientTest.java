package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.call.Call;
import io.abatis.call.Naming;
import io.abatis.client.CidrSet;
import io.abatis.client.ClientResolver;
import io.abatis.client.ForwardedHeader;
import io.abatis.client.Ip;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whose calls requests are taken for, by what the container and the proxies tell. */
final class CallsClientTest {

    private static final CidrSet PROXIES = CidrSet.of(List.of("10.0.0.0/8", "fe80::/10", "::1"));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AbatisFilter.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private static Calls calls(ForwardedHeader header) {
        return new Calls(new ClientResolver(PROXIES, header, 64), Naming.NONE);
    }

    private static Call call(Calls calls, @Nullable String peer, Map<String, List<String>> headers) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                CallsClientTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeaders" -> Collections.enumeration(headers.getOrDefault((String) args[0], List.of()));
                    case "getMethod" -> "GET";
                    case "getServletPath" -> "/a";
                    default -> null;
                });
        return calls.of(request, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "2001:db8:1:2:0:0:0:9, 2001:db8:1:2::",
        "[2001:db8:1:2::9], 2001:db8:1:2::",
        "2001:db8:1:2:0:0:0:9%0, 2001:db8:1:2::",
        "[2001:db8:1:2::9%eth0], 2001:db8:1:2::",
    })
    void client_anySpellingOfThePeer_isItsAddress(String peer, String client) {
        Call call = call(calls(ForwardedHeader.X_FORWARDED_FOR), peer, Map.of());

        assertThat(call.client()).hasToString(client);
        assertThat(call.byProxy()).isFalse();
        assertThat(log.list).isEmpty();
    }

    /** What containers tell of the peer of a Unix domain socket, or after something has rewritten the address. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "[", "[]", "/run/app.sock", "unknown", "_hidden", "proxy.example", "a\r\nb"})
    void client_peerWithoutAddress_isAnErrorThatNamesTheRemedy(@Nullable String peer) {
        assertThatThrownBy(() -> call(calls(ForwardedHeader.FORWARDED), peer, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connect by TCP instead of a Unix domain socket")
                .hasMessageContaining("rewrites the remote address")
                .hasMessageNotContaining("\n");
    }

    @Test
    void client_trustedPeer_isReadFromTheConfiguredHeaderAlone() {
        Map<String, List<String>> headers = Map.of(
                "X-Forwarded-For", List.of("192.0.2.66", "198.51.100.1"),
                "Forwarded", List.of("for=192.0.2.66;host=\"", "for=\"198.51.100.2:80\", for=10.0.0.2"));

        assertThat(call(calls(ForwardedHeader.X_FORWARDED_FOR), "10.0.0.1", headers))
                .isEqualTo(new Call(Ip.of("198.51.100.1"), "GET /a", 0));
        assertThat(call(calls(ForwardedHeader.FORWARDED), "fe80:0:0:0:0:0:0:1%eth0", headers))
                .isEqualTo(new Call(Ip.of("198.51.100.2"), "GET /a", 0));
        assertThat(log.list).isEmpty();
    }

    @Test
    void byProxy_noUsableHeader_isSaidOncePerProxy() {
        Calls calls = calls(ForwardedHeader.FORWARDED);
        Map<String, List<String>> other = Map.of("X-Forwarded-For", List.of("198.51.100.1"));
        for (int i = 0; i < 3; i++) {
            assertThat(call(calls, "10.0.0.1", other)).isEqualTo(new Call(Ip.of("10.0.0.1"), "GET /a", 0, "", true));
            assertThat(call(calls, "::1", Map.of("Forwarded", List.of("for=unknown")))
                            .byProxy())
                    .isTrue();
            assertThat(call(calls, "10.0.0.1", Map.of("Forwarded", List.of("for=10.0.0.2")))
                            .client())
                    .hasToString("10.0.0.2");
        }

        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .hasSize(2)
                .allMatch(line -> line.startsWith("WARN ") && line.contains(" Forwarded"))
                .anyMatch(line -> line.contains("10.0.0.1 "))
                .anyMatch(line -> line.contains(" ::1 "));
    }

    @Test
    void byProxy_hundredsOfProxies_areNotAllSaid() {
        Calls calls = calls(ForwardedHeader.X_FORWARDED_FOR);
        for (int i = 0; i < 2_000; i++) {
            call(calls, "10.0." + i % 1_000 / 250 + "." + i % 250, Map.of());
        }

        assertThat(log.list).hasSize(SilentProxies.MOST);
    }
}
