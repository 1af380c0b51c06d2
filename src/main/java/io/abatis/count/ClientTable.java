package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.concurrent.atomic.LongAdder;

/**
 * The windows of the clients seen of late, bounded by construction. A client belongs to one set of {@value ClientSets#WAYS} places; a stranger takes a free
 * place of his set, or one of a client long gone, or one of those where newcomers prove themselves. The other half of the places is for clients who have
 * called more than whoever would take them, so a flood of new addresses pushes out its own, however often each of them calls before it is dropped.
 *
 * <p>Safe for all threads. Calls of one client are strictly ordered; clients of different sets never wait for each other. Nothing is allocated for a call,
 * but for the first one to each part of the table.
 */
public final class ClientTable {
    /*
     * A set-associative table, as in a processor's cache: no list to keep in order, no sweep, no growth. The hash is keyed with a secret, so that
     * nobody can choose addresses that fall into one set (Crosby and Wallach, "Denial of Service via Algorithmic Complexity Attacks", 2003).
     *
     * Places of newcomers and kept ones are the two segments of a segmented LRU (Karedla, Love and Wherry, "Caching Strategies to Improve Disk System
     * Performance", 1994), and who is kept must be worth more than whom he pushes out, as in TinyLFU. At equal worth the older one stays: clients known
     * for an hour or less cannot be washed out by strangers who call as often as they did. Newcomers are compared with those who are kept only when their calls
     * have doubled, for that takes a look at memory for each of those.
     */

    private static final int WAYS = ClientSets.WAYS;
    private static final int MOST = 1 << 28;

    /** How many clients of a set are kept at the most; the others have to prove themselves. */
    private static final int KEPT = 4;

    /** As long as there is but one client to so many sets, nearly every one finds the first place of his free. */
    private static final int FEW = 4;

    private final Sheet sheet;
    private final ClientSets sets;
    private final long secret;
    private final LongAdder tracked = new LongAdder();
    private final LongAdder evicted = new LongAdder();

    /**
     * @param capacity the number of clients to keep, 1 to 2^28, rounded up to a power of two that is at least {@value ClientSets#WAYS}
     * @param shape what to count
     * @param secret keys the hash; take it from a secure random source
     */
    public ClientTable(int capacity, WindowShape shape, long secret) {
        this.sheet = shape.sheet();
        this.secret = secret;
        this.sets = new ClientSets(places(capacity) / WAYS, sheet);
    }

    private static int places(int capacity) {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("capacity " + capacity + " is not in 1.." + MOST);
        }
        return Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1);
    }

    /**
     * How many bytes a table takes when about as many clients have come as fit in, and far fewer when none has; whatever they do, it is never more.
     *
     * @param capacity as for the constructor
     */
    public static long bytes(int capacity, WindowShape shape) {
        return ClientSets.bytes(places(capacity) / WAYS, shape.sheet());
    }

    /**
     * Where a client seems to be, for {@link #count} to begin with. It may be wrong, and nothing is lost by that; asked for some time before, it has what is
     * known of the client fetched from memory meanwhile.
     *
     * @return a guess
     */
    public int seek(Ip client) {
        long hash = hash(client);
        return sets.find(set(hash), client, hash);
    }

    /**
     * Counts a call, tracking its client from now on, and reads the client's window after it, unless the readout spares that.
     *
     * @param client who calls
     * @param guess what {@link #seek} said of the client; negative if it was not asked
     * @param timeMillis when
     * @param kind the kind of the call's name, 0 to {@link WindowShape#kinds()} - 1, or {@link Window#UNNAMED}
     * @param sighting what else is known of the call, see {@link Sighting#packed()}
     * @param readout what to read, from windows of this table's shape
     * @param vector receives what is read; is left as it is if the window is spared
     * @return how many calls of the client have been counted, this one included; their negative, if the window is spared
     * @throws IndexOutOfBoundsException if there is no such kind; nothing is changed then
     */
    public long count(Ip client, int guess, long timeMillis, int kind, int sighting, Readout readout, int[] vector) {
        sheet.check(kind);
        long hash = hash(client);
        int set = set(hash);
        sets.lock(set);
        try {
            int place = sets.find(set, client, hash, guess);
            if (place < 0) {
                place = admit(set, client, hash, timeMillis);
            }
            if ((sets.kept(set) >>> place & 1) == 0) {
                promote(set, place, timeMillis);
            }
            return sets.record(set, place, kind, sighting, timeMillis, readout, vector);
        } finally {
            sets.unlock(set);
        }
    }

    /**
     * Counts the answer to a call of a client, if it is tracked.
     *
     * @param sighting what else is known of the call, see {@link Sighting#packed()}
     * @return how many calls of the client have been counted; 0 if it is not tracked
     */
    public long answer(Ip client, Outcome outcome, int sighting) {
        long hash = hash(client);
        int set = set(hash);
        sets.lock(set);
        try {
            int place = sets.find(set, client, hash);
            if (place < 0) {
                return 0;
            }
            sets.answer(set, place, outcome, sighting);
            return sets.calls(set, place);
        } finally {
            sets.unlock(set);
        }
    }

    /**
     * Reads the window of a client, if it is tracked; does not track it otherwise.
     *
     * @param readout what to read, from windows of this table's shape
     * @param vector receives what is read; is left as it is if the client is not tracked
     * @return how many calls of the client have been counted; 0 if it is not tracked
     */
    public long read(Ip client, Readout readout, int[] vector) {
        long hash = hash(client);
        int set = set(hash);
        sets.lock(set);
        try {
            int place = sets.find(set, client, hash);
            return place < 0 ? 0 : sets.fill(set, place, readout, vector);
        } finally {
            sets.unlock(set);
        }
    }

    /** Looks at one client. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at what was read of a client's window. No client waits for it, and it may use the table.
         *
         * @param calls how many of its calls have been counted, at least 1
         * @param lastMillis when the client called last
         */
        void visit(Ip client, long calls, long lastMillis);
    }

    /**
     * Looks at all clients, in no order. Those who come or go meanwhile may be seen or not.
     *
     * @param readout what to read
     * @param vector receives what is read of a client just before it is visited
     */
    public void forEach(Readout readout, int[] vector, Visitor visitor) {
        forEach(1, readout, vector, visitor);
    }

    /** Looks at some clients, which only chance has brought together: about so many, or all if they are fewer. */
    public void sample(int most, Readout readout, int[] vector, Visitor visitor) {
        forEach((int) Math.max(1, Math.min(size() / most, sets.count())), readout, vector, visitor);
    }

    private void forEach(int step, Readout readout, int[] vector, Visitor visitor) {
        int[][] vectors = new int[WAYS][vector.length];
        Tracked[] clients = new Tracked[WAYS];
        for (int set = 0; set < sets.count(); set += step) {
            int count = read(set, readout, vectors, clients);
            for (int i = 0; i < count; i++) {
                System.arraycopy(vectors[i], 0, vector, 0, vector.length);
                visitor.visit(clients[i].client, clients[i].calls, clients[i].lastMillis);
            }
        }
    }

    private record Tracked(Ip client, long calls, long lastMillis) {}

    /** Reads all clients of a set at once, and returns how many they are: a visitor may take long, and its lock is not made for that. */
    private int read(int set, Readout readout, int[][] vectors, Tracked[] clients) {
        int count = 0;
        sets.lock(set);
        try {
            for (int place = 0; place < WAYS; place++) {
                if (!sets.isFree(set, place)) {
                    long calls = sets.fill(set, place, readout, vectors[count]);
                    clients[count++] = new Tracked(sets.client(set, place), calls, sets.lastMillis(set, place));
                }
            }
        } finally {
            sets.unlock(set);
        }
        return count;
    }

    /** Drops what is known of a client; it will be a stranger again. */
    public void forget(Ip client) {
        long hash = hash(client);
        int set = set(hash);
        sets.lock(set);
        try {
            int place = sets.find(set, client, hash);
            if (place >= 0) {
                sets.release(set, place);
                tracked.decrement();
            }
        } finally {
            sets.unlock(set);
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
        return sets.count() * WAYS;
    }

    private int admit(int set, Ip client, long hash, long nowMillis) {
        int place = sets.free(set, hash);
        if (place >= 0) {
            tracked.increment();
            if (!sets.isSpread() && tracked.sum() >= sets.count() / FEW) {
                sets.spread();
            }
        } else {
            place = leaver(set, nowMillis);
            evicted.increment();
        }
        sets.take(set, place, client, hash, nowMillis);
        return place;
    }

    /** The place of whoever makes room in a full set. */
    private int leaver(int set, long nowMillis) {
        int place = sets.leastWorth(set, ClientSets.ALL, nowMillis);
        return sets.worth(set, place, nowMillis) == 0
                ? place
                : sets.leastWorth(set, ClientSets.ALL & ~sets.kept(set), nowMillis);
    }

    /** Keeps a newcomer, who calls just now, if there is room, or if a kept client is worth less. */
    private void promote(int set, int place, long nowMillis) {
        int kept = sets.kept(set);
        if (Integer.bitCount(kept) == KEPT) {
            long calls = sets.calls(set, place);
            if (Long.bitCount(calls) != 1) {
                return; // his calls have not doubled since he was compared
            }
            int least = sets.leastWorth(set, kept, nowMillis);
            if (calls <= sets.worth(set, least, nowMillis)) {
                return;
            }
            sets.keepNoLonger(set, least);
        }
        sets.keep(set, place);
    }

    private long hash(Ip client) {
        return client.hash(secret);
    }

    private int set(long hash) {
        return (int) (hash >>> 33) & (sets.count() - 1);
    }
}
