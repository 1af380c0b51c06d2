package io.abatis.gate;

import java.time.Duration;

/**
 * One of the sanctions milder than a ban.
 *
 * @param threshold the score from which on it is due, in (0, 1)
 * @param time how long a call is held, or a client limited, 1 ms to a day
 * @param times how often it is tried on a client before the next harder sanction is due, 0 or more
 */
public record Grade(double threshold, Duration time, int times) {

    /** @throws IllegalArgumentException if a component is out of its range */
    public Grade {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not in (0, 1)");
        }
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("time " + time + " is not in 1 ms to a day");
        }
        if (times < 0) {
            throw new IllegalArgumentException("times " + times + " is negative");
        }
    }
}
