package io.abatis.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends planned calls over HTTP/1.1 and reports the status of each. Thread-safe. */
final class Wire implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final LoadPlan plan;
    private final Limits limits;
    private final ExecutorService executor;
    private final HttpClient http;

    Wire(LoadPlan plan, Limits limits) {
        this.plan = plan;
        this.limits = limits;
        this.executor =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), daemons());
        // No proxy and no redirects: either would take the calls off this machine.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.timeout())
                .executor(executor)
                .build();
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "abatis-load-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    CompletableFuture<Integer> send(PlannedCall call) {
        return send(plan.target().at(call.request().path()), call.address(), call.request());
    }

    /** Sends one call to any URL on this machine. */
    CompletableFuture<Integer> send(URI uri, String client, Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(uri)
                .header("X-Forwarded-For", client)
                .header("User-Agent", "abatis-load")
                .timeout(limits.timeout());
        if (request.body().isEmpty()) {
            http.method(request.method(), BodyPublishers.noBody());
        } else {
            http.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(request.method(), BodyPublishers.ofString(request.body()));
        }
        return this.http
                .sendAsync(http.build(), BodyHandlers.discarding())
                .thenApply(response -> response.statusCode());
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
