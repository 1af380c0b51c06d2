package io.abatis.load;

import java.time.Duration;

/**
 * What bounds a player.
 *
 * @param inFlight how many calls may be on their way at once; those above wait, and their latency runs
 * @param timeout how long one call may take; also how long after its end a run may still send what is overdue
 */
record Limits(int inFlight, Duration timeout) {

    static final Limits DEFAULT = new Limits(256, Duration.ofSeconds(10));

    Limits {
        if (inFlight < 1) {
            throw new IllegalArgumentException("at least one call must be allowed in flight, not " + inFlight);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be above zero, not " + timeout);
        }
    }
}
