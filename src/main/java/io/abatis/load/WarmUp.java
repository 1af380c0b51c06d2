package io.abatis.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Makes the HTTP client ready: its first calls take hundreds of milliseconds, and those are not the server's. */
final class WarmUp {

    /*
     * The calls go to a throwaway server in this process. Sent to the server under test, they would be traffic that is
     * not in the plan, and a client that the gate would come to know.
     */

    private static final int ROUNDS = 40;
    private static final int AT_ONCE = 8;

    private WarmUp() {}

    /** Sends a few hundred calls and waits for them. A failure means a colder start, and no more. */
    static void of(Wire wire) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), AT_ONCE);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            try {
                play(wire, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            } finally {
                server.stop(0);
            }
        } catch (IOException | CompletionException e) {
            // The run goes on; its first calls are slower, which the longest queue shows.
        }
    }

    private static void play(Wire wire, URI uri) {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<?>[] calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> wire.send(uri, "172.144.0.22", Request.get("/")))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(calls).join();
        }
    }
}
