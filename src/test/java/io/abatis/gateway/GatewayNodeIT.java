package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gateway, a process of its own with 64 MB of heap, in front of a Node.js application: bytes are the same with and without it. Where there is no Node.js, the
 * test is skipped; with {@code CI=true} in the environment it fails instead.
 */
final class GatewayNodeIT {

    private static final long HUNDRED_MB = 100L << 20;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Child application;

    @SuppressWarnings("NullAway.Init")
    private static Child gateway;

    @BeforeAll
    static void start() throws IOException {
        requireNode();
        Path script = folder.resolve("application.js");
        try (InputStream in = GatewayNodeIT.class.getResourceAsStream("application.js")) {
            Files.copy(Objects.requireNonNull(in), script);
        }
        application = Child.start(folder, "^([0-9]+)$", List.of("node", script.toString()));
        Path config = Files.writeString(folder.resolve("abatis.conf"), "abatis.call-log.file = null\n");
        gateway = Child.start(
                folder,
                "http://127.0.0.1:([0-9]+)/ .*calls are taken here",
                Child.java(
                        "io.abatis.cli.Main",
                        "gateway",
                        "--upstream=http://127.0.0.1:" + application.found(),
                        "--listen=127.0.0.1:0",
                        "--admin-port=0",
                        "--mode=enforce",
                        "--config=" + config));
    }

    private static void requireNode() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            assertThat(node.waitFor()).isZero();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("no node", e);
            }
            Assumptions.abort("no node: install Node.js");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            assertThat(Files.readString(folder.resolve("said.txt"))).doesNotContain("OutOfMemory", "Exception");
            assertThat(gateway.isAlive()).isTrue();
            // 128 and the signal: Java's way to say that it ended as it was asked to.
            assertThat(gateway.end()).isEqualTo(143);
            gateway.close();
        }
        if (application != null) {
            application.close();
        }
    }

    /** What came: the status, the headers that describe the body, its length and its hash. */
    private record Came(int status, Map<String, String> headers, long length, String hash) {}

    private static Came ask(Child server, HttpRequest.Builder request, String target) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.found() + target);
        HttpResponse<InputStream> response = CLIENT.send(request.uri(uri).build(), BodyHandlers.ofInputStream());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long length;
        try (InputStream in = new DigestInputStream(response.body(), digest)) {
            length = in.transferTo(OutputStream.nullOutputStream());
        }
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!List.of("date", "connection", "keep-alive").contains(name)) {
                headers.put(name, String.join("|", values));
            }
        });
        // A short body in chunks may come with its length instead: which of the two is the connection's own matter.
        if (!target.contains("&coding") && !target.contains("&chunked") && !target.equals("/echo")) {
            assertThat(headers).doesNotContainKey("transfer-encoding");
        } else if (length > 0) {
            assertThat(headers.getOrDefault("content-length", "" + length)).isEqualTo("" + length);
            headers.keySet().removeAll(List.of("content-length", "transfer-encoding"));
        }
        return new Came(response.statusCode(), headers, length, HexFormat.of().formatHex(digest.digest()));
    }

    private static HttpRequest.Builder get() {
        return HttpRequest.newBuilder().GET();
    }

    static List<String> downloads() {
        List<String> all = new ArrayList<>();
        for (long size : new long[] {0, 1, 65_535, 65_536, 65_537, 1 << 20, HUNDRED_MB}) {
            for (String how : new String[] {"", "&chunked=1", "&coding=gzip", "&coding=br", "&coding=deflate"}) {
                all.add("/down?size=" + size + "&seed=" + size + how);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("downloads")
    void download_any_isTheSameWithAndWithoutTheGateway(String target) throws Exception {
        Came without = ask(application, get().header("Accept-Encoding", "br, gzip, deflate"), target);
        Came with = ask(gateway, get().header("Accept-Encoding", "br, gzip, deflate"), target);

        assertThat(without.status()).isEqualTo(200);
        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&chunked=1", "&coding=gzip"})
    void head_any_isTheSameWithAndWithoutTheGateway(String how) throws Exception {
        String target = "/down?size=65537&seed=1" + how;
        Came with = ask(gateway, HttpRequest.newBuilder().method("HEAD", BodyPublishers.noBody()), target);
        Came without = ask(application, HttpRequest.newBuilder().method("HEAD", BodyPublishers.noBody()), target);

        with.headers().remove("transfer-encoding"); // which RFC 9110 lets servers leave out here
        without.headers().remove("transfer-encoding");
        assertThat(with).isEqualTo(without);
    }

    static List<Long> sizes() {
        return List.of(0L, 1L, 65_535L, 65_536L, 65_537L, 1L << 20, HUNDRED_MB);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void upload_any_isTheSameWithAndWithoutTheGateway(long size) throws Exception {
        for (boolean chunked : new boolean[] {false, true}) {
            for (String coding : new String[] {"", "gzip"}) {
                Came without = ask(application, put(size, chunked, coding), "/up");
                Came with = ask(gateway, put(size, chunked, coding), "/up");

                assertThat(without.status()).isEqualTo(200);
                assertThat(with)
                        .as("%d bytes, chunked %s, %s", size, chunked, coding)
                        .isEqualTo(without);
            }
        }
    }

    /** No longer than what the buffers hold: this client reads no answer before it has sent its request. */
    @ParameterizedTest
    @ValueSource(longs = {1, 65_537})
    void echo_any_streamsBothWaysAtOnce(long size) throws Exception {
        Came without = ask(application, post(size), "/echo");
        Came with = ask(gateway, post(size), "/echo");

        assertThat(with.length()).isEqualTo(size);
        assertThat(with).isEqualTo(without);
    }

    @Test
    void downloadsAndUploads_atOnce_areTheSame() throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String target = "/down?size=" + ((8 << 20) + i) + "&seed=" + i
                    + List.of("", "&chunked=1", "&coding=gzip").get(i % 3);
            long size = (4L << 20) + i;
            boolean chunked = i % 2 == 0;
            work.add(() -> ask(gateway, get(), target).equals(ask(application, get(), target)));
            work.add(() -> ask(gateway, put(size, chunked, ""), "/up")
                    .equals(ask(application, put(size, chunked, ""), "/up")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Boolean> same = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(work)) {
                same.add(one.get());
            }
            assertThat(same).hasSize(48).containsOnly(true);
        } finally {
            threads.shutdownNow();
        }
    }

    private static HttpRequest.Builder put(long size, boolean chunked, String coding) {
        HttpRequest.Builder request = HttpRequest.newBuilder().PUT(body(size, chunked));
        return coding.isEmpty() ? request : request.header("Content-Encoding", coding);
    }

    private static HttpRequest.Builder post(long size) {
        return HttpRequest.newBuilder().header("Content-Type", "x/y").POST(body(size, true));
    }

    private static BodyPublisher body(long size, boolean chunked) {
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> bytes(size));
        return chunked ? stream : size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, size);
    }

    /** Blocks of which each is different from the one before. */
    private static InputStream bytes(long size) {
        List<InputStream> blocks = new ArrayList<>();
        int block = 1 << 20;
        for (long left = size; left > 0; left -= block) {
            int length = (int) Math.min(block, left);
            long seed = left;
            blocks.add(new LazyBlock(length, seed));
        }
        return new SequenceInputStream(Collections.enumeration(blocks));
    }

    /** Bytes that are made when they are first wanted. */
    private static final class LazyBlock extends InputStream {
        private final long seed;
        private final int length;
        private int at;

        LazyBlock(int length, long seed) {
            this.length = length;
            this.seed = seed;
        }

        @Override
        public int read() {
            return at == length ? -1 : value(at++);
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (at == length) {
                return -1;
            }
            int count = Math.min(most, length - at);
            for (int i = 0; i < count; i++) {
                into[from + i] = (byte) value(at++);
            }
            return count;
        }

        private int value(int index) {
            return (int) ((seed * 31 + index * 2_654_435_761L) >>> 16) & 0xff;
        }
    }
}
