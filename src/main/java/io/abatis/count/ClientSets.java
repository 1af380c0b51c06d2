package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The sets of a {@link ClientTable}, numbered from 0: up to {@value #WAYS} places for clients in each, and their windows. Not safe for threads, but for
 * {@link #lock} and {@link #find}: whoever does anything else with a set holds its lock.
 */
final class ClientSets {
    /*
     * Of 100,000 clients, whoever calls is in no cache, and a look at memory takes as long as hundreds of instructions; but two looks of which neither
     * has to wait for the other take no longer than one. So all that is known of a client lies side by side, and where that is follows from the hash:
     * every place takes the same, and a client gets the place that its hash points at, its home (Knuth, "The Art of Computer Programming", volume 3,
     * section 6.4), if that is free. The processor fetches it while it still waits for the set's head, which says whether the guess was right.
     *
     * Heads are 16 bytes each, side by side: tags that tell which place a client may have, who of them are kept, and the lock. Windows lie in chunks, so
     * few that references to them and their lengths stay in the cache. A chunk has the places of one number of many sets, and is made when the first client
     * comes to it. As long as clients are few, the first place is everybody's home: so they lie close together, and most of the table is never made.
     * When they are more, homes are spread over all places; nothing is ever moved.
     *
     * The lock is a bit of the head, and held for a shorter time than it takes to put a thread to sleep. A monitor would need an object for each set, and a
     * second atomic instruction to be left. Nobody waits for anything while he holds it.
     */

    static final int WAYS = 8;

    /** All places of a set, a bit each. */
    static final int ALL = (1 << WAYS) - 1;

    private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle CHUNKS = MethodHandles.arrayElementVarHandle(byte[][].class);

    /** The two words of a head: the first has for each place seven bits of its client's hash, with the eighth set; 0 if the place is free. */
    private static final int HEAD = 2;

    /** The second word: a bit for each place, whether its client is kept; the lock. */
    private static final int STATE = 1;

    private static final long LOCKED = Long.MIN_VALUE;

    private static final int FREE = 0;
    private static final int TAKEN = 0x80;
    private static final int TAG_BITS = 7;

    /** After so many looks at a lock, whoever holds it seems to have lost his processor, and may need this one. */
    private static final int SPINS = 200;

    private static final long NAP_NANOS = 1_000;

    /** About as many bytes at once as a collector still treats as any object. */
    private static final int CHUNK_BYTES = 1 << 18;

    // What a place begins with.
    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int LAST = 16;
    static final int CALLS = 24;
    private static final int ENTRY = 32;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private final Sheet sheet;
    private final long[] heads;
    private final byte[] @Nullable [] chunks;

    /** Of how many sets a chunk has a place, as a power of two. */
    private final int chunkShift;

    private final int placeBytes;

    /** The last place that is a home. Who knows an old one guesses wrong, and nothing is lost by that. */
    private volatile int lastHome;

    /** @param count how many, a power of two */
    ClientSets(int count, Sheet sheet) {
        this.sheet = sheet;
        this.heads = new long[HEAD * count];
        this.placeBytes = placeBytes(sheet);
        int fitting = Math.max(1, Math.min(count, CHUNK_BYTES / placeBytes));
        this.chunkShift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(fitting);
        this.chunks = new byte[WAYS * (count >> chunkShift)][];
    }

    private static int placeBytes(Sheet sheet) {
        return ENTRY + sheet.bytes();
    }

    /** How many bytes so many sets take when clients have come to all of them. */
    static long bytes(long count, Sheet sheet) {
        return count * ((long) HEAD * Long.BYTES + (long) WAYS * placeBytes(sheet));
    }

    int count() {
        return heads.length / HEAD;
    }

    /** How many of all places are in chunks that are made. Package-private for tests. */
    long madePlaces() {
        return Arrays.stream(chunks).filter(Objects::nonNull).count() << chunkShift;
    }

    /** Waits until nobody else has the lock of a set, and takes it. Who has it must not take it again. */
    void lock(int set) {
        int spins = 0;
        while (!isLockedNow(HEAD * set + STATE)) {
            if (++spins % SPINS == 0) {
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isLockedNow(int at) {
        long state = (long) HEADS.getOpaque(heads, at);
        return state >= 0 && HEADS.compareAndSet(heads, at, state, state | LOCKED);
    }

    void unlock(int set) {
        HEADS.setRelease(heads, HEAD * set + STATE, state(set) & ~LOCKED);
    }

    private long state(int set) {
        return heads[HEAD * set + STATE];
    }

    private void state(int set, long next) {
        heads[HEAD * set + STATE] = next;
    }

    private long tags(int set) {
        return heads[HEAD * set];
    }

    private void tag(int set, int place, int tag) {
        heads[HEAD * set] = Octet.with(tags(set), place, tag);
    }

    /** The chunk of a place; null as long as no client has come to that. */
    private byte @Nullable [] chunk(int set, int place) {
        return chunks[index(set, place)];
    }

    /** The chunk of a place that is taken. */
    private byte[] taken(int set, int place) {
        return Objects.requireNonNull(chunk(set, place));
    }

    /** The chunk of a place that is going to be. Others of its places may be in use by others. */
    private byte[] made(int set, int place) {
        int index = index(set, place);
        byte[] chunk = (byte[]) CHUNKS.getAcquire(chunks, index);
        if (chunk == null) {
            byte[] made = new byte[placeBytes << chunkShift];
            byte[] others = (byte[]) CHUNKS.compareAndExchange(chunks, index, null, made);
            chunk = others == null ? made : others;
        }
        return chunk;
    }

    private int index(int set, int place) {
        return WAYS * (set >> chunkShift) + place;
    }

    /** Where a place of a set begins in its chunk. */
    private int at(int set) {
        return (set & (1 << chunkShift) - 1) * placeBytes;
    }

    private long get(int set, int place, int what) {
        return Bytes.longAt(taken(set, place), at(set) + what);
    }

    /** Package-private for tests: nobody calls 2^31 times there. */
    void put(int set, int place, int what, long value) {
        Bytes.putLong(taken(set, place), at(set) + what, value);
    }

    /** What a place is marked with for a client of this hash, of which all bits are as good as any. */
    private static int tag(long hash) {
        return TAKEN | (int) hash & TAKEN - 1;
    }

    /** The place that a client of this hash should have. */
    private int home(long hash) {
        return (int) (hash >>> TAG_BITS) & lastHome;
    }

    /** Whether homes are spread over all places. */
    boolean isSpread() {
        return lastHome > 0;
    }

    /** Spreads the homes of those who come from now on: the first places were not enough for them. */
    void spread() {
        lastHome = WAYS - 1;
    }

    /** Whether nobody has a place. */
    boolean isFree(int set, int place) {
        return Octet.get(tags(set), place) == FREE;
    }

    /** A free place, that of this hash if it is one; negative if there is none. */
    int free(int set, long hash) {
        int home = home(hash);
        if (isFree(set, home)) {
            return home;
        }
        long free = Octet.matches(tags(set), FREE);
        return free == 0 ? -1 : Octet.first(free);
    }

    /** The places whose clients are kept, a bit each. */
    int kept(int set) {
        return (int) state(set) & ALL;
    }

    void keep(int set, int place) {
        state(set, state(set) | 1L << place);
    }

    void keepNoLonger(int set, int place) {
        state(set, state(set) & ~(1L << place));
    }

    /** How many calls of the client in a place have been counted. */
    long calls(int set, int place) {
        return get(set, place, CALLS);
    }

    /** When the client in a place called last. */
    long lastMillis(int set, int place) {
        return get(set, place, LAST);
    }

    /** Who has a place. */
    Ip client(int set, int place) {
        return new Ip(get(set, place, HIGH), get(set, place, LOW));
    }

    /** The place of a client; negative if it has none. Without the lock this is a guess, for {@link #find(int, Ip, long, int)} to begin with. */
    int find(int set, Ip client, long hash) {
        return find(set, client, hash, home(hash));
    }

    /** The same where one may know. */
    int find(int set, Ip client, long hash, int guess) {
        long tags = tags(set);
        int tag = tag(hash);
        if (guess >= 0 && Octet.get(tags, guess) == tag && has(set, guess, client)) {
            return guess;
        }
        for (long like = Octet.matches(tags, tag); like != 0; like = Octet.others(like)) {
            int place = Octet.first(like);
            if (has(set, place, client)) {
                return place;
            }
        }
        return -1;
    }

    /** Without the lock, a place may seem to be taken whose chunk is still to be seen. */
    private boolean has(int set, int place, Ip client) {
        byte[] chunk = chunk(set, place);
        int at = at(set);
        return chunk != null
                && Bytes.longAt(chunk, at + LOW) == client.low()
                && Bytes.longAt(chunk, at + HIGH) == client.high();
    }

    /** The calls of the client in a place, halved for every while that it has been idle. */
    long worth(int set, int place, long nowMillis) {
        long idle = Math.max(0, nowMillis - lastMillis(set, place)) / IDLE_HALF_LIFE_MILLIS;
        return idle >= 63 ? 0 : calls(set, place) >>> idle;
    }

    /**
     * Of some places, the one whose client is worth the least, and among those the one who called last the longest ago.
     *
     * @param places a bit each, one at least; none is free
     */
    int leastWorth(int set, int places, long nowMillis) {
        int found = -1;
        long least = Long.MAX_VALUE;
        long stalest = Long.MAX_VALUE;
        for (int left = places; left != 0; left &= left - 1) {
            int place = Integer.numberOfTrailingZeros(left);
            long worth = worth(set, place, nowMillis);
            if (worth < least || worth == least && lastMillis(set, place) < stalest) {
                found = place;
                least = worth;
                stalest = lastMillis(set, place);
            }
        }
        return found;
    }

    /** Gives a place to a client who is not kept, with an empty window and no call yet. */
    void take(int set, int place, Ip client, long hash, long nowMillis) {
        int at = at(set);
        Arrays.fill(made(set, place), at, at + placeBytes, (byte) 0);
        put(set, place, HIGH, client.high());
        put(set, place, LOW, client.low());
        put(set, place, LAST, nowMillis);
        tag(set, place, tag(hash));
        keepNoLonger(set, place);
    }

    /** Empties a place. */
    void release(int set, int place) {
        tag(set, place, FREE);
        keepNoLonger(set, place);
    }

    /**
     * Records a call of the client in a place, see {@link Window#record}, and reads his window after it, unless that is spared. The latest time stays.
     *
     * @return how many of his calls have been counted, this one included; their negative, if his window is spared
     */
    long record(int set, int place, int kind, int sighting, long timeMillis, Readout readout, int[] vector) {
        byte[] chunk = taken(set, place);
        int at = at(set);
        long calls = Bytes.longAt(chunk, at + CALLS) + 1;
        Bytes.putLong(chunk, at + CALLS, calls);
        Bytes.putLong(chunk, at + LAST, Math.max(Bytes.longAt(chunk, at + LAST), timeMillis));
        sheet.record(chunk, at + ENTRY, kind, sighting, timeMillis);
        if (readout.spares(chunk, at + ENTRY, calls)) {
            return -calls;
        }
        readout.fill(chunk, at + ENTRY, calls, vector);
        return calls;
    }

    /** Records an answer to the client in a place, see {@link Window#answer}. */
    void answer(int set, int place, Outcome outcome, int sighting) {
        sheet.answer(taken(set, place), at(set) + ENTRY, outcome, sighting);
    }

    /** Reads the window of the client in a place, and returns how many of its calls have been counted. */
    long fill(int set, int place, Readout readout, int[] vector) {
        long calls = calls(set, place);
        readout.fill(taken(set, place), at(set) + ENTRY, calls, vector);
        return calls;
    }
}
