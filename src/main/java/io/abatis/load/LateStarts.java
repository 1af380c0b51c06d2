package io.abatis.load;

import java.time.Duration;

/**
 * Calls that were sent later than planned, because too many others were under way or this machine was busy. Their latency counts from the
 * planned time all the same.
 *
 * @param count how many were sent more than {@link #TOLERANCE} late
 * @param longest how late the latest was sent
 */
public record LateStarts(long count, Duration longest) {

    /** What is not called late. */
    public static final Duration TOLERANCE = Duration.ofMillis(10);
}
