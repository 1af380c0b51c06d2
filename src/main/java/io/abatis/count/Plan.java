package io.abatis.count;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where the parts of a window lie in its bytes, for each size that the window may have. First comes what is as large in any room, then one part after the
 * other, each with room for so many calls. Made once for a shape; not safe for threads while parts are still added, immutable after that.
 */
final class Plan {
    /*
     * Most clients make a few calls and are never seen again, so a window begins with room for a few and is moved to a room of twice the size when that
     * is full. Nothing has fallen out of a window that still grows, so a part's bytes are just copied to where the part begins in the larger room.
     */

    /** The calls that fit in the first room. */
    static final int FIRST_ROOM = 8;

    private final int[] calls;
    private final int fixedBytes;
    private final List<int[]> starts = new ArrayList<>();
    private int[] ends;

    /**
     * @param longest the calls that fit in the last room
     * @param fixedBytes the bytes that a window takes beside its parts
     */
    Plan(int longest, int fixedBytes) {
        int rooms = 1;
        while (FIRST_ROOM << (rooms - 1) < longest) {
            rooms++;
        }
        this.calls = new int[rooms];
        this.ends = new int[rooms];
        this.fixedBytes = fixedBytes;
        for (int room = 0; room < rooms; room++) {
            calls[room] = Math.min(longest, FIRST_ROOM << room);
            ends[room] = fixedBytes;
        }
    }

    /**
     * Adds a part.
     *
     * @param bytesOfCalls the bytes that it takes with room for so many calls
     * @return for each room where it begins
     */
    int[] part(IntUnaryOperator bytesOfCalls) {
        int[] start = ends;
        starts.add(start);
        ends = new int[calls.length];
        for (int room = 0; room < calls.length; room++) {
            ends[room] = start[room] + bytesOfCalls.applyAsInt(calls[room]);
        }
        return start;
    }

    /** How many rooms there are, from the smallest, 0, to the largest. */
    int rooms() {
        return calls.length;
    }

    /** How many calls fit in a room. */
    int calls(int room) {
        return calls[room];
    }

    /** How many bytes a window takes in a room. */
    int bytes(int room) {
        return ends[room];
    }

    /**
     * Copies a window to the next larger room.
     *
     * @param from its bytes
     * @param fromAt where they begin
     * @param room the room that it is in
     * @param to the bytes of the larger room, all zero
     * @param toAt where they begin
     */
    void grow(byte[] from, int fromAt, int room, byte[] to, int toAt) {
        System.arraycopy(from, fromAt, to, toAt, fixedBytes);
        for (int part = 0; part < starts.size(); part++) {
            int[] start = starts.get(part);
            int end = part + 1 < starts.size() ? starts.get(part + 1)[room] : ends[room];
            System.arraycopy(from, fromAt + start[room], to, toAt + start[room + 1], end - start[room]);
        }
    }
}
