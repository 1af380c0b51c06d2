package io.abatis.bench;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's clock, running faster. A benchmark makes a day's calls in seconds: without this, every client would seem to call a hundred times as fast as people do,
 * and be judged for that. It costs what the machine's own clock costs, and some arithmetic. Safe for all threads.
 */
final class ScaledClock implements InstantSource {

    /** About how many calls a second a benchmark makes, and how long the clients of one should seem to wait between two calls. */
    private static final int CALLS_A_SECOND = 1_000_000;

    private static final int SECONDS_BETWEEN_CALLS = 10;

    private final long start = System.currentTimeMillis();
    private final long factor;

    ScaledClock(int clients) {
        this.factor = Math.max(1, (long) CALLS_A_SECOND * SECONDS_BETWEEN_CALLS / clients);
    }

    @Override
    public long millis() {
        return start + (System.currentTimeMillis() - start) * factor;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
