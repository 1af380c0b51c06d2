package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.Arrays;

/**
 * One set of a {@link ClientTable}: up to {@value #WAYS} places for clients, and their windows. Not safe for threads: whoever uses a set holds its lock.
 */
final class ClientSet {
    /*
     * Three objects for eight clients, 11 bytes a client; with an object each for window, counts and rings it was 7 to 27 for each client. This
     * one tells by tags which place a client may have, and where each window is; an index has what eviction needs to know, so that it looks at no window;
     * and the windows lie side by side in one array, each in a slot as large as its room. Finding a client takes a look at one place of the index, not at
     * eight, and the window's address does not wait for it. A place names its slot, so clients change places without a window being moved. All in all a
     * call of one of 100,000 clients takes a third of the time that the objects took, most of it waiting for memory.
     *
     * A larger room takes a new array for the windows of all eight. That comes to three copies of a few kilobytes in the first 64 calls of a client, and
     * then never again; in return memory follows who is there without lists of free room, which all sets would have to share.
     */

    static final int WAYS = 8;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int LAST = 2;
    private static final int CALLS = 3;
    private static final int WORDS = 4;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private static final int FREE = 0;
    private static final int TAKEN = 0x80;
    private static final int NO_ROOM = -1;

    private static final long[] NO_PLACES = {};
    private static final byte[] NO_WINDOWS = {};

    private final Sheet sheet;

    /** For each place seven bits of its client's hash, with the eighth set; 0 if the place is free. */
    private long tags;

    /** For each place its slot. */
    private long slots;

    /** For each slot its room plus 1, or 0 if it has none. */
    private long rooms;

    /** Package-private for tests: nobody calls 2^31 times there. */
    long[] index = NO_PLACES;

    private byte[] windows = NO_WINDOWS;

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

    /** How many calls of the client in a place have been counted. */
    long calls(int place) {
        return index[WORDS * place + CALLS];
    }

    /** When the client in a place called last. */
    long lastMillis(int place) {
        return index[WORDS * place + LAST];
    }

    /** Who has a place. */
    Ip client(int place) {
        return new Ip(index[WORDS * place + HIGH], index[WORDS * place + LOW]);
    }

    /** The place of a client; negative if it has none. */
    int find(Ip client, long hash) {
        for (long like = Octet.matches(tags, tag(hash)); like != 0; like = Octet.others(like)) {
            int place = Octet.first(like);
            if (index[WORDS * place + LOW] == client.low() && index[WORDS * place + HIGH] == client.high()) {
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
        for (int word = 0; word < WORDS; word++) {
            long kept = index[WORDS * one + word];
            index[WORDS * one + word] = index[WORDS * other + word];
            index[WORDS * other + word] = kept;
        }
        tags = swapped(tags, one, other);
        slots = swapped(slots, one, other);
    }

    private static long swapped(long bytes, int one, int other) {
        return Octet.with(Octet.with(bytes, one, Octet.get(bytes, other)), other, Octet.get(bytes, one));
    }

    /** Gives a place to a client, with an empty window and no call yet. Places are taken from the first on. */
    void take(int place, Ip client, long hash, long nowMillis) {
        if (WORDS * place == index.length) {
            index = Arrays.copyOf(index, index.length + WORDS);
            slots = Octet.with(slots, place, place);
        }
        int slot = Octet.get(slots, place);
        if (room(slot) == 0) {
            int at = at(slot);
            Arrays.fill(windows, at, at + bytes(0), (byte) 0);
        } else {
            resize(slot, 0);
        }
        tags = Octet.with(tags, place, tag(hash));
        index[WORDS * place + HIGH] = client.high();
        index[WORDS * place + LOW] = client.low();
        index[WORDS * place + LAST] = nowMillis;
        index[WORDS * place + CALLS] = 0;
    }

    /** Empties a place, and its slot. */
    void release(int place) {
        resize(Octet.get(slots, place), NO_ROOM);
        tags = Octet.with(tags, place, FREE);
    }

    /** The client in a place calls: the latest time stays. */
    void touch(int place, long nowMillis) {
        index[WORDS * place + LAST] = Math.max(lastMillis(place), nowMillis);
    }

    /** Records a call of the client in a place, see {@link Window#record}. */
    void record(int place, int kind, int sighting, long timeMillis) {
        int slot = Octet.get(slots, place);
        int at = at(slot);
        if (sheet.isFullForCall(windows, at, room(slot), kind)) {
            grow(slot);
        }
        sheet.record(windows, at, room(slot), kind, sighting, timeMillis);
        index[WORDS * place + CALLS]++;
    }

    /** Records an answer to the client in a place, see {@link Window#answer}. */
    void answer(int place, Outcome outcome, int sighting) {
        if (!sheet.keeps(outcome)) {
            return;
        }
        int slot = Octet.get(slots, place);
        int at = at(slot);
        if (sheet.isFullForAnswer(windows, at, room(slot))) {
            grow(slot);
        }
        sheet.answer(windows, at, room(slot), outcome, sighting);
    }

    /** Reads the window of the client in a place. */
    void fill(int place, Readout readout, double[] vector) {
        int slot = Octet.get(slots, place);
        readout.fill(windows, at(slot), room(slot), calls(place), vector);
    }

    /** How many bytes places and windows take. */
    long bytes() {
        return (long) Long.BYTES * index.length + windows.length;
    }

    private int room(int slot) {
        return Octet.get(rooms, slot) - 1;
    }

    private int bytes(int room) {
        return room == NO_ROOM ? 0 : sheet.bytes(room);
    }

    /** Where a slot begins. */
    private int at(int slot) {
        int at = 0;
        for (int before = 0; before < slot; before++) {
            at += bytes(room(before));
        }
        return at;
    }

    private void grow(int slot) {
        byte[] before = windows;
        int at = at(slot);
        int room = room(slot);
        resize(slot, room + 1);
        sheet.grow(before, at, room, windows, at);
    }

    /** Leaves all slots as they are but this one, which becomes empty and of another room. */
    private void resize(int slot, int room) {
        int at = at(slot);
        int end = at + bytes(room(slot));
        byte[] resized = new byte[at + bytes(room) + windows.length - end];
        System.arraycopy(windows, 0, resized, 0, at);
        System.arraycopy(windows, end, resized, at + bytes(room), windows.length - end);
        windows = resized;
        rooms = Octet.with(rooms, slot, room + 1);
    }
}
