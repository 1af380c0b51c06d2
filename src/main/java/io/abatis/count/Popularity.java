package io.abatis.count;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Hashing;
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

    private final Routes routes;
    private final long secret;
    private final Snapshot snapshot;
    private final Remembered pairs = new Remembered(GENERATION);
    private final Frequencies served = new Frequencies(WIDTH);
    private final Frequencies asked = new Frequencies(WIDTH);
    private volatile int clients;
    private volatile int learned;

    /** @param secret keys all hashes; take it from a secure random source */
    public Popularity(long secret) {
        this.secret = Hashing.mix(secret ^ PRESENT);
        this.snapshot = new Snapshot(secret);
        this.routes = new Routes(new KeyedHash(Hashing.mix(secret ^ SERVED), Hashing.mix(secret ^ ASKED)));
    }

    /** What can be said of a call before it is answered. */
    public Sighting sight(Call call) {
        return Sighting.of(sightPacked(call));
    }

    /** The same as an int, see {@link Sighting#packed()}: nothing is allocated. */
    public int sightPacked(Call call) {
        Routes.Known route = routes.of(call.name());
        return Sighting.pack(rarity(route.hash(), call.client()), route.method(), fingerprint(route.hash()));
    }

    /** Sixteen bits that the sketches do not look at, but for 0. */
    private static short fingerprint(long route) {
        short bits = (short) (route >>> 48);
        return bits == 0 ? 1 : bits;
    }

    /** Whether a client is one of those who are served on a route is looked up only where it makes a difference: nearly never. */
    private Rarity rarity(long route, Ip client) {
        int all = Math.max(1, clients);
        int count = served.count(route);
        Rarity withAll = tier(count, all);
        Rarity withOthers = tier(Math.max(0, count - 1), all);
        boolean isOneOfThem = withAll != withOthers && pairs.contains(pair(route, client, SERVED));
        Rarity rarity = isOneOfThem ? withOthers : withAll;
        return rarity == Rarity.NEVER && isMissing(route, client, all) ? Rarity.MISSING : rarity;
    }

    private static Rarity tier(int others, int all) {
        double share = (double) others / all;
        if (others == 0) {
            return Rarity.NEVER;
        }
        if (share >= OFTEN && others >= LEAST_OFTEN) {
            return Rarity.OFTEN;
        }
        if (share >= REGULARLY && others >= LEAST_REGULARLY) {
            return Rarity.REGULARLY;
        }
        return share >= SOMETIMES && others >= LEAST_SOMETIMES ? Rarity.SOMETIMES : Rarity.RARELY;
    }

    private boolean isMissing(long route, Ip client, int all) {
        int count = asked.count(route);
        int asking = count > 0 && pairs.contains(pair(route, client, ASKED)) ? count - 1 : count;
        return asking >= LEAST_REGULARLY && asking >= MISSING * all;
    }

    private long pair(long route, Ip client, long purpose) {
        return Hashing.mix(Hashing.mix(route ^ purpose) + Hashing.mix(client.high() ^ secret) + client.low());
    }

    /** Learns that a client's call was answered. */
    public void learn(Call call, Outcome outcome) {
        long route = routes.of(call.name()).hash();
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

    /**
     * All that was learned, to be taken up by {@link #restored} after a restart; some 500 kB at most, on most sites far less. A moment's state, whatever other
     * threads do.
     */
    public byte[] bytes() {
        ByteBuffer body = ByteBuffer.allocate(size());
        synchronized (this) {
            body.putInt(clients).putInt(learned);
            pairs.write(body);
            served.write(body);
            asked.write(body);
        }
        return snapshot.closed(body.array());
    }

    private int size() {
        return 2 * Integer.BYTES + pairs.bytes() + served.bytes() + asked.bytes();
    }

    /**
     * What was learned before a restart.
     *
     * @param bytes as {@link #bytes} gave them
     * @param secret the one that it was learned under: under another, nothing of it would be found again
     * @throws IllegalArgumentException if they are anything else, or of another secret
     */
    public static Popularity restored(byte[] bytes, long secret) {
        Popularity popularity = new Popularity(secret);
        popularity.read(ByteBuffer.wrap(popularity.snapshot.opened(bytes, popularity.size())));
        return popularity;
    }

    private synchronized void read(ByteBuffer body) {
        int counted = body.getInt();
        int taught = body.getInt();
        if (counted < 0 || taught < 0 || taught == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a popularity with " + counted + " clients and " + taught + " lessons");
        }
        clients = counted;
        learned = taught;
        pairs.read(body);
        served.read(body);
        asked.read(body);
    }
}
