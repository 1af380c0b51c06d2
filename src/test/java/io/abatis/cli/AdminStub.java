package io.abatis.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Answers as an admin server would, with whatever a test wants it to say. */
final class AdminStub implements AutoCloseable {

    static final String TOKEN = "abatis_" + "a".repeat(43);

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final Path tokenFile;

    private record Said(int status, String type, String body, Map<String, String> headers) {}

    AdminStub(Path folder) throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    AdminStub says(String request, int status, String json) {
        return says(request, status, "application/json", json, Map.of());
    }

    AdminStub says(String request, int status, String type, String body, Map<String, String> headers) {
        answers.put(request, new Said(status, type, body, headers));
        return this;
    }

    /** Runs a command against this server, with a token. */
    CommandRun run(String... args) {
        return CommandRun.of(
                Stream.concat(Arrays.stream(args), Stream.of("--admin", url(), "--token-file", tokenFile.toString()))
                        .toArray());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(request + (body.isEmpty() ? "" : " " + body));
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            Said said = answers.getOrDefault(request, new Said(404, "text/html", "<h1>nothing here", Map.of()));
            said.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.getResponseHeaders().add("Content-Type", said.type());
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), said.status() == 204 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
