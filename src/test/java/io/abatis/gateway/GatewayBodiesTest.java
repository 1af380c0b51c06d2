package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies go through unchanged, as they come, and with no more memory than their way needs. */
final class GatewayBodiesTest {

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void head(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void chunk(OutputStream out, byte[] bytes, int from, int length) throws IOException {
        head(out, Integer.toHexString(length) + "\n");
        out.write(bytes, from, length);
        head(out, "\n");
    }

    private static void chunked(OutputStream out, byte[] bytes, int size) throws IOException {
        for (int at = 0; at < bytes.length; at += size) {
            chunk(out, bytes, at, Math.min(size, bytes.length - at));
        }
        head(out, "0\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 65_535, 65_536, 65_537, 1_048_576})
    void download_anyLength_isTheSame(int length) throws IOException {
        byte[] bytes = random(length);
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    OutputStream out = connection.getOutputStream();
                    switch (request.target()) {
                        case "/length" -> {
                            head(out, "HTTP/1.1 200 OK\nContent-Length: " + length + "\n\n");
                            out.write(bytes);
                        }
                        case "/chunked" -> {
                            head(out, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
                            chunked(out, bytes, 10_007);
                        }
                        default -> {
                            head(out, "HTTP/1.0 200 OK\n\n");
                            out.write(bytes);
                            connection.close();
                        }
                    }
                });
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            for (String target : new String[] {"/length", "/chunked", "/to-the-end"}) {
                Wire.Message answer = Wire.get(TestGateway.port(gateway), target);

                assertThat(answer.status()).as(target).isEqualTo(200);
                assertThat(answer.whole()).as(target).isTrue();
                assertThat(answer.body()).as(target).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "65537,false", "1048576,false", "1,true", "65537,true", "1048576,true"})
    void upload_anyLength_isTheSame(int length, boolean chunked) throws IOException {
        byte[] bytes = random(length);
        try (TestUpstream upstream = TestUpstream.saying("HTTP/1.1 204 No Content\n\n");
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            OutputStream out = client.getOutputStream();
            head(
                    out,
                    Wire.request("PUT", "/x", chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
                            + "\n");
            if (chunked) {
                chunked(out, bytes, 8_191);
            } else {
                out.write(bytes);
            }

            assertThat(Wire.read(client.getInputStream(), false).status()).isEqualTo(204);
            assertThat(upstream.one().body()).isEqualTo(bytes);
            assertThat(upstream.one().value("Transfer-Encoding")).isEqualTo(chunked ? "chunked" : "");
            assertThat(upstream.one().value("Content-Length")).isEqualTo(chunked ? "" : Integer.toString(length));
        }
    }

    @Test
    void download_compressed_isLeftCompressed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100_000]);
        }
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    head(
                            connection.getOutputStream(),
                            "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + packed.size() + "\n\n");
                    packed.writeTo(connection.getOutputStream());
                });
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/", "Accept-Encoding: gzip, br");

            assertThat(answer.body()).isEqualTo(packed.toByteArray());
            assertThat(answer.value("Content-Encoding")).isEqualTo("gzip");
            assertThat(upstream.one().value("Accept-Encoding")).isEqualTo("gzip, br");
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK, 12345", "GET, 304 Not Modified, 12345", "HEAD, 200 OK, 0"})
    void answer_withALengthButNoBody_keepsTheLength(String method, String status, String length) throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(
                        "HTTP/1.1 " + status + "\nETag: \"x\"\nContent-Length: " + length + "\n\n");
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.Message answer = Wire.ask(TestGateway.port(gateway), Wire.request(method, "/") + "\n");

            assertThat(answer.line()).startsWith("HTTP/1.1 " + status.substring(0, 3));
            assertThat(answer.value("Content-Length")).isEqualTo(length);
            assertThat(answer.value("ETag")).isEqualTo("\"x\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 200 OK",
        "HEAD, 404 Not Found",
        "GET, 304 Not Modified",
        "GET, 204 No Content",
        "DELETE, 204 No Content"
    })
    void answer_withoutBodyAndLength_isGivenNone(String method, String status) throws IOException {
        try (TestUpstream upstream = TestUpstream.saying("HTTP/1.1 " + status + "\nETag: \"x\"\n\n");
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            for (int i = 0; i < 2; i++) {
                Wire.send(client, Wire.request(method, "/") + "\n");
                Wire.Message answer = Wire.read(client.getInputStream(), true);

                assertThat(answer.line()).startsWith("HTTP/1.1 " + status.substring(0, 3));
                assertThat(answer.values("Content-Length")).isEmpty();
            }
        }
    }

    @Test
    void range_partial_isHandedOn() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(
                        "HTTP/1.1 206 Partial Content\nContent-Range: bytes 2-4/10\nContent-Length: 3\n\ncde");
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/", "Range: bytes=2-4");

            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.value("Content-Range")).isEqualTo("bytes 2-4/10");
            assertThat(answer.text()).isEqualTo("cde");
            assertThat(upstream.one().value("Range")).isEqualTo("bytes=2-4");
        }
    }

    @Test
    void expectation_ofAContinue_isMetByTheGateway() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("POST", "/", "Content-Length: 5", "Expect: 100-continue") + "\n");

            assertThat(Wire.read(client.getInputStream(), false).status()).isEqualTo(100);
            Wire.send(client, "hello");
            assertThat(Wire.read(client.getInputStream(), false).text()).isEqualTo("ok");
            assertThat(upstream.one().text()).isEqualTo("hello");
            assertThat(upstream.one().values("Expect")).isEmpty();
        }
    }

    @Test
    void interim_answers_areNotTakenForTheAnswer() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(
                        "HTTP/1.1 100 Continue\n\nHTTP/1.1 102 Processing\n\nHTTP/1.1 103 Early Hints\nLink: </a.css>\n\n"
                                + "HTTP/1.1 103 Early Hints\nLink: </b.css>\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                GatewayServer gateway = TestGateway.to(upstream.port())) {
            Wire.Message answer = Wire.get(TestGateway.port(gateway), "/");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("ok");
        }
    }

    @Test
    void trailers_ofBothSides_harmNothing() throws IOException {
        try (TestUpstream upstream = TestUpstream.saying(
                        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum\n\n2\nok\n0\nX-Sum: 1\n\n");
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            for (int i = 0; i < 2; i++) {
                Wire.send(
                        client,
                        Wire.request("POST", "/", "Transfer-Encoding: chunked", "Trailer: X-T")
                                + "\n3\nabc\n0\nX-T: 1\n\n");

                Wire.Message answer = Wire.read(client.getInputStream(), false);
                assertThat(answer.text()).isEqualTo("ok");
                assertThat(answer.whole()).isTrue();
            }
            assertThat(upstream.seen())
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one.text()).isEqualTo("abc"));
        }
    }

    /** Each event is only sent once the client has seen the one before: kept back anywhere, none would ever arrive. */
    @Test
    void events_slow_arriveAsTheyHappen() throws Exception {
        CountDownLatch[] seen = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    Wire.send(
                            connection,
                            "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked\n\n");
                    for (CountDownLatch one : seen) {
                        await(one);
                        Wire.send(connection, "7\ndata: x\n");
                    }
                    Wire.send(connection, "0\n\n");
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("GET", "/events") + "\n");
            InputStream in = client.getInputStream();
            readUntil(in, "\r\n\r\n"); // the head comes before any event
            for (CountDownLatch one : seen) {
                one.countDown();
                readUntil(in, "data: x"); // Jetty ends a chunk when the next one comes
            }
            readUntil(in, "0\r\n\r\n");
        }
    }

    @Test
    void upload_slow_arrivesAsItHappens() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.hasty((request, connection, number) -> {
                    readUntil(connection.getInputStream(), "abc");
                    first.countDown();
                    readUntil(connection.getInputStream(), "0\r\n\r\n");
                    Wire.send(connection, "HTTP/1.1 204 No Content\n\n");
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("POST", "/", "Transfer-Encoding: chunked") + "\n3\nabc\n");
            await(first);
            Wire.send(client, "3\ndef\n0\n\n");

            assertThat(Wire.read(client.getInputStream(), false).status()).isEqualTo(204);
        }
    }

    /** What a client does not take must wait in the upstream server: what that could send is bounded by buffers, not by the body. */
    @Test
    void download_clientThatDoesNotRead_holdsTheUpstreamBack() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (TestUpstream upstream = TestUpstream.answering((request, connection, number) -> {
                    Wire.send(connection, "HTTP/1.1 200 OK\nContent-Length: 4294967296\n\n");
                    byte[] block = new byte[65_536];
                    for (int i = 0; i < 65_536; i++) {
                        connection.getOutputStream().write(block);
                        sent.addAndGet(block.length);
                    }
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("GET", "/") + "\n");
            readUntil(client.getInputStream(), "\r\n\r\n");

            assertThat(settled(sent)).isLessThan(64L << 20);
        }
    }

    /** The same the other way. */
    @Test
    @SuppressWarnings("try") // closed within to end the sender
    void upload_upstreamThatDoesNotRead_holdsTheClientBack() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        try (TestUpstream upstream = TestUpstream.hasty((request, connection, number) -> {
                    await(over);
                    connection.close();
                });
                GatewayServer gateway = TestGateway.to(upstream.port());
                Socket client = Wire.connect(TestGateway.port(gateway))) {
            Wire.send(client, Wire.request("PUT", "/", "Content-Length: 4294967296") + "\n");
            Thread sender = new Thread(() -> {
                byte[] block = new byte[65_536];
                try {
                    for (int i = 0; i < 65_536; i++) {
                        client.getOutputStream().write(block);
                        sent.addAndGet(block.length);
                    }
                } catch (IOException e) {
                    // Closed at the end of the test.
                }
            });
            sender.start();

            assertThat(settled(sent)).isLessThan(64L << 20);
            over.countDown();
            client.close();
            sender.join();
        }
    }

    /** The number once it has not grown for half a second. */
    private static long settled(AtomicLong number) throws InterruptedException {
        long before = -1;
        while (before != number.get() || before == 0) {
            before = number.get();
            new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
        }
        return before;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int next = in.read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
    }
}
