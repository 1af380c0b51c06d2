package io.abatis.ban;

import io.abatis.client.Ip;

/**
 * A client refused until a time.
 *
 * @param client who
 * @param sanction {@link Sanction#BAN} or {@link Sanction#LIMIT}
 * @param sinceMillis when it began, milliseconds since 1970-01-01T00:00Z
 * @param untilMillis when it ends, likewise
 * @param score the score that it was imposed for, 0 to 1
 * @param earlier how many of this sanction the client had before that are still remembered
 */
public record Ban(Ip client, Sanction sanction, long sinceMillis, long untilMillis, double score, int earlier) {

    /** Whether it still holds. */
    public boolean holds(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** The time until it ends, in milliseconds, at least 1. */
    public long millisLeft(long nowMillis) {
        return Math.max(1, untilMillis - nowMillis);
    }
}
