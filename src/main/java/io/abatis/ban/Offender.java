package io.abatis.ban;

import io.abatis.client.Ip;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a client that something was done to.
 *
 * @param client who
 * @param delays how many of its calls were held
 * @param limits how often it was limited
 * @param bans how often it was banned
 * @param lastMillis when the last of these ended, or will end, milliseconds since 1970-01-01T00:00Z
 * @param ban the last ban or limit, whether or not it still holds; null if there was none
 */
public record Offender(
        Ip client,
        int delays,
        int limits,
        int bans,
        long lastMillis,
        @Nullable Ban ban) {

    static Offender unknown(Ip client, long nowMillis) {
        return new Offender(client, 0, 0, 0, nowMillis, null);
    }

    /** The same client after it has been left in peace until now: a step back for each while, and the lesser sanctions are forgotten with the first. */
    Offender after(Duration forget, long nowMillis) {
        long steps = (nowMillis - lastMillis) / forget.toMillis();
        return steps < 1 ? this : new Offender(client, 0, 0, (int) Math.max(0, bans - steps), lastMillis, ban);
    }

    Offender delayed(long nowMillis) {
        return new Offender(client, delays + 1, limits, bans, Math.max(lastMillis, nowMillis), ban);
    }

    Offender with(Ban next) {
        boolean limit = next.sanction() == Sanction.LIMIT;
        return new Offender(
                client, delays, limit ? limits + 1 : limits, limit ? bans : bans + 1, next.untilMillis(), next);
    }

    /** As if the last ban had not been. */
    Offender pardoned() {
        boolean limit = ban == null || ban.sanction() == Sanction.LIMIT;
        long last = ban == null ? lastMillis : ban.sinceMillis();
        return new Offender(
                client, delays, Math.max(0, limit ? limits - 1 : limits), limit ? bans : bans - 1, last, null);
    }

    boolean isBanned(long nowMillis) {
        return ban != null && ban.holds(nowMillis);
    }
}
