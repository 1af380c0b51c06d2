package io.abatis.count;

import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The windows of the clients seen of late, bounded by construction. A client belongs to one set of {@value #WAYS} places; a stranger takes a free
 * place of his set, or one of a client long gone, or one of those where newcomers prove themselves. The other half of the places is for clients who have
 * called more than whoever would take them, so a flood of new addresses pushes out its own, however often each of them calls before it is dropped.
 *
 * <p>Safe for all threads. Calls of one client are strictly ordered; clients of different sets never wait for each other.
 */
final class ReferenceTable {
    /*
     * A set-associative table, as in a processor's cache: no list to keep in order, no sweep, no growth. The hash is keyed with a secret, so that
     * nobody can choose addresses that fall into one set (Crosby and Wallach, "Denial of Service via Algorithmic Complexity Attacks", 2003).
     *
     * Places of newcomers and kept ones are the two segments of a segmented LRU (Karedla, Love and Wherry, "Caching Strategies to Improve Disk System
     * Performance", 1994), and who is kept must be worth more than whom he pushes out, as in TinyLFU. At equal worth the older one stays: clients known
     * for an hour or less cannot be washed out by strangers who call as often as they did.
     */

    private static final int WAYS = 8;

    /** How many clients of a set are kept at the most; the others have to prove themselves. */
    private static final int KEPT = 4;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private final WindowShape shape;
    private final Tracked[][] sets;
    private final long secret;
    private final LongAdder tracked = new LongAdder();
    private volatile boolean isSpread;
    private final LongAdder evicted = new LongAdder();

    private static final class Tracked {
        final Ip client;
        final ReferenceWindow window;
        long lastMillis;
        boolean kept;

        Tracked(Ip client, ReferenceWindow window, long nowMillis) {
            this.client = client;
            this.window = window;
            this.lastMillis = nowMillis;
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
    public ReferenceTable(int capacity, WindowShape shape, long secret) {
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
    public double with(Ip client, long nowMillis, ToDoubleFunction<ReferenceWindow> work) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            int place = find(set, client);
            if (place < 0) {
                place = admit(set, client, nowMillis);
            }
            Tracked entry = set[place];
            entry.lastMillis = Math.max(entry.lastMillis, nowMillis);
            if (!entry.kept) {
                promote(set, entry, nowMillis);
            }
            return work.applyAsDouble(entry.window);
        }
    }

    /**
     * Works on the window of a client if it is tracked; does not track it otherwise.
     *
     * @param work as for {@link #with}
     */
    public void ifTracked(Ip client, Consumer<ReferenceWindow> work) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            int place = find(set, client);
            if (place >= 0) {
                work.accept(set[place].window);
            }
        }
    }

    /** Looks at one client. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at a window that no other thread sees meanwhile; must be short, and must not use the table.
         *
         * @param lastMillis when the client called last
         */
        void visit(Ip client, ReferenceWindow window, long lastMillis);
    }

    /** Looks at all clients, in no order; one set at a time is locked. Those who come or go meanwhile may be seen or not. */
    public void forEach(Visitor visitor) {
        for (Tracked[] set : sets) {
            synchronized (set) {
                for (Tracked entry : set) {
                    if (entry != null) {
                        visitor.visit(entry.client, entry.window, entry.lastMillis);
                    }
                }
            }
        }
    }

    /** Drops what is known of a client; it will be a stranger again. */
    public void forget(Ip client) {
        Tracked[] set = setOf(client);
        synchronized (set) {
            int place = find(set, client);
            if (place >= 0) {
                set[place] = null;
                tracked.decrement();
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

    private static int find(Tracked[] set, Ip client) {
        for (int i = 0; i < WAYS; i++) {
            Tracked entry = set[i];
            if (entry != null && entry.client.equals(client)) {
                return i;
            }
        }
        return -1;
    }

    private int admit(Tracked[] set, Ip client, long nowMillis) {
        int place = free(set, client);
        if (place >= 0) {
            tracked.increment();
            isSpread |= tracked.sum() >= sets.length / 4;
        } else {
            place = leastWorth(set, true, nowMillis);
            if (set[place].worth(nowMillis) > 0) {
                place = leastWorth(set, false, nowMillis);
            }
            evicted.increment();
        }
        set[place] = new Tracked(client, new ReferenceWindow(shape), nowMillis);
        return place;
    }

    /** The first place, or the one that the hash points at when there are more clients; else the first free one. */
    private int free(Tracked[] set, Ip client) {
        int home = isSpread ? (int) (client.hash(secret) >>> 7) & WAYS - 1 : 0;
        if (set[home] == null) {
            return home;
        }
        for (int i = 0; i < WAYS; i++) {
            if (set[i] == null) {
                return i;
            }
        }
        return -1;
    }

    /** Keeps a newcomer if fewer are kept than can be, or instead of one who is worth less. */
    private static void promote(Tracked[] set, Tracked newcomer, long nowMillis) {
        List<Tracked> kept = new ArrayList<>();
        for (Tracked entry : set) {
            if (entry != null && entry.kept) {
                kept.add(entry);
            }
        }
        if (kept.size() == KEPT) {
            if (!isPowerOfTwo(newcomer.window.calls())) {
                return;
            }
            Tracked least = kept.get(0);
            for (Tracked entry : kept) {
                least = goesBefore(entry, least, nowMillis) ? entry : least;
            }
            if (newcomer.worth(nowMillis) <= least.worth(nowMillis)) {
                return;
            }
            least.kept = false;
        }
        newcomer.kept = true;
    }

    private static boolean isPowerOfTwo(long calls) {
        return calls > 0 && (calls & calls - 1) == 0;
    }

    private static boolean goesBefore(Tracked one, Tracked other, long nowMillis) {
        long worth = one.worth(nowMillis);
        long others = other.worth(nowMillis);
        return worth < others || worth == others && one.lastMillis < other.lastMillis;
    }

    private static int leastWorth(Tracked[] set, boolean keptToo, long nowMillis) {
        int place = -1;
        for (int i = 0; i < WAYS; i++) {
            if ((keptToo || !set[i].kept) && (place < 0 || goesBefore(set[i], set[place], nowMillis))) {
                place = i;
            }
        }
        return place;
    }

    private Tracked[] setOf(Ip client) {
        long hash = client.hash(secret);
        return sets[(int) (hash >>> 33) & (sets.length - 1)];
    }
}
