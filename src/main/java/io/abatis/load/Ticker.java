package io.abatis.load;

import java.util.concurrent.locks.LockSupport;

/** The time that a player goes by. */
interface Ticker {

    /** Nanoseconds since an arbitrary moment; only differences mean anything. */
    long nanos();

    /** Waits for about this many nanoseconds; may return earlier, and does if the thread is unparked. */
    void park(long nanos);

    /** The machine's own time. */
    enum Machine implements Ticker {
        INSTANCE;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
