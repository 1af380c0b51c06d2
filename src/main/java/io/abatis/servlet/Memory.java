package io.abatis.servlet;

import io.abatis.ban.BanKeeper;
import io.abatis.ban.BanStore;
import io.abatis.client.Ip;
import io.abatis.config.AbatisConfig;
import io.abatis.console.Keeping;
import io.abatis.count.Popularity;
import io.abatis.forest.Model;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the process: bans and what came before them, words about clients, and how rare the site's routes are. Safe for all threads; closing it writes
 * what is left.
 */
final class Memory implements Keeping, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String SECRET = "secret";
    private static final String POPULARITY = "popularity";

    private final BanStore store;
    private final BanKeeper keeper;
    private final Gate gate;
    private final Map<Ip, String> labels;
    private int learned;

    private Memory(BanStore store, BanKeeper keeper, Gate gate) {
        this.store = store;
        this.keeper = keeper;
        this.gate = gate;
        this.labels = new ConcurrentHashMap<>(store.texts(BanStore.Area.LABELS));
        this.learned = gate.popularity().learned();
    }

    /**
     * Opens a folder, and makes the gate that remembers what is in it.
     *
     * @param secret keys the hashes of what is learned, unless the folder holds the one that they were keyed with before
     * @param listener is told what happens at the gate, and of what was found
     * @throws IOException if the folder cannot be used; the message says what to do
     */
    static Memory open(Path folder, AbatisConfig config, Model model, long secret, Listener listener, long nowMillis)
            throws IOException {
        BanStore store = BanStore.open(folder, sentence -> tell(listener, nowMillis, sentence));
        boolean isOpen = false;
        try {
            byte[] kept = store.state(SECRET);
            long keyed = kept == null || kept.length != Long.BYTES
                    ? secret
                    : ByteBuffer.wrap(kept).getLong();
            Popularity popularity = popularity(store.state(POPULARITY), keyed, listener, nowMillis);
            Gate gate = new Gate(
                    config.policy(), model, config.maxClients(), config.maxBans(), keyed, popularity, listener);
            gate.bans().restore(store.offenders(), config.policy().ladder().forget(), nowMillis);
            int inForce = gate.bans(nowMillis).size();
            tell(
                    listener,
                    nowMillis,
                    inForce + " bans in force, " + popularity.learned() + " lessons about routes in " + folder);
            BanKeeper keeper = new BanKeeper(gate.bans(), store, PAUSE);
            keeper.state(SECRET, ByteBuffer.allocate(Long.BYTES).putLong(keyed).array());
            isOpen = true;
            return new Memory(store, keeper, gate);
        } finally {
            if (!isOpen) {
                store.close();
            }
        }
    }

    private static Popularity popularity(byte @Nullable [] kept, long secret, Listener listener, long nowMillis) {
        if (kept == null) {
            return new Popularity(secret);
        }
        try {
            return Popularity.restored(kept, secret);
        } catch (IllegalArgumentException e) {
            tell(
                    listener,
                    nowMillis,
                    "what was learned of the site's routes is lost, and is learned anew: " + e.getMessage());
            return new Popularity(secret);
        }
    }

    private static void tell(Listener listener, long nowMillis, String sentence) {
        LOG.info("restored: {}", sentence);
        listener.on(Event.of(Event.Kind.RESTORED, nowMillis, null, sentence));
    }

    /** The gate that began with what was kept. */
    Gate gate() {
        return gate;
    }

    /**
     * Notes what has been learned of the site, if it is worth the writing: all is written each time.
     *
     * @param evenLittle whether any lesson is worth it; else only when there are an eighth more than were kept
     */
    void keepLessons(boolean evenLittle) {
        int now = gate.popularity().learned();
        if (now - learned > (evenLittle ? 0 : learned / 8)) {
            learned = now;
            keeper.state(POPULARITY, gate.popularity().bytes());
        }
    }

    /** How the writing goes. */
    BanKeeper keeper() {
        return keeper;
    }

    @Override
    public Map<Ip, String> labels() {
        return new TreeMap<>(labels);
    }

    @Override
    public void label(Ip client, String line) {
        if (labels.size() < MOST || labels.containsKey(client)) {
            labels.put(client, line);
            keeper.put(BanStore.Area.LABELS, client, line);
        }
    }

    @Override
    public @Nullable String event(Ip client) {
        try {
            return store.text(BanStore.Area.EVENTS, client);
        } catch (UncheckedIOException e) { // the disk is gone, or the filter is being closed
            return null;
        }
    }

    @Override
    public void event(Ip client, String json) {
        keeper.put(BanStore.Area.EVENTS, client, json);
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public CompletableFuture<Void> durable() {
        return keeper.durable();
    }

    @Override
    public void close() {
        keepLessons(true);
        keeper.close();
        store.close();
    }
}
