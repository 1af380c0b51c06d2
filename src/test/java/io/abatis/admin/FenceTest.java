package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that no connection of a test can have: what would happen if somebody had the port listen elsewhere. */
final class FenceTest {

    private final AtomicBoolean passed = new AtomicBoolean();
    private final Map<String, Object> answer = new HashMap<>();

    private static HttpServletRequest request(@Nullable String peer) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "getServerName", "127.0.0.1", "getMethod", "GET", "getScheme", "http", "getHeader", "127.0.0.1"));
        if (peer != null) {
            values.put("getRemoteAddr", peer);
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                FenceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    private HttpServletResponse response() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void write(int one) {
                body.write(one);
            }
        };
        return (HttpServletResponse) Proxy.newProxyInstance(
                FenceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("setStatus")) {
                        answer.put("status", arguments[0]);
                    }
                    return method.getName().equals("getOutputStream") ? out : null;
                });
    }

    private void send(@Nullable String peer) throws Exception {
        new Fence(Set.of("127.0.0.1")).doFilter(request(peer), response(), (request, response) -> passed.set(true));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "192.0.2.1",
                "10.0.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "::2",
                "[::2]",
                "fe80::1%lo",
                "::ffff:10.0.0.1",
                "",
                "x"
            })
    void doFilter_peerElsewhere_isForbidden(@Nullable String peer) throws Exception {
        send(peer);
        assertThat(passed).isFalse();
        assertThat(answer).containsEntry("status", 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1", "[::1]", "[0:0:0:0:0:0:0:1]", "::ffff:127.0.0.1"})
    void doFilter_peerOnThisMachine_passes(String peer) throws Exception {
        send(peer);
        assertThat(passed).isTrue();
    }
}
