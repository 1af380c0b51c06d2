package io.abatis.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test moves it. Safe for all threads. */
final class SettableClock implements InstantSource {

    static final Instant START = Instant.parse("2031-05-14T12:00:00Z");

    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    void advance(Duration time) {
        millis.addAndGet(time.toMillis());
    }
}
