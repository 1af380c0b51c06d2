package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Outcome;
import io.abatis.gate.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The gate in the gateway, its start and its end. */
final class GatewayServerTest {

    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";
    private static final String DENY = "abatis.deny = [\"127.0.0.0/8\"]";

    @Test
    void mode_default_observesAndRefusesNothing() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.configured(upstream.port(), DENY)) {
            assertThat(gateway.mode()).isEqualTo(Mode.OBSERVE);
            assertThat(Wire.get(TestGateway.port(gateway), "/").text()).isEqualTo("ok");
        }
    }

    @Test
    void call_refused_neverReachesTheUpstream() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.configured(upstream.port(), DENY + "\nabatis.mode = enforce")) {
            Wire.Message answer =
                    Wire.ask(TestGateway.port(gateway), Wire.request("POST", "/", "Content-Length: 3") + "\nabc");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.values("Retry-After")).hasSize(1);
            assertThat(upstream.seen()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("try") // closed within, to be gone
    void call_answered_isCountedByItsOutcome() throws IOException {
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> Wire.send(
                        connection,
                        "HTTP/1.1 " + request.target().substring(1)
                                + " X\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n"));
                GatewayServer gateway = TestGateway.configured(upstream.port(), "")) {
            for (String status : new String[] {"200", "404", "404", "503"}) {
                Wire.get(TestGateway.port(gateway), "/" + status);
            }
            upstream.close();
            Wire.get(TestGateway.port(gateway), "/gone");

            await(() -> outcomes(gateway, Outcome.SERVER_ERROR) == 2);
            assertThat(outcomes(gateway, Outcome.SUCCESS)).isEqualTo(1);
            assertThat(outcomes(gateway, Outcome.NOT_FOUND)).isEqualTo(2);
        }
    }

    private static long outcomes(GatewayServer gateway, Outcome outcome) {
        return gateway.gate().stats().snapshot().outcomes().getOrDefault(outcome, 0L);
    }

    @Test
    void config_changed_isTakenIntoUse() throws Exception {
        Path file = TestGateway.config("abatis.reload-check = 20ms\n" + DENY);
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), GatewayPlan.Limits.DEFAULT, file))) {
            assertThat(Wire.get(TestGateway.port(gateway), "/").status()).isEqualTo(200);

            Files.writeString(file, Files.readString(file) + "abatis.mode = enforce\n");

            await(() -> gateway.mode() == Mode.ENFORCE);
            assertThat(Wire.get(TestGateway.port(gateway), "/").status()).isEqualTo(403);
        }
    }

    @Test
    void mode_given_staysAboveTheConfigurationThatChanges() throws Exception {
        Path file = TestGateway.config("abatis.reload-check = 20ms\nabatis.mode = off\n");
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(TestGateway.with(
                        TestGateway.plan("http://127.0.0.1:" + upstream.port(), GatewayPlan.Limits.DEFAULT, file),
                        Mode.ENFORCE,
                        null,
                        null,
                        null))) {
            assertThat(gateway.mode()).isEqualTo(Mode.ENFORCE);

            Files.writeString(file, Files.readString(file) + DENY + "\n");

            await(() -> status(gateway) == 403);
            assertThat(gateway.mode()).isEqualTo(Mode.ENFORCE);
        }
    }

    private static int status(GatewayServer gateway) {
        try {
            return Wire.get(TestGateway.port(gateway), "/").status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @SuppressWarnings("try") // closed within, for that is what is tested
    void close_whileACallIsUnderWay_letsItEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 4\n\nok");
                    begun.countDown();
                    hold(closing);
                    Wire.send(connection, "ay");
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("GET", "/") + "\n");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            int port = TestGateway.port(gateway);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);
            await(() -> !takesConnections(port));
            assertThat(closed).isNotDone();
            closing.countDown();

            Wire.Message answer = Wire.read(client.getInputStream(), false);
            assertThat(answer.text()).isEqualTo("okay");
            assertThat(answer.whole()).isTrue();
            closed.get(20, TimeUnit.SECONDS);
            gateway.close();
        }
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void port_taken_isOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertCannotListen(new Listen("127.0.0.1", taken.getLocalPort()), "is in use");
        }
    }

    @Test
    void address_notOfThisMachine_isOneClearLine() {
        assertCannotListen(new Listen("192.0.2.1", 0), "is no address of this machine");
        assertCannotListen(new Listen("no-such-host.invalid", 0), "has no address");
    }

    private static void assertCannotListen(Listen listen, String why) {
        assertThatThrownBy(() -> TestGateway.start(new GatewayPlan(
                        listen,
                        Upstream.parse("http://127.0.0.1:1"),
                        TestGateway.config(""),
                        null,
                        null,
                        GatewayPlan.Limits.DEFAULT,
                        null,
                        null)))
                .isInstanceOf(IOException.class)
                .hasMessage(listen + " " + why + ": choose another with --listen");
    }

    @Test
    void config_unusable_isToldAtTheStart() {
        assertThatThrownBy(() -> TestGateway.configured(1, "abatis.nonsense = 1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown key 'abatis.nonsense'");
    }

    @Test
    void listen_ofIpv6_isListenedOn() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(address);
        try (TestUpstream upstream = TestUpstream.saying(OK);
                GatewayServer gateway = TestGateway.start(new GatewayPlan(
                        new Listen("::1", 0),
                        Upstream.parse("http://127.0.0.1:" + upstream.port()),
                        TestGateway.config(""),
                        null,
                        null,
                        GatewayPlan.Limits.DEFAULT,
                        null,
                        null));
                Socket client = new Socket(loopback, TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("GET", "/") + "\n");

            assertThat(Wire.read(client.getInputStream(), false).text()).isEqualTo("ok");
            assertThat(upstream.one().value("X-Forwarded-For")).isEqualTo("0:0:0:0:0:0:0:1");
            assertThat(upstream.one().value("Forwarded")).startsWith("for=\"[0:0:0:0:0:0:0:1]\";");
        }
    }

    private static void hold(CountDownLatch until) throws IOException {
        try {
            boolean unused = until.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }
}
