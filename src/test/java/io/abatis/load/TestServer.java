package io.abatis.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A server on a free loopback port; the status of each answer is decided by the test. */
public final class TestServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    public TestServer(ToIntFunction<HttpExchange> status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.applyAsInt(exchange), -1);
            exchange.close();
        });
        server.start();
    }

    /** A server which refuses a hostile address after so many of its calls. */
    public static TestServer refusingAfter(int calls) throws IOException {
        Map<String, Integer> callsOf = new ConcurrentHashMap<>();
        return new TestServer(exchange -> {
            String client = client(exchange);
            return client.startsWith("175.") && callsOf.merge(client, 1, Integer::sum) > calls ? 403 : 200;
        });
    }

    static String body(HttpExchange exchange) {
        try {
            return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String client(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
    }

    public LoopbackUrl url() {
        return LoopbackUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
