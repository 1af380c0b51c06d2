package io.abatis.servlet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test moves it. Safe for all threads. */
final class SettableClock implements InstantSource {

    private static final long START_MILLIS = 1_700_000_000_000L;

    private final AtomicLong millis = new AtomicLong(START_MILLIS);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    /** Sets the time that has gone by since the clock was made. */
    void set(long sinceMillis) {
        millis.set(START_MILLIS + sinceMillis);
    }

    void advance(Duration time) {
        millis.addAndGet(time.toMillis());
    }
}
