package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The sets of a {@link ClientTable}, numbered from 0: up to {@value #WAYS} places for clients in each, and their windows. Not safe for threads, but for
 * {@link #lock}: whoever does anything else with a set holds its lock.
 */
final class ClientSets {
    /*
     * Of 100,000 clients, whoever calls is in no cache, and a look at memory takes as long as a hundred instructions. So a call looks once. The heads of all
     * sets, 16 bytes each, lie side by side, and stay in the cache: tags that tell which place a client may have, the room that each slot takes, and the
     * lock. From these it follows where the client's slot begins, and all of it is fetched at once, for in it lie who he is, what eviction needs to know,
     * and his window. With an object for each set it were two looks, one after the other; with objects for windows and counts, four.
     *
     * A place names its slot, so clients change places without a window being moved. A larger room takes a new array for all eight. That comes to three
     * copies of a few kilobytes in the first 64 calls of a client, and then never again; in return memory follows who is there without lists of free
     * room, which all sets would have to share.
     *
     * The lock is a bit of the head, and held for a shorter time than it takes to put a thread to sleep. A monitor would need an object for each set, and a second
     * atomic instruction to be left. Nobody waits for anything while he holds it.
     */

    static final int WAYS = 8;

    private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(long[].class);

    /** The two words of a head: the first has for each place seven bits of its client's hash, with the eighth set; 0 if the place is free. */
    private static final int HEAD = 2;

    /** The second word: for each slot four bits, its room plus 1, or 0 if it has none; for each place three bits, its slot; the lock. */
    private static final int PLAN = 1;

    private static final int ROOM_BITS = 4;
    private static final int SLOT_BITS = 3;
    private static final int SLOTS = WAYS * ROOM_BITS;
    private static final long LOCKED = Long.MIN_VALUE;

    private static final int FREE = 0;
    private static final int TAKEN = 0x80;
    private static final int NO_ROOM = -1;

    /** After so many looks at a lock, whoever holds it seems to have lost his processor, and may need this one. */
    private static final int SPINS = 200;

    private static final long NAP_NANOS = 1_000;

    // What a slot begins with.
    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int LAST = 16;
    static final int CALLS = 24;
    private static final int ENTRY = 32;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private static final byte[] NOTHING = {};

    private final Sheet sheet;
    private final long[] heads;

    /** For each set its slots, one after the other. */
    private final byte[][] bytes;

    /** How many bytes a slot takes, by its room plus 1. */
    private final int[] sizes;

    ClientSets(int count, Sheet sheet) {
        this.sheet = sheet;
        this.heads = new long[HEAD * count];
        this.bytes = new byte[count][];
        this.sizes = new int[sheet.rooms() + 1];
        Arrays.fill(bytes, NOTHING);
        for (int room = 0; room < sheet.rooms(); room++) {
            sizes[room + 1] = ENTRY + sheet.bytes(room);
        }
        for (int set = 0; set < count; set++) {
            for (int place = 0; place < WAYS; place++) {
                slot(set, place, place);
            }
        }
    }

    int count() {
        return bytes.length;
    }

    /** Waits until nobody else has the lock of a set, and takes it. Who has it must not take it again. */
    void lock(int set) {
        int spins = 0;
        while (!isLockedNow(HEAD * set + PLAN)) {
            if (++spins % SPINS == 0) {
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isLockedNow(int at) {
        long plan = (long) HEADS.getOpaque(heads, at);
        return plan >= 0 && HEADS.compareAndSet(heads, at, plan, plan | LOCKED);
    }

    void unlock(int set) {
        HEADS.setRelease(heads, HEAD * set + PLAN, plan(set) & ~LOCKED);
    }

    private long tags(int set) {
        return heads[HEAD * set];
    }

    private void tags(int set, long next) {
        heads[HEAD * set] = next;
    }

    private long plan(int set) {
        return heads[HEAD * set + PLAN];
    }

    /** Puts a number in some bits of the plan. */
    private void plan(int set, int shift, int bits, long number) {
        long mask = (1L << bits) - 1 << shift;
        heads[HEAD * set + PLAN] = plan(set) & ~mask | number << shift;
    }

    /** Which slot a place has. */
    private int slot(int set, int place) {
        return (int) (plan(set) >>> SLOTS + SLOT_BITS * place) & WAYS - 1;
    }

    private void slot(int set, int place, int slot) {
        plan(set, SLOTS + SLOT_BITS * place, SLOT_BITS, slot);
    }

    private int room(int set, int slot) {
        return size(plan(set), slot) - 1;
    }

    private static int size(long plan, int slot) {
        return (int) (plan >>> ROOM_BITS * slot) & (1 << ROOM_BITS) - 1;
    }

    /** Where a slot begins: always seven additions, for a loop that ends at the slot would be a branch that is often mispredicted. */
    private int at(int set, int slot) {
        long before = plan(set) & (1L << ROOM_BITS * slot) - 1; // slots of size 0 take nothing
        int at = 0;
        for (int one = 0; one < WAYS - 1; one++) {
            at += sizes[size(before, one)];
        }
        return at;
    }

    private long get(int set, int place, int what) {
        return Bytes.longAt(bytes[set], at(set, slot(set, place)) + what);
    }

    /** Package-private for tests: nobody calls 2^31 times there. */
    void put(int set, int place, int what, long value) {
        Bytes.putLong(bytes[set], at(set, slot(set, place)) + what, value);
    }

    /** What a place is marked with for a client of this hash, of which all bits are as good as any. */
    private static int tag(long hash) {
        return TAKEN | (int) hash & TAKEN - 1;
    }

    /** Whether nobody has a place. */
    boolean isFree(int set, int place) {
        return Octet.get(tags(set), place) == FREE;
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

    /** The place of a client; negative if it has none. */
    int find(int set, Ip client, long hash) {
        byte[] slots = bytes[set];
        for (long like = Octet.matches(tags(set), tag(hash)); like != 0; like = Octet.others(like)) {
            int place = Octet.first(like);
            int at = at(set, slot(set, place));
            if (Bytes.longAt(slots, at + LOW) == client.low() && Bytes.longAt(slots, at + HIGH) == client.high()) {
                return place;
            }
        }
        return -1;
    }

    /** The calls of the client in a place, halved for every while that it has been idle; 0 for a free place. */
    long worth(int set, int place, long nowMillis) {
        if (isFree(set, place)) {
            return 0;
        }
        int at = at(set, slot(set, place));
        long idle = Math.max(0, nowMillis - Bytes.longAt(bytes[set], at + LAST)) / IDLE_HALF_LIFE_MILLIS;
        return idle >= 63 ? 0 : Bytes.longAt(bytes[set], at + CALLS) >>> idle;
    }

    /** The first free one of some places; if there is none, the one of the least worth, and among those the one that called last the longest ago. */
    int leastWorth(int set, int from, int to, long nowMillis) {
        int found = from;
        long least = Long.MAX_VALUE;
        long stalest = Long.MAX_VALUE;
        for (int place = from; place < to; place++) {
            if (isFree(set, place)) {
                return place;
            }
            long worth = worth(set, place, nowMillis);
            if (worth < least || worth == least && lastMillis(set, place) < stalest) {
                found = place;
                least = worth;
                stalest = lastMillis(set, place);
            }
        }
        return found;
    }

    /** Lets the clients of two places change them. */
    void swap(int set, int one, int other) {
        long tags = tags(set);
        tags(set, Octet.with(Octet.with(tags, one, Octet.get(tags, other)), other, Octet.get(tags, one)));
        int slot = slot(set, one);
        slot(set, one, slot(set, other));
        slot(set, other, slot);
    }

    /** Gives a place to a client, with an empty window and no call yet. */
    void take(int set, int place, Ip client, long hash, long nowMillis) {
        int slot = slot(set, place);
        int at = at(set, slot);
        if (room(set, slot) == 0) {
            Arrays.fill(bytes[set], at, at + sizes[1], (byte) 0);
        } else {
            resize(set, slot, 0);
        }
        tags(set, Octet.with(tags(set), place, tag(hash)));
        put(set, place, HIGH, client.high());
        put(set, place, LOW, client.low());
        put(set, place, LAST, nowMillis);
    }

    /** Empties a place, and its slot. */
    void release(int set, int place) {
        resize(set, slot(set, place), NO_ROOM);
        tags(set, Octet.with(tags(set), place, FREE));
    }

    /**
     * Records a call of the client in a place, see {@link Window#record}, and reads his window after it, unless it is within bounds. The latest time stays.
     *
     * @return how many of his calls have been counted, this one included; their negative, if they are within bounds
     */
    long record(
            int set, int place, int kind, int sighting, long timeMillis, Readout readout, Bounds bounds, int[] vector) {
        int slot = slot(set, place);
        int at = at(set, slot);
        if (sheet.isFullForCall(bytes[set], at + ENTRY, room(set, slot), kind)) {
            grow(set, slot);
        }
        byte[] slots = bytes[set];
        int room = room(set, slot);
        long calls = Bytes.longAt(slots, at + CALLS) + 1;
        Bytes.putLong(slots, at + CALLS, calls);
        Bytes.putLong(slots, at + LAST, Math.max(Bytes.longAt(slots, at + LAST), timeMillis));
        sheet.record(slots, at + ENTRY, room, kind, sighting, timeMillis);
        if (readout.isWithin(bounds, slots, at + ENTRY, room, calls)) {
            return -calls;
        }
        readout.fill(slots, at + ENTRY, room, calls, vector);
        return calls;
    }

    /** Records an answer to the client in a place, see {@link Window#answer}. */
    void answer(int set, int place, Outcome outcome, int sighting) {
        if (!sheet.keeps(outcome)) {
            return;
        }
        int slot = slot(set, place);
        int at = at(set, slot) + ENTRY;
        if (sheet.isFullForAnswer(bytes[set], at, room(set, slot))) {
            grow(set, slot);
        }
        sheet.answer(bytes[set], at, room(set, slot), outcome, sighting);
    }

    /** Reads the window of the client in a place, and returns how many of its calls have been counted. */
    long fill(int set, int place, Readout readout, int[] vector) {
        int slot = slot(set, place);
        int at = at(set, slot);
        long calls = Bytes.longAt(bytes[set], at + CALLS);
        readout.fill(bytes[set], at + ENTRY, room(set, slot), calls, vector);
        return calls;
    }

    /** How many bytes a set takes. */
    long bytes(int set) {
        return (long) HEAD * Long.BYTES + bytes[set].length;
    }

    private void grow(int set, int slot) {
        byte[] before = bytes[set];
        int at = at(set, slot);
        int room = room(set, slot);
        resize(set, slot, room + 1);
        System.arraycopy(before, at, bytes[set], at, ENTRY);
        sheet.grow(before, at + ENTRY, room, bytes[set], at + ENTRY);
    }

    /** Leaves all slots as they are but this one, which becomes empty and of another room. */
    private void resize(int set, int slot, int room) {
        byte[] before = bytes[set];
        int at = at(set, slot);
        int old = sizes[room(set, slot) + 1];
        int zeros = sizes[room + 1];
        byte[] next = new byte[before.length - old + zeros];
        System.arraycopy(before, 0, next, 0, at);
        System.arraycopy(before, at + old, next, at + zeros, before.length - at - old);
        bytes[set] = next;
        plan(set, ROOM_BITS * slot, ROOM_BITS, room + 1L);
    }
}
