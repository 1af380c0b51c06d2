package io.abatis.ban;

import io.abatis.client.Ip;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bans in force, in memory, bounded. Looking a client up takes no lock. When the list is full, expired bans go first, then those that would
 * end soonest.
 */
public final class BanList {

    private final Map<Ip, Ban> bans = new ConcurrentHashMap<>();
    private final int capacity;

    /** @param capacity the most bans to hold, at least 1 */
    public BanList(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
    }

    /** The ban that holds for a client now, or null. */
    public @Nullable Ban find(Ip client, long nowMillis) {
        Ban ban = bans.get(client);
        return ban != null && ban.holds(nowMillis) ? ban : null;
    }

    /**
     * Bans a client; a ban that holds already stays as it is.
     *
     * @param untilMillis when the ban ends
     * @param score the score it is imposed for
     */
    public synchronized Ban add(Ip client, long nowMillis, long untilMillis, double score) {
        Ban before = bans.get(client);
        if (before != null && before.holds(nowMillis)) {
            return before; // calls that came in together are one offence
        }
        Ban ban = new Ban(client, untilMillis, score, before == null ? 0 : before.earlier() + 1);
        if (before == null && bans.size() >= capacity) {
            makeRoom(nowMillis);
        }
        bans.put(client, ban);
        return ban;
    }

    private void makeRoom(long nowMillis) {
        bans.values().removeIf(ban -> !ban.holds(nowMillis));
        // A sixteenth at a time, so that a storm of bans does not go through the whole list for each.
        int surplus = bans.size() - (capacity - capacity / 16 - 1);
        if (surplus > 0) {
            bans.values().stream()
                    .sorted(Comparator.comparingLong(Ban::untilMillis))
                    .limit(surplus)
                    .forEach(ban -> bans.remove(ban.client()));
        }
    }

    /** Lifts a client's ban. */
    public synchronized void remove(Ip client) {
        bans.remove(client);
    }

    /** The bans that hold now, the one that ends last first. */
    public List<Ban> current(long nowMillis) {
        return bans.values().stream()
                .filter(ban -> ban.holds(nowMillis))
                .sorted(Comparator.comparingLong(Ban::untilMillis).reversed().thenComparing(Ban::client))
                .toList();
    }
}
