package io.abatis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who calls the demo, each request from an address of its own: no test is judged by what another one did. */
final class Visitor {

    static final String HTML = "text/html";
    static final String JSON = "application/json";

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI home;

    Visitor(URI home) {
        this.home = home;
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return client.send(request("GET", path, accept), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(String path, String accept) {
        return client.sendAsync(request("GET", path, accept), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(request(method, path, JSON), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path, JSON).body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An address that no test has used before. */
    static String freshAddress() {
        int number = ADDRESSES.incrementAndGet();
        return "203.0." + number / 250 + "." + (1 + number % 250);
    }

    private HttpRequest request(String method, String path, String accept) {
        return HttpRequest.newBuilder(home.resolve(path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .header("Accept", accept)
                .header("X-Forwarded-For", freshAddress())
                .build();
    }
}
