package io.abatis.training;

import java.util.Arrays;

/**
 * The rule of Jetty's {@code DoSFilter} at its defaults: a client is held up if it calls more than 25 times within one second. Scores 1 for a call that
 * the rule holds up, and 0 for all others. A model of the rule, not the class itself.
 */
final class RequestRate implements Detector {

    /** Calls a second at which Jetty's filter begins. */
    static final int DEFAULT_PER_SECOND = 25;

    private static final long SECOND_MILLIS = 1_000;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long gapMillis;
    private final long[] latest = new long[DEFAULT_PER_SECOND];
    private int calls;

    /** @param gapMillis the time from one call to the next */
    RequestRate(long gapMillis) {
        this.gapMillis = gapMillis;
        Arrays.fill(latest, NEVER);
    }

    @Override
    public double next(int call) {
        long now = calls * gapMillis;
        int slot = calls++ % latest.length;
        long before = latest[slot]; // the call that is 25 calls older
        latest[slot] = now;
        return now - before < SECOND_MILLIS ? 1 : 0;
    }
}
