package io.abatis.gate;

import io.abatis.client.Ip;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which clients have been flagged of late without being refused, so that each is spoken of once in a while. Bounded; safe for all threads. */
final class Flags {

    static final int MOST = 10_000;

    private final Map<Ip, Long> untilMillis = new ConcurrentHashMap<>();

    /**
     * Flags a client.
     *
     * @param spanMillis how long this flag counts
     * @return whether none of it counted any more
     */
    boolean isFirst(Ip client, long nowMillis, long spanMillis) {
        Long until = untilMillis.get(client);
        if (until != null && nowMillis < until && until - nowMillis <= spanMillis) {
            return false;
        }
        return flag(client, nowMillis, spanMillis);
    }

    private synchronized boolean flag(Ip client, long nowMillis, long spanMillis) {
        if (untilMillis.size() >= MOST) {
            untilMillis.values().removeIf(until -> until <= nowMillis);
        }
        if (untilMillis.size() >= MOST) {
            untilMillis.clear(); // some will be spoken of twice
        }
        Long before = untilMillis.put(client, nowMillis + spanMillis);
        return before == null || nowMillis >= before || before - nowMillis > spanMillis;
    }
}
