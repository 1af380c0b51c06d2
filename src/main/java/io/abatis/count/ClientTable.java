package io.abatis.count;

import io.abatis.client.Ip;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the clients seen of late, bounded by construction. A client belongs to one set of {@value #WAYS} places; a stranger takes a free
 * place of his set or that of the client least worth keeping, so a flood of new addresses pushes out other strangers before busy clients.
 *
 * <p>Safe for all threads. Calls of one client are strictly ordered; clients of different sets never wait for each other.
 */
public final class ClientTable {
    /*
     * A set-associative table, as in a processor's cache: no list to keep in order, no sweep, no growth. The hash is keyed with a secret, so that
     * nobody can choose addresses that fall into one set (Crosby and Wallach, "Denial of Service via Algorithmic Complexity Attacks", 2003).
     */

    private static final int WAYS = 8;
    private static final long IDLE_HALF_LIFE_MILLIS = 10 * 60 * 1_000L;

    private final WindowShape shape;
    private final Tracked[][] sets;
    private final long secret;
    private final LongAdder tracked = new LongAdder();
    private final LongAdder evicted = new LongAdder();

    private static final class Tracked {
        final Ip client;
        final Window window;
        long lastMillis;

        Tracked(Ip client, Window window) {
            this.client = client;
            this.window = window;
        }

        /** The calls of the client, halved for every while that it has been idle. */
        long worth(long nowMillis) {
            long idle = Math.max(0, nowMillis - lastMillis) / IDLE_HALF_LIFE_MILLIS;
            return idle >= 63 ? 0 : window.calls() >>> idle;
        }
    }

    /**
     * @param capacity the number of clients to keep, 1 to 2^28, rounded up to a power of two that is at least {@value #WAYS}
     * @param shape what to count
     * @param secret keys the hash; take it from a secure random source
     */
    public ClientTable(int capacity, WindowShape shape, long secret) {
        if (capacity < 1 || capacity > 1 << 28) {
            throw new IllegalArgumentException("capacity " + capacity + " is not in 1.." + (1 << 28));
        }
        int places = Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1);
        this.sets = new Tracked[places / WAYS][WAYS];
        this.shape = shape;
        this.secret = secret;
    }

    /**
     * Works on the window of a client, tracking it from now on. No other thread sees the window meanwhile.
     *
     * @param client who calls
     * @param nowMillis when
     * @param work reads or records; must be short, and must not use this table
     * @return what the work returned
     */
    public double with(Ip client, long nowMillis, ToDoubleFunction<Window> work) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            Tracked entry = find(set, client);
            if (entry == null) {
                entry = admit(set, client, nowMillis);
            }
            entry.lastMillis = Math.max(entry.lastMillis, nowMillis);
            return work.applyAsDouble(entry.window);
        }
    }

    /**
     * Works on the window of a client if it is tracked; does not track it otherwise.
     *
     * @param work as for {@link #with}
     */
    public void ifTracked(Ip client, Consumer<Window> work) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            Tracked entry = find(set, client);
            if (entry != null) {
                work.accept(entry.window);
            }
        }
    }

    /** Drops what is known of a client; it will be a stranger again. */
    public void forget(Ip client) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            for (int i = 0; i < WAYS; i++) {
                Tracked entry = set[i];
                if (entry != null && entry.client.equals(client)) {
                    set[i] = null;
                    tracked.decrement();
                }
            }
        }
    }

    /** How many clients are tracked, approximately while others write. */
    public long size() {
        return tracked.sum();
    }

    /** How many clients had to make room for others so far. */
    public long evictions() {
        return evicted.sum();
    }

    /** How many clients fit in. */
    public int capacity() {
        return sets.length * WAYS;
    }

    private static @Nullable Tracked find(Tracked[] set, Ip client) {
        for (Tracked entry : set) {
            if (entry != null && entry.client.equals(client)) {
                return entry;
            }
        }
        return null;
    }

    private Tracked admit(Tracked[] set, Ip client, long nowMillis) {
        int place = leastWorth(set, nowMillis);
        if (set[place] == null) {
            tracked.increment();
        } else {
            evicted.increment();
        }
        Tracked entry = new Tracked(client, new Window(shape));
        entry.lastMillis = nowMillis;
        set[place] = entry;
        return entry;
    }

    private static int leastWorth(Tracked[] set, long nowMillis) {
        int place = 0;
        long least = Long.MAX_VALUE;
        long stalest = Long.MAX_VALUE;
        for (int i = 0; i < WAYS; i++) {
            Tracked entry = set[i];
            if (entry == null) {
                return i;
            }
            long worth = entry.worth(nowMillis);
            if (worth < least || worth == least && entry.lastMillis < stalest) {
                place = i;
                least = worth;
                stalest = entry.lastMillis;
            }
        }
        return place;
    }

    private Tracked[] setOf(Ip client) {
        long hash = Hashing.mix(Hashing.mix(client.high() ^ secret) + client.low() ^ Long.rotateLeft(secret, 32));
        return sets[(int) (hash >>> 33) & (sets.length - 1)];
    }
}
