package io.abatis.console;

import io.abatis.client.Ip;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the words about clients are kept: operators' labels, and the event that says why a client was refused. Safe for all threads; bounded. */
public interface Keeping {

    /** How many clients are spoken of at most; nothing is kept of further ones. */
    int MOST = 100_000;

    /** All labels, a line of text a client, by address. */
    Map<Ip, String> labels();

    /** Keeps a client's label in the place of the one before; does not wait. */
    void label(Ip client, String line);

    /** The event that says why a client was refused last, as one line of JSON; null if it is not known. */
    @Nullable
    String event(Ip client);

    /** Keeps such an event in the place of the one before; does not wait. */
    void event(Ip client, String json);

    /** Whether what is kept outlives the process. */
    boolean lasts();

    /** Completes when all that was decided or said before is on the disk, exceptionally if it cannot be written. */
    CompletableFuture<Void> durable();

    /** Keeps labels, and the last thousand events, until the process ends. */
    static Keeping inMemory() {
        return new InMemory();
    }

    /** Forgets all with the process. */
    final class InMemory implements Keeping {

        private static final int MOST_EVENTS = 1_000;

        private final Map<Ip, String> labels = new TreeMap<>();
        private final Map<Ip, String> events = new LinkedHashMap<>();

        private InMemory() {}

        @Override
        public synchronized Map<Ip, String> labels() {
            return new TreeMap<>(labels);
        }

        @Override
        public synchronized void label(Ip client, String line) {
            if (labels.size() < MOST || labels.containsKey(client)) {
                labels.put(client, line);
            }
        }

        @Override
        public synchronized @Nullable String event(Ip client) {
            return events.get(client);
        }

        @Override
        public synchronized void event(Ip client, String json) {
            events.remove(client); // so that it comes last
            events.put(client, json);
            if (events.size() > MOST_EVENTS) {
                events.remove(events.keySet().iterator().next());
            }
        }

        @Override
        public boolean lasts() {
            return false;
        }

        @Override
        public CompletableFuture<Void> durable() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
