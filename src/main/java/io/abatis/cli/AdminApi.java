package io.abatis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** An admin server. Every failure is an {@link IOException} of one line that says what to do. Safe for all threads. */
final class AdminApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 32 << 20;
    private static final String BASE = "/api/v1";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Nothing that a terminal acts upon is outside of ASCII, and Jackson escapes the control characters in it. */
    private static final ObjectWriter PRINTED = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writerWithDefaultPrettyPrinter();

    private final AdminUrl url;
    private final String token;
    private final Duration patience;
    private final HttpClient client;

    AdminApi(AdminUrl url, String token) {
        this(url, token, PATIENCE);
    }

    /** @param patience how long to wait for an answer, its last byte included */
    AdminApi(AdminUrl url, String token, Duration patience) {
        this.url = url;
        this.token = token;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // the token is for this server alone
                .connectTimeout(patience);
        if ("http".equalsIgnoreCase(url.uri().getScheme())) {
            builder.proxy(HttpClient.Builder.NO_PROXY);
        }
        this.client = builder.build();
    }

    /** What is under a path. */
    Answer get(String path) throws IOException {
        return send("GET", path, null);
    }

    /** Makes something. */
    Answer post(String path, Map<String, ?> body) throws IOException {
        return send("POST", path, body);
    }

    /** Sets something. */
    Answer put(String path, Map<String, ?> body) throws IOException {
        return send("PUT", path, body);
    }

    /** Takes something away. */
    Answer delete(String path, Map<String, ?> body) throws IOException {
        return send("DELETE", path, body);
    }

    /** An answer as JSON that does nothing to a terminal. */
    static String printed(Answer answer) throws IOException {
        return PRINTED.writeValueAsString(answer.node());
    }

    private record Reply(HttpResponse<?> head, @Nullable JsonNode body) {}

    private Answer send(String method, String path, @Nullable Map<String, ?> body) throws IOException {
        URI at = url.at(BASE + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : publisher(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        Reply reply = ask(request.build());
        return new AdminFailure(url.toString())
                .orAnswer(reply.head().statusCode(), reply.head().headers(), reply.body());
    }

    private static HttpRequest.BodyPublisher publisher(Map<String, ?> body) throws JsonProcessingException {
        return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    /** What it says as JSON; null if that is not what it says. */
    private static @Nullable JsonNode node(HttpResponse<InputStream> head) {
        byte[] bytes = read(head.body());
        String type = head.headers().firstValue("Content-Type").orElse("");
        if (!type.matches("(?i)application/(problem\\+)?json\\b.*")) {
            return null;
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private Reply ask(HttpRequest request) throws IOException {
        CompletableFuture<Reply> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(head -> new Reply(head, node(head)));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private static byte[] read(InputStream in) {
        try (in) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UncheckedIOException(new IOException(
                        "the answer is larger than " + (MOST_BYTES >> 20) + " MiB; ask for less with --limit"));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IOException late(Exception cause) {
        return new IOException(url + " does not answer: waited " + patience.toSeconds() + " s", cause);
    }

    private IOException failure(Throwable cause) {
        Throwable root = cause instanceof UncheckedIOException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof HttpConnectTimeoutException late) {
            return late(late);
        }
        if (root instanceof SSLException) {
            return new IOException(url + " cannot be trusted: " + root.getMessage(), root);
        }
        if (root instanceof ConnectException || root instanceof UnresolvedAddressException) {
            return new IOException(
                    "no server at " + url + ": is it running, and is this its admin port? Name another with --admin or"
                            + " ABATIS_ADMIN",
                    root);
        }
        String why = root.getMessage() == null ? root.toString() : root.getMessage();
        return new IOException(url + " does not answer as it should: " + why, root);
    }
}
