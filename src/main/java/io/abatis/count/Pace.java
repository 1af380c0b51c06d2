package io.abatis.count;

/** When the last calls were made. Immutable; the times are in the window's bytes. */
final class Pace {

    private static final long MINUTE = 60_000;
    private static final long SHORTEST = 1_000;

    private final Turn turns;
    private final int ring;

    Pace(Turn turns, Plan plan) {
        this.turns = turns;
        this.ring = plan.part(Long.BYTES * turns.longest());
    }

    void record(byte[] bytes, int at, int turn, long timeMillis) {
        Bytes.putLong(bytes, at + ring + Long.BYTES * turns.slot(turn), timeMillis);
    }

    /** Calls a minute over the last ones; a span of less than a second, or one that runs backwards, counts as a second. */
    int perMinute(byte[] bytes, int at, int turn, int lengthIndex) {
        int calls = turns.within(turn, lengthIndex);
        if (calls < 2) {
            return 0;
        }
        long span = time(bytes, at, turns.back(turn, 1)) - time(bytes, at, turns.back(turn, calls));
        return (int) ((calls - 1) * MINUTE / Math.max(SHORTEST, span));
    }

    private long time(byte[] bytes, int at, int slot) {
        return Bytes.longAt(bytes, at + ring + Long.BYTES * slot);
    }
}
