package io.abatis.ban;

import io.abatis.client.Ip;

/**
 * A client refused until a time.
 *
 * @param client who
 * @param untilMillis when it ends, milliseconds since 1970-01-01T00:00Z
 * @param score the score that it was imposed for, 0 to 1
 * @param earlier how many bans this client had before that are still remembered
 */
public record Ban(Ip client, long untilMillis, double score, int earlier) {

    /** Whether it still holds. */
    public boolean holds(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** The whole seconds until it ends, at least 1: what {@code Retry-After} takes. */
    public long secondsLeft(long nowMillis) {
        return Math.max(1, (untilMillis - nowMillis + 999) / 1_000);
    }
}
