package io.abatis.ban;

import io.abatis.client.Ip;

/**
 * A client refused until a time.
 *
 * @param client who
 * @param sanction {@link Sanction#BAN} or {@link Sanction#LIMIT}
 * @param sinceMillis when it began, milliseconds since 1970-01-01T00:00Z
 * @param untilMillis when it ends, likewise
 * @param score the score that it was imposed for, 0 to 1; 0 for one imposed by hand
 * @param earlier how many of this sanction the client had before that are still remembered
 * @param origin who imposed it
 */
public record Ban(
        Ip client, Sanction sanction, long sinceMillis, long untilMillis, double score, int earlier, Origin origin) {

    /** One that the gate imposes. */
    public Ban(Ip client, Sanction sanction, long sinceMillis, long untilMillis, double score, int earlier) {
        this(client, sanction, sinceMillis, untilMillis, score, earlier, Origin.BEHAVIOUR);
    }

    /** Whether it still holds. */
    public boolean holds(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** The time until it ends, in milliseconds, at least 1. */
    public long millisLeft(long nowMillis) {
        return Math.max(1, untilMillis - nowMillis);
    }

    /** The same with another end that an operator has set, who answers for it from now on. */
    Ban until(long millis) {
        return new Ban(client, sanction, Math.min(sinceMillis, millis), millis, score, earlier, Origin.OPERATOR);
    }

    /** The same at another time, as if the clock had been wrong by so much; what never ends does not then either. */
    Ban shifted(long millis) {
        long until = untilMillis == Long.MAX_VALUE ? untilMillis : sum(untilMillis, millis);
        return new Ban(client, sanction, sum(sinceMillis, millis), until, score, earlier, origin);
    }

    /** A sum that ends where the numbers do. */
    static long sum(long one, long other) {
        long sum = one + other;
        boolean overflows = ((one ^ sum) & (other ^ sum)) < 0;
        return !overflows ? sum : one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
