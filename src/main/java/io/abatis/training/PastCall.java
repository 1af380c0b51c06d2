package io.abatis.training;

import io.abatis.call.Outcome;
import io.abatis.count.Sighting;

/**
 * A call of a history, with all that windows keep of it.
 *
 * @param name its name
 * @param sighting what else was known of it when it was made
 * @param outcome how it was answered
 * @param gapMillis the time since the client's call before, 0 for its first; negative where the log goes back
 */
record PastCall(String name, Sighting sighting, Outcome outcome, long gapMillis) {

    private static final long SECOND = 1_000;

    /** A call of which nothing but the name is known, a second after the one before. */
    static PastCall named(String name) {
        return new PastCall(name, Sighting.NONE, Outcome.UNKNOWN, SECOND);
    }
}
