package io.abatis.load;

import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when somebody waits for it, or when the test says so. */
final class FakeTicker implements Ticker {

    private static final long START = -5_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(START);

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void parkUntil(long until) {
        nanos.accumulateAndGet(until, Math::max);
    }

    /** Lets time pass until this long after the start, unless it is later already. */
    void passMillis(long millis) {
        parkUntil(START + millis * 1_000_000);
    }
}
