package io.abatis.admin;

import static io.abatis.admin.AdminSite.API;
import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.admin.Operators.Operator;
import io.abatis.gate.Event;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who reads the stream, and who does not. */
final class StreamReaderTest {

    private static final Who ADA = new Who(new Operator("ada", ""), null);

    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Connection out = new Connection();
    private final StreamReader reader = new StreamReader(context(), out, ADA, gone -> ended.incrementAndGet());

    /** A connection that takes so many writes and then none until it is told to. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room;
        private boolean isBroken;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void write(int one) {
            throw new AssertionError("written byte by byte");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (isBroken) {
                throw new IOException("gone");
            }
            assertThat(room--).as("written though it was not ready").isPositive();
            taken.writeBytes(bytes);
        }

        @Override
        public void flush() {
            assertThat(room--).as("flushed though it was not ready").isPositive();
        }

        String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("complete");
                    completed.incrementAndGet();
                    return null;
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void send_beforeTheContainerIsReady_waits() {
        out.room = 10;
        reader.send(bytes("a"));
        assertThat(out.text()).isEmpty();
        reader.onWritePossible();
        assertThat(out.text()).isEqualTo("a");
        reader.send(bytes("b"));
        assertThat(out.text()).isEqualTo("ab");
    }

    @Test
    void send_whileTheConnectionIsFull_waitsAndGoesOn() {
        out.room = 1;
        reader.onWritePossible();
        reader.send(bytes("a"));
        reader.send(bytes("b"));
        reader.send(bytes("c"));
        assertThat(out.text()).isEqualTo("a");
        out.room = 10;
        reader.send(bytes("d"));
        assertThat(out.text()).isEqualTo("a");
        reader.onWritePossible();
        assertThat(out.text()).isEqualTo("abcd");
        assertThat(completed).hasValue(0);
    }

    @Test
    void send_moreThanMayWait_isDroppedOnce() {
        byte[] message = new byte[10_000];
        for (int i = 0; i < StreamReader.MOST_BYTES / message.length; i++) {
            reader.send(message);
        }
        assertThat(completed).hasValue(0);
        for (int i = 0; i < 10; i++) {
            reader.send(message);
        }
        reader.onError(new IOException("gone"));
        assertThat(completed).hasValue(1);
        assertThat(ended).hasValue(1);
        out.room = 10;
        reader.onWritePossible();
        assertThat(out.text()).isEmpty();
    }

    @Test
    void send_otherSideGone_ends() {
        out.room = 10;
        out.isBroken = true;
        reader.onWritePossible();
        reader.send(bytes("a"));
        assertThat(completed).hasValue(1);
    }

    @Test
    void send_fromManyThreads_losesNothingAndMixesNothing() throws Exception {
        out.room = Integer.MAX_VALUE;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            String message = String.valueOf((char) ('a' + thread)).repeat(10) + "\n";
            threads.execute(() -> {
                for (int i = 0; i < 500; i++) {
                    reader.send(bytes(message));
                    reader.onWritePossible();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out.text().lines()).hasSize(2_000).allMatch(line -> line.matches("(a{10}|b{10}|c{10}|d{10})"));
    }

    private static Socket stream(AdminSite site, int receiveBuffer, String header) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), site.server.home().getPort()));
        String request =
                "GET " + API + "/stream HTTP/1.1\r\nHost: " + site.wire.authority() + "\r\n" + header + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readUntil(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder tail = new StringBuilder();
        while (tail.length() < end.length() || tail.indexOf(end, tail.length() - end.length()) < 0) {
            int next = in.read();
            assertThat(next).as("the stream ended before %s", end).isNotNegative();
            tail.append((char) next);
        }
    }

    @Test
    void stream_readerWhoDoesNotRead_isDroppedAndOthersGoOn() throws Exception {
        try (AdminSite site = new AdminSite();
                Socket idle = stream(site, 2_048, site.bearer());
                Socket busy = stream(site, 1 << 20, site.bearer())) {
            readUntil(busy, "heartbeat");
            readUntil(idle, "heartbeat");
            for (int i = 0; i < 60; i++) {
                site.audit.add(Event.of(Event.Kind.RELOADED, site.clock.millis(), null, "x".repeat(100_000)));
                readUntil(busy, "id: E" + (i + 1) + "\n");
            }
            readUntil(busy, "event: status");
            idle.getInputStream().skipNBytes(1);
            long left = 0;
            byte[] buffer = new byte[1 << 16];
            try {
                for (int read = idle.getInputStream().read(buffer);
                        read >= 0;
                        read = idle.getInputStream().read(buffer)) {
                    left += read;
                }
            } catch (IOException e) {
                left = Math.max(0, left); // reset: as good as an end
            }
            assertThat(left).isLessThan(60 * 100_000);
        }
    }

    @Test
    void stream_oneTooMany_isRefused() throws Exception {
        List<Socket> open = new ArrayList<>();
        try (AdminSite site = new AdminSite()) {
            for (int i = 0; i < Stream.MOST; i++) {
                Socket socket = stream(site, 8_192, site.bearer());
                readUntil(socket, "heartbeat");
                open.add(socket);
            }
            assertThat(site.ask("GET", "/stream").status()).isEqualTo(503);
            open.get(0).close();
            for (Socket other : open.subList(1, 3)) {
                readUntil(other, "event: status"); // a beat or two, and the one who left is noticed
            }
            Wire.Got head = site.ask("HEAD", "/stream");
            assertThat(head.status()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void stream_sessionEnds_endsToo() throws Exception {
        try (AdminSite site = new AdminSite()) {
            AdminSite.Browser browser = site.logIn();
            try (Socket socket = stream(site, 8_192, browser.cookie() + "\r\nConnection: close")) {
                readUntil(socket, "event: status");
                site.wire.send("DELETE", API + "/session", "", browser.cookie(), "X-CSRF-Token: " + browser.csrf());
                byte[] buffer = new byte[1 << 16];
                int read = 0;
                while (read >= 0) {
                    read = socket.getInputStream().read(buffer); // a time-out fails the test
                }
                assertThat(read).isNegative();
            }
        }
    }
}
