package io.abatis.count;

import io.abatis.call.Call;
import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.nio.ByteBuffer;

/**
 * How many of a site's clients are served on each route, learned as calls are answered. Clients are counted, not calls: nobody makes a route popular by
 * calling it again and again, and for each client the tiers speak of all <em>others</em>. What is long past counts ever less: whenever
 * {@value #GENERATION} things have been learned, all counts are halved (as in TinyLFU; Einziger, Friedman and Manes, 2017).
 *
 * <p>Memory is fixed, below a megabyte. Safe for all threads; calls that teach nothing new take no lock.
 */
public final class Popularity {
    /*
     * Readers race with the one writer on purpose: a tier that is one call old is as good as a new one, and a lock on each call is not.
     */

    /** So many calls of a client should teach, and no more: or one client alone could make all else be forgotten. */
    public static final int TEACHING_CALLS = 512;

    private static final int GENERATION = 1 << 16;
    private static final int WIDTH = 1 << 14;

    private static final double OFTEN = .2;
    private static final double REGULARLY = .05;
    private static final double SOMETIMES = .01;
    private static final double MISSING = .1;

    // A share of few clients says little.
    private static final int LEAST_OFTEN = 5;
    private static final int LEAST_REGULARLY = 3;
    private static final int LEAST_SOMETIMES = 2;

    private static final long SERVED = 0x5345525645444e4fL;
    private static final long ASKED = 0x41534b45444e4f57L;
    private static final long PRESENT = 0x50524553454e5421L;

    private final KeyedHash hash;
    private final long secret;
    private final Remembered pairs = new Remembered(GENERATION);
    private final Frequencies served = new Frequencies(WIDTH);
    private final Frequencies asked = new Frequencies(WIDTH);
    private volatile int clients;
    private volatile int learned;

    /** @param secret keys all hashes; take it from a secure random source */
    public Popularity(long secret) {
        this.secret = Hashing.mix(secret ^ PRESENT);
        this.hash = new KeyedHash(Hashing.mix(secret ^ SERVED), Hashing.mix(secret ^ ASKED));
    }

    /** What can be said of a call before it is answered. */
    public Sighting sight(Call call) {
        long route = hash.of(call.name());
        return new Sighting(rarity(route, call.client()), MethodClass.of(call.name()), fingerprint(route));
    }

    /** Sixteen bits that the sketches do not look at, but for 0. */
    private static short fingerprint(long route) {
        short bits = (short) (route >>> 48);
        return bits == 0 ? 1 : bits;
    }

    private Rarity rarity(long route, Ip client) {
        int all = Math.max(1, clients);
        int others = others(served, route, pair(route, client, SERVED));
        double share = (double) others / all;
        if (others == 0) {
            int asking = others(asked, route, pair(route, client, ASKED));
            return asking >= LEAST_REGULARLY && asking >= MISSING * all ? Rarity.MISSING : Rarity.NEVER;
        }
        if (share >= OFTEN && others >= LEAST_OFTEN) {
            return Rarity.OFTEN;
        }
        if (share >= REGULARLY && others >= LEAST_REGULARLY) {
            return Rarity.REGULARLY;
        }
        return share >= SOMETIMES && others >= LEAST_SOMETIMES ? Rarity.SOMETIMES : Rarity.RARELY;
    }

    private int others(Frequencies clientsOf, long route, long pair) {
        int count = clientsOf.count(route);
        return count > 0 && pairs.contains(pair) ? count - 1 : count;
    }

    private long pair(long route, Ip client, long purpose) {
        return Hashing.mix(Hashing.mix(route ^ purpose) + Hashing.mix(client.high() ^ secret) + client.low());
    }

    /** Learns that a client's call was answered. */
    public void learn(Call call, Outcome outcome) {
        long route = hash.of(call.name());
        boolean isServed = outcome.isServed();
        long pair = pair(route, call.client(), isServed ? SERVED : ASKED);
        if (!pairs.contains(pair)) {
            learn(isServed ? served : asked, route, pair, pair(0, call.client(), PRESENT), isServed);
        }
    }

    private synchronized void learn(Frequencies clientsOf, long route, long pair, long presence, boolean isServed) {
        if (pairs.contains(pair)) {
            return;
        }
        clientsOf.increment(route);
        remember(pair);
        if (isServed) {
            learned = Math.min(learned + 1, Integer.MAX_VALUE - 1);
            if (!pairs.contains(presence)) {
                clients++;
                remember(presence);
            }
        }
    }

    private void remember(long thing) {
        if (pairs.add(thing)) {
            served.halve();
            asked.halve();
            clients >>>= 1;
        }
    }

    /** How many times a client was served on a route that was new to it, ever: what the tiers rest on. */
    public int learned() {
        return learned;
    }

    /** All that has been learned, at one moment, in some hundred kilobytes at most. */
    public synchronized byte[] bytes() {
        byte[] bytes = new byte[length()];
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        fields.putLong(check()).putInt(clients).putInt(learned);
        pairs.write(fields);
        served.write(fields);
        asked.write(fields);
        return Snapshot.of(bytes);
    }

    /**
     * What was learned before.
     *
     * @param bytes as {@link #bytes} gave them
     * @param secret the one that keyed them
     * @throws IllegalArgumentException if they are damaged, or were keyed with another secret
     */
    public static Popularity restored(byte[] bytes, long secret) {
        Popularity popularity = new Popularity(secret);
        popularity.read(Snapshot.fields(bytes, popularity.length()));
        return popularity;
    }

    private synchronized void read(ByteBuffer fields) {
        if (fields.getLong() != check()) {
            throw new IllegalArgumentException("the snapshot was keyed with another secret");
        }
        clients = fields.getInt();
        learned = fields.getInt();
        if (clients < 0 || learned < 0 || learned == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(clients + " clients and " + learned + " lessons make no sense");
        }
        pairs.read(fields);
        served.read(fields);
        asked.read(fields);
    }

    private int length() {
        return Long.BYTES + 2 * Integer.BYTES + pairs.bytes() + served.bytes() + asked.bytes();
    }

    /** Tells secrets apart, and says nothing else about them. */
    private long check() {
        return hash.of("the secret of a snapshot");
    }
}
