package io.abatis.count;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.Arrays;

/**
 * One set of a {@link ClientTable}: up to {@value #WAYS} places for clients, and their windows. Not safe for threads: whoever uses a set holds its lock.
 */
final class ClientSet {
    /*
     * An index of four longs a place, all that finding and eviction need, so that they touch no window; and the windows side by side in one array, each
     * in a slot as large as its room. A place names its slot, so clients change places without a window being moved. Places and slots come as clients
     * come. Three objects for eight clients, 9 bytes a client: with an object each for window, counts and rings it was 15 to 20 objects for each client.
     *
     * A larger room takes a new array for the windows of all eight. That comes to three copies of a few kilobytes in the first 64 calls of a client, and
     * then never again; in return memory follows who is there without free lists, which all sets would have to share.
     */

    static final int WAYS = 8;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int LAST = 2;
    private static final int CALLS = 3;
    private static final int WORDS = 4;

    /** The last word of a place is the calls of the client, 0 if the place is free, and below them the slot. */
    private static final int SLOT_BITS = 3;

    private static final int SLOT_MASK = WAYS - 1;

    /** Shorter than this no flood should last: 10,000,000 addresses of three calls each take 50 minutes at 10,000 calls a second. */
    private static final long IDLE_HALF_LIFE_MILLIS = 60 * 60 * 1_000L;

    private static final long[] NO_PLACES = {};
    private static final byte[] NO_WINDOWS = {};

    private final Sheet sheet;

    /** Package-private for tests: nobody calls 2^31 times there. */
    long[] index = NO_PLACES;

    private byte[] windows = NO_WINDOWS;

    /** For each slot a byte: its room plus 1, or 0 if it has none. */
    private long rooms;

    ClientSet(Sheet sheet) {
        this.sheet = sheet;
    }

    private int places() {
        return index.length / WORDS;
    }

    /** Whether nobody has a place. */
    boolean isFree(int place) {
        return place >= places() || calls(place) == 0;
    }

    /** How many calls of the client in a place have been counted. */
    long calls(int place) {
        return index[WORDS * place + CALLS] >>> SLOT_BITS;
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
    int find(Ip client) {
        for (int word = 0; word < index.length; word += WORDS) {
            if (index[word + LOW] == client.low()
                    && index[word + HIGH] == client.high()
                    && index[word + CALLS] >>> SLOT_BITS != 0) {
                return word / WORDS;
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
    }

    /** Gives a place to a client, with an empty window. Until its first call is recorded the place counts as free. */
    void take(int place, Ip client, long nowMillis) {
        if (place == places()) {
            long[] more = new long[index.length + WORDS];
            System.arraycopy(index, 0, more, 0, index.length);
            more[WORDS * place + CALLS] = place;
            index = more;
        }
        int slot = slot(place);
        if (room(slot) == 0) {
            int at = at(slot);
            Arrays.fill(windows, at, at + sheet.bytes(0), (byte) 0);
        } else {
            windows = resized(slot, 0);
        }
        index[WORDS * place + HIGH] = client.high();
        index[WORDS * place + LOW] = client.low();
        index[WORDS * place + LAST] = nowMillis;
        index[WORDS * place + CALLS] = slot;
    }

    /** Empties a place, and its slot. */
    void release(int place) {
        int slot = slot(place);
        windows = resized(slot, -1);
        index[WORDS * place + CALLS] = slot;
    }

    /** The client in a place calls: the latest time stays. */
    void touch(int place, long nowMillis) {
        index[WORDS * place + LAST] = Math.max(lastMillis(place), nowMillis);
    }

    /** Records a call of the client in a place, see {@link Window#record}. */
    void record(int place, int kind, int sighting, long timeMillis) {
        int slot = slot(place);
        int at = at(slot);
        if (sheet.isFullForCall(windows, at, room(slot), kind)) {
            grow(slot);
        }
        sheet.record(windows, at, room(slot), kind, sighting, timeMillis);
        index[WORDS * place + CALLS] += 1L << SLOT_BITS;
    }

    /** Records an answer to the client in a place, see {@link Window#answer}. */
    void answer(int place, Outcome outcome, int sighting) {
        if (!sheet.keeps(outcome)) {
            return;
        }
        int slot = slot(place);
        int at = at(slot);
        if (sheet.isFullForAnswer(windows, at, room(slot))) {
            grow(slot);
        }
        sheet.answer(windows, at, room(slot), outcome, sighting);
    }

    /** Reads the window of the client in a place. */
    void fill(int place, Readout readout, double[] vector) {
        int slot = slot(place);
        readout.fill(windows, at(slot), room(slot), calls(place), vector);
    }

    private int slot(int place) {
        return (int) index[WORDS * place + CALLS] & SLOT_MASK;
    }

    /** The room of a slot; negative if it has none. */
    private int room(int slot) {
        return (int) (rooms >>> Byte.SIZE * slot & 0xff) - 1;
    }

    private int bytes(int room) {
        return room < 0 ? 0 : sheet.bytes(room);
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
        windows = resized(slot, room + 1);
        sheet.grow(before, at, room, windows, at);
    }

    /** How many bytes places and windows take. */
    long bytes() {
        return (long) Long.BYTES * index.length + windows.length;
    }

    /** The windows with all slots as they are, but this one empty and of another room. */
    private byte[] resized(int slot, int room) {
        int at = at(slot);
        int end = at + bytes(room(slot));
        byte[] resized = new byte[at + bytes(room) + windows.length - end];
        System.arraycopy(windows, 0, resized, 0, at);
        System.arraycopy(windows, end, resized, at + bytes(room), windows.length - end);
        rooms = rooms & ~(0xffL << Byte.SIZE * slot) | (long) (room + 1) << Byte.SIZE * slot;
        return resized;
    }
}
