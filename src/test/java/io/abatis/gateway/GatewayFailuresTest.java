package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets when the upstream server fails. */
final class GatewayFailuresTest {

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Wire.Message quickly(TestUpstream upstream) throws IOException {
        try (GatewayServer gateway = TestGateway.quickTo(upstream.port())) {
            return Wire.get(TestGateway.port(gateway), "/");
        }
    }

    private static void assertProblem(Wire.Message answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text())
                .contains("\"status\":" + status)
                .doesNotContain("127.0.0.1", "etty", "xception", "java");
        assertThat(answer.value("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.values("Server")).isEmpty();
        assertThat(answer.whole()).isTrue();
    }

    @Test
    void upstream_refusing_is502() throws IOException {
        try (GatewayServer gateway = TestGateway.to(unusedPort())) {
            assertProblem(Wire.get(TestGateway.port(gateway), "/"), 502);
        }
    }

    @Test
    void upstream_refusing_isTheSamePageForABrowser() throws IOException {
        try (GatewayServer gateway = TestGateway.to(unusedPort())) {
            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/", "Accept: text/html,*/*;q=0.8");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("Content-Type")).isEqualTo("text/html;charset=utf-8");
            assertThat(answer.text()).contains("<h1>Bad Gateway</h1>").doesNotContain("127.0.0.1", "etty", "xception");
        }
    }

    @Test
    void upstream_withoutAddress_is502() throws IOException {
        try (GatewayServer gateway = TestGateway.start(TestGateway.plan(
                "http://no-such-host.invalid:80", GatewayPlan.Limits.DEFAULT, TestGateway.config("")))) {
            assertProblem(Wire.get(TestGateway.port(gateway), "/"), 502);
        }
    }

    @Test
    void upstream_thatSpeaksNoHttp_is502() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying("SSH-2.0-OpenSSH_9.2\n\n")) {
            assertProblem(quickly(upstream), 502);
        }
    }

    @Test
    void upstream_withAHeadTooLarge_is502() throws IOException {
        try (TestUpstream upstream =
                TestUpstream.saying("HTTP/1.1 200 OK\nX: " + "x".repeat(100_000) + "\nContent-Length: 0\n\n")) {
            assertProblem(quickly(upstream), 502);
        }
    }

    @Test
    void upstream_silent_is504AfterTheIdleTimeout() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> hold(never))) {
            assertProblem(quickly(upstream), 504);
        } finally {
            never.countDown();
        }
    }

    /** A listener whose queue is full answers no further connection at all. */
    @Test
    void upstream_thatTakesNoConnection_is504AfterTheConnectTimeout() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                Socket one = new Socket();
                queue.add(one);
                try {
                    one.connect(full.getLocalSocketAddress(), 100);
                } catch (IOException e) {
                    break; // full now
                }
            }
            GatewayPlan.Limits limits =
                    new GatewayPlan.Limits(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(20), 8);
            try (GatewayServer gateway = TestGateway.start(
                    TestGateway.plan("http://127.0.0.1:" + full.getLocalPort(), limits, TestGateway.config("")))) {
                assertProblem(Wire.get(TestGateway.port(gateway), "/"), 504);
            }
        } finally {
            for (Socket one : queue) {
                one.close();
            }
        }
    }

    @Test
    void connections_allBusy_is504AfterTheConnectTimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        GatewayPlan.Limits limits =
                new GatewayPlan.Limits(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    taken.countDown();
                    hold(over);
                    Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                });
                GatewayServer gateway = TestGateway.start(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), limits, TestGateway.config("")));
                Socket first = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(first, Wire.request("GET", "/") + "\n");
            assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();

            assertProblem(Wire.get(TestGateway.port(gateway), "/"), 504);
            over.countDown();
        }
    }

    @Test
    void connections_allBusyAndAsManyWaiting_is503() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        GatewayPlan.Limits limits =
                new GatewayPlan.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    taken.countDown();
                    hold(over);
                    Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                });
                GatewayServer gateway = TestGateway.start(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), limits, TestGateway.config("")));
                Socket first = Wire.connect(TestGateway.port(gateway));
                Socket second = Wire.connect(TestGateway.port(gateway));
                Socket third = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(first, Wire.request("GET", "/") + "\n");
            assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
            // Whichever of the two comes first waits, and the other is turned away.
            Wire.send(second, Wire.request("GET", "/") + "\n");
            Wire.send(third, Wire.request("GET", "/") + "\n");
            InputStream turnedAway = firstToAnswer(second, third);
            assertProblem(Wire.read(turnedAway, false), 503);
            over.countDown();

            assertThat(Wire.read(first.getInputStream(), false).text()).isEqualTo("ok");
            Socket waiting = turnedAway == second.getInputStream() ? third : second;
            assertThat(Wire.read(waiting.getInputStream(), false).text()).isEqualTo("ok");
        }
    }

    private static InputStream firstToAnswer(Socket one, Socket other) throws IOException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (one.getInputStream().available() == 0 && other.getInputStream().available() == 0) {
            assertThat(System.nanoTime() - end).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
        return one.getInputStream().available() > 0 ? one.getInputStream() : other.getInputStream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 100000\n\nonly this",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nonly\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nonly\nzz\nthis",
            })
    void answer_brokenInItsBody_isNeverTakenForWhole(String broken) throws IOException {
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
            Wire.send(connection, broken);
            connection.close();
        })) {
            Wire.Message answer = quickly(upstream);

            // An error, if nothing had gone out by then; else the connection is cut.
            assertThat(answer.status() == 502 || !answer.whole())
                    .as(answer.text())
                    .isTrue();
        }
    }

    @Test
    void answer_thatStallsInItsBody_cutsTheClientsConnection() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
            Wire.send(connection, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nonly\n");
            hold(never);
        })) {
            Wire.Message answer = quickly(upstream);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("only");
            assertThat(answer.whole()).isFalse();
        } finally {
            never.countDown();
        }
    }

    @Test
    void answer_slowerThanTheClientTimeout_isStillGiven() throws IOException {
        GatewayPlan.Limits limits =
                new GatewayPlan.Limits(Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(200), 8);
        CountDownLatch never = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    waitFor(never, 700);
                    Wire.send(connection, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n");
                    waitFor(never, 700);
                    Wire.send(connection, "0\n\n");
                });
                GatewayServer gateway = TestGateway.start(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), limits, TestGateway.config("")))) {
            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/");

            assertThat(answer.text()).isEqualTo("ok");
            assertThat(answer.whole()).isTrue();
        }
    }

    @Test
    void connection_droppedBetweenCalls_isTriedOnceMore() throws IOException {
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    if (number == 2) {
                        connection.close();
                    } else {
                        Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                    }
                });
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.get(TestGateway.port(gateway), "/first");

            assertThat(Wire.get(TestGateway.port(gateway), "/second").text()).isEqualTo("ok");
            assertThat(upstream.seen())
                    .extracting(Wire.Message::target)
                    .containsExactly("/first", "/second", "/second");
            assertThat(upstream.seen().get(2).headers())
                    .containsExactlyInAnyOrderElementsOf(upstream.seen().get(1).headers());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void call_thatMayChangeSomething_isNeverSentTwice(String method) throws IOException {
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> connection.close());
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            assertProblem(
                    Wire.ask(TestGateway.port(gateway), Wire.request(method, "/", "Content-Length: 0") + "\n"), 502);
            assertThat(upstream.seen()).hasSize(1);
        }
    }

    @Test
    void call_droppedTwice_is502() throws IOException {
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> connection.close());
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            assertProblem(Wire.get(TestGateway.port(gateway), "/"), 502);
            assertThat(upstream.seen()).hasSize(2);
        }
    }

    @Test
    void answer_beforeTheRequestHasEnded_isGiven() throws IOException {
        try (TestUpstream upstream = TestUpstream.hasty((request, connection, number) -> {
                    Wire.send(
                            connection,
                            "HTTP/1.1 413 Content Too Large\nContent-Length: 7\nConnection: close\n\ntoo big");
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("POST", "/", "Content-Length: 1000000") + "\nonly this for now");

            Wire.Message answer = Wire.read(client.getInputStream(), false);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("too big");
        }
    }

    @Test
    void request_thatStalls_is408() throws IOException {
        GatewayPlan.Limits limits =
                new GatewayPlan.Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMillis(300), 8);
        try (TestUpstream upstream = TestUpstream.saying("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
                GatewayServer gateway = TestGateway.start(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), limits, TestGateway.config("")));
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("POST", "/", "Content-Length: 1000") + "\nonly this");

            assertThat(Wire.read(client.getInputStream(), false).status()).isEqualTo(408);
        }
    }

    @Test
    void client_thatLeaves_freesTheUpstream() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    OutputStream out = connection.getOutputStream();
                    Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 4294967296\n\n");
                    try {
                        while (true) {
                            out.write(new byte[65_536]);
                        }
                    } catch (IOException e) {
                        gone.countDown();
                    }
                });
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            try (Socket client = Wire.connect(TestGateway.port(gateway))) {
                Wire.send(client, Wire.request("GET", "/") + "\n");
                client.getInputStream().readNBytes(100_000);
            }

            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void hold(CountDownLatch until) throws IOException {
        waitFor(until, 20_000);
    }

    private static void waitFor(CountDownLatch until, long millis) throws IOException {
        try {
            boolean unused = until.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
