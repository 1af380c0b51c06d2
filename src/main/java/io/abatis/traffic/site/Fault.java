package io.abatis.traffic.site;

import org.jspecify.annotations.Nullable;

/**
 * A time in which the site does not work.
 *
 * @param from its first millisecond
 * @param to the first millisecond after it
 * @param name the one call that does not work, or null for all
 * @param status what is answered instead
 * @param share of the calls that fail
 */
record Fault(long from, long to, @Nullable String name, int status, double share) {

    boolean strikes(String call, long time, Dice dice) {
        return time >= from && time < to && (name == null || name.equals(call)) && dice.chance(share);
    }
}
