package io.abatis.count;

/** When the last calls were made. Not safe for threads. */
final class ReferencePace {

    private static final long MINUTE = 60_000;
    private static final long SHORTEST = 1_000;

    private final long[] ring;
    private long total;

    ReferencePace(int longest) {
        this.ring = new long[longest];
    }

    void record(long timeMillis) {
        ring[(int) (total % ring.length)] = timeMillis;
        total++;
    }

    /** Calls a minute over the last ones; a span of less than a second, or one that runs backwards, counts as a second. */
    int perMinute(int length) {
        long calls = Math.min(length, total);
        if (calls < 2) {
            return 0;
        }
        long span = ring[(int) ((total - 1) % ring.length)] - ring[(int) ((total - calls) % ring.length)];
        return (int) ((calls - 1) * MINUTE / Math.max(SHORTEST, span));
    }
}
