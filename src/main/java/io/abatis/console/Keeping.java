package io.abatis.console;

import io.abatis.client.Ip;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Where the words about clients are kept: operators' labels, and the last event about each. Safe for all threads. */
public interface Keeping {

    /** What has been said, a line of text a client, by address. */
    enum Words {
        LABELS,
        EVENTS
    }

    /** All words of one kind, by address. */
    Map<Ip, String> all(Words kind);

    /** Keeps a line about a client in the place of the one before; does not wait. */
    void put(Words kind, Ip client, String line);

    /** Whether what is kept outlives the process. */
    boolean lasts();

    /** Completes when all that was decided or said before is on the disk, exceptionally if it cannot be written. */
    CompletableFuture<Void> durable();

    /** Keeps everything until the process ends. */
    static Keeping inMemory() {
        Map<Words, Map<Ip, String>> words =
                Map.of(Words.LABELS, new ConcurrentHashMap<>(), Words.EVENTS, new ConcurrentHashMap<>());
        return new Keeping() {
            @Override
            public Map<Ip, String> all(Words kind) {
                return new TreeMap<>(words.getOrDefault(kind, Map.of()));
            }

            @Override
            public void put(Words kind, Ip client, String line) {
                words.getOrDefault(kind, Map.of()).put(client, line);
            }

            @Override
            public boolean lasts() {
                return false;
            }

            @Override
            public CompletableFuture<Void> durable() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
