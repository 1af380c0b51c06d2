package io.abatis.load;

import java.util.concurrent.locks.LockSupport;

/** The time that a player goes by. */
interface Ticker {

    /** Nanoseconds since an arbitrary moment; only differences mean anything. */
    long nanos();

    /** Waits until about this moment; may return earlier, and does if the thread is unparked. */
    void parkUntil(long nanos);

    /** The machine's own time. */
    enum Machine implements Ticker {
        INSTANCE;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void parkUntil(long nanos) {
            LockSupport.parkNanos(this, nanos - nanos());
        }
    }
}
