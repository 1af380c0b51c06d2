package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.Arrays;

/**
 * One set of a {@link ClientTable}: up to {@value #WAYS} places for clients, and their windows. Not safe for threads: whoever uses a set holds its lock.
 */
final class ClientSet {
    /*
     * Two objects for eight clients, 8 bytes a client; with an object each for window, counts and rings it was 7 to 27 for each client. This one tells by
     * tags which place a client may have, and where each window is. In one array lie first an entry for each place, with what eviction needs to know, so
     * that it looks at no window, and then the windows, each in a slot as large as its room. Finding a client takes a look at one entry, not at eight, and
     * the window's address does not wait for it. A place names its slot, so clients change places without a window being moved. All in all a call of one
     * of 100,000 clients takes a third of the time that the objects took, most of it waiting for memory.
     *
     * A larger room takes a new array for all eight. That comes to three copies of a few kilobytes in the first 64 calls of a client, and
     * then never again; in return memory follows who is there without lists of free room, which all sets would have to share.
     */

    static final int WAYS = 8;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int LAST = 16;
    static final int CALLS = 24;
    private static final int ENTRY = 32;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private static final int FREE = 0;
    private static final int TAKEN = 0x80;
    private static final int NO_ROOM = -1;

    private static final byte[] NOTHING = {};

    private final Sheet sheet;

    /** For each place seven bits of its client's hash, with the eighth set; 0 if the place is free. */
    private long tags;

    /** For each place its slot. */
    private long slots;

    /** For each slot its room plus 1, or 0 if it has none. */
    private long rooms;

    /** How many places have an entry. */
    private int entries;

    /** The entries, and then the windows. */
    private byte[] bytes = NOTHING;

    ClientSet(Sheet sheet) {
        this.sheet = sheet;
    }

    /** What a place is marked with for a client of this hash, of which all bits are as good as any. */
    private static int tag(long hash) {
        return TAKEN | (int) hash & TAKEN - 1;
    }

    /** Whether nobody has a place. */
    boolean isFree(int place) {
        return Octet.get(tags, place) == FREE;
    }

    private long get(int place, int what) {
        return Bytes.longAt(bytes, ENTRY * place + what);
    }

    /** Package-private for tests: nobody calls 2^31 times there. */
    void put(int place, int what, long value) {
        Bytes.putLong(bytes, ENTRY * place + what, value);
    }

    /** How many calls of the client in a place have been counted. */
    long calls(int place) {
        return get(place, CALLS);
    }

    /** When the client in a place called last. */
    long lastMillis(int place) {
        return get(place, LAST);
    }

    /** Who has a place. */
    Ip client(int place) {
        return new Ip(get(place, HIGH), get(place, LOW));
    }

    /** The place of a client; negative if it has none. */
    int find(Ip client, long hash) {
        for (long like = Octet.matches(tags, tag(hash)); like != 0; like = Octet.others(like)) {
            int place = Octet.first(like);
            if (get(place, LOW) == client.low() && get(place, HIGH) == client.high()) {
                return place;
            }
        }
        return -1;
    }

    /** The calls of the client in a place, halved for every while that it has been idle; 0 for a free place. */
    long worth(int place, long nowMillis) {
        if (isFree(place)) {
            return 0;
        }
        long idle = Math.max(0, nowMillis - lastMillis(place)) / IDLE_HALF_LIFE_MILLIS;
        return idle >= 63 ? 0 : calls(place) >>> idle;
    }

    /** The first free one of some places; if there is none, the one of the least worth, and among those the one that called last the longest ago. */
    int leastWorth(int from, int to, long nowMillis) {
        int found = from;
        long least = Long.MAX_VALUE;
        long stalest = Long.MAX_VALUE;
        for (int place = from; place < to; place++) {
            if (isFree(place)) {
                return place;
            }
            long worth = worth(place, nowMillis);
            if (worth < least || worth == least && lastMillis(place) < stalest) {
                found = place;
                least = worth;
                stalest = lastMillis(place);
            }
        }
        return found;
    }

    /** Lets the clients of two places change them. */
    void swap(int one, int other) {
        for (int what = 0; what < ENTRY; what += Long.BYTES) {
            long kept = get(one, what);
            put(one, what, get(other, what));
            put(other, what, kept);
        }
        tags = swapped(tags, one, other);
        slots = swapped(slots, one, other);
    }

    private static long swapped(long bytes, int one, int other) {
        return Octet.with(Octet.with(bytes, one, Octet.get(bytes, other)), other, Octet.get(bytes, one));
    }

    /** Gives a place to a client, with an empty window and no call yet. Places are taken from the first on. */
    void take(int place, Ip client, long hash, long nowMillis) {
        if (place == entries) {
            replace(ENTRY * place, 0, ENTRY);
            entries++;
            slots = Octet.with(slots, place, place);
        }
        int slot = Octet.get(slots, place);
        if (room(slot) == 0) {
            int at = at(slot);
            Arrays.fill(bytes, at, at + bytes(0), (byte) 0);
        } else {
            resize(slot, 0);
        }
        tags = Octet.with(tags, place, tag(hash));
        put(place, HIGH, client.high());
        put(place, LOW, client.low());
        put(place, LAST, nowMillis);
        put(place, CALLS, 0);
    }

    /** Empties a place, and its slot. */
    void release(int place) {
        resize(Octet.get(slots, place), NO_ROOM);
        tags = Octet.with(tags, place, FREE);
    }

    /** The client in a place calls: the latest time stays. */
    void touch(int place, long nowMillis) {
        put(place, LAST, Math.max(lastMillis(place), nowMillis));
    }

    /** Records a call of the client in a place, see {@link Window#record}. */
    void record(int place, int kind, int sighting, long timeMillis) {
        int slot = Octet.get(slots, place);
        int at = at(slot);
        if (sheet.isFullForCall(bytes, at, room(slot), kind)) {
            grow(slot);
        }
        sheet.record(bytes, at, room(slot), kind, sighting, timeMillis);
        put(place, CALLS, calls(place) + 1);
    }

    /** Records an answer to the client in a place, see {@link Window#answer}. */
    void answer(int place, Outcome outcome, int sighting) {
        if (!sheet.keeps(outcome)) {
            return;
        }
        int slot = Octet.get(slots, place);
        int at = at(slot);
        if (sheet.isFullForAnswer(bytes, at, room(slot))) {
            grow(slot);
        }
        sheet.answer(bytes, at, room(slot), outcome, sighting);
    }

    /** Reads the window of the client in a place. */
    void fill(int place, Readout readout, double[] vector) {
        int slot = Octet.get(slots, place);
        readout.fill(bytes, at(slot), room(slot), calls(place), vector);
    }

    /** How many bytes places and windows take. */
    long bytes() {
        return bytes.length;
    }

    private int room(int slot) {
        return Octet.get(rooms, slot) - 1;
    }

    private int bytes(int room) {
        return room == NO_ROOM ? 0 : sheet.bytes(room);
    }

    /** Where a slot begins. */
    private int at(int slot) {
        int at = ENTRY * entries;
        for (int before = 0; before < slot; before++) {
            at += bytes(room(before));
        }
        return at;
    }

    private void grow(int slot) {
        byte[] before = bytes;
        int at = at(slot);
        int room = room(slot);
        resize(slot, room + 1);
        sheet.grow(before, at, room, bytes, at);
    }

    /** Leaves all slots as they are but this one, which becomes empty and of another room. */
    private void resize(int slot, int room) {
        replace(at(slot), bytes(room(slot)), bytes(room));
        rooms = Octet.with(rooms, slot, room + 1);
    }

    /** Puts so many zeros in the place of so many bytes. */
    private void replace(int at, int old, int zeros) {
        byte[] next = new byte[bytes.length - old + zeros];
        System.arraycopy(bytes, 0, next, 0, at);
        System.arraycopy(bytes, at + old, next, at + zeros, bytes.length - at - old);
        bytes = next;
    }
}
