package io.abatis.gate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many bans are taken for an accident: a model that does not fit, a proxy that hides its clients, a new release that breaks every page. Beyond this
 * nobody is banned any more for a while.
 *
 * @param perMinute the most new bans and limits within a minute, at least 1
 * @param share the largest share of the known clients that may be banned at once, in (0, 1]; null sets no bound
 * @param pause how long nobody is banned after that, more than nothing, at most 3,650 days
 */
public record BanCap(int perMinute, @Nullable Double share, Duration pause) {

    /** No bound that any test or small site reaches. */
    public static final BanCap NONE = new BanCap(Integer.MAX_VALUE, null, Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if a component is out of its range */
    public BanCap {
        if (perMinute < 1) {
            throw new IllegalArgumentException("bans.max-per-minute " + perMinute + " is less than 1");
        }
        if (share != null && !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("bans.max-share " + share + " is not in (0, 1]");
        }
        if (pause.isNegative() || pause.isZero() || pause.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new IllegalArgumentException("bans.pause " + pause + " is not in (0, 3650 days]");
        }
    }
}
