package io.abatis.ban;

import io.abatis.client.Ip;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients that something was done to, in memory, bounded. When there is no place left, clients go first that were never banned, then those whose ban is
 * over, then those that are limited, then those whose ban would end soonest, and last those that an operator has cleared; but nobody goes for anybody to
 * whom less was done: who finds no place then is not remembered. Any thread may read; writers must exclude each other.
 */
final class Offenders {

    static final int IS_OVER = 1;
    static final int IS_LIMITED = 2;
    static final int IS_BANNED = 3;
    static final int IS_EXEMPT = 4;

    private final OffenderTable offenders;
    private final int capacity;
    private volatile Consumer<Ip> changed = client -> {};

    /** How many newcomers are turned away before the list is gone through for one again. */
    private int turnedAway;

    /**
     * @param capacity the most clients to remember, at least 1
     * @param secret keys the hash of addresses
     */
    Offenders(int capacity, long secret) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
        this.offenders = new OffenderTable(secret);
    }

    /** Has a listener told of every client about whom something else is remembered from now on; it must be quick, and not use this list. */
    void onChange(Consumer<Ip> listener) {
        changed = listener;
    }

    @Nullable
    Offender get(Ip client) {
        return offenders.get(client);
    }

    /** All of a moment, in no order; approximately while somebody writes. */
    List<Offender> all() {
        return offenders.all();
    }

    void put(Offender offender, long nowMillis) {
        boolean fits = offenders.size() < capacity || offenders.get(offender.client()) != null;
        if (fits || makesRoom(Math.max(IS_OVER, weight(offender, nowMillis)), nowMillis)) {
            offenders.put(offender);
            changed.accept(offender.client());
        }
    }

    void remove(Ip client) {
        if (offenders.remove(client)) {
            changed.accept(client);
        }
    }

    static int weight(Offender one, long nowMillis) {
        if (one.isExempt(nowMillis)) {
            return IS_EXEMPT;
        }
        Ban ban = one.ban();
        if (ban == null || !ban.holds(nowMillis)) {
            return one.bans() > 0 ? IS_OVER : 0;
        }
        return ban.sanction() == Sanction.BAN ? IS_BANNED : IS_LIMITED;
    }

    /**
     * A sixteenth at a time, so that a storm of newcomers does not go through the whole list for each; where less can be cleared, some of them are turned
     * away instead.
     */
    private boolean makesRoom(int most, long nowMillis) {
        if (most < IS_BANNED && turnedAway > 0) {
            turnedAway--;
            return false;
        }
        int wanted = offenders.size() - (capacity - capacity / 16 - 1);
        List<Offender> leaving = offenders.all().stream()
                .filter(one -> weight(one, nowMillis) <= most)
                .sorted(Comparator.<Offender>comparingInt(one -> weight(one, nowMillis))
                        .thenComparingLong(Offender::lastMillis)
                        .thenComparing(Offender::client))
                .limit(wanted)
                .toList();
        leaving.forEach(one -> remove(one.client()));
        turnedAway = wanted - leaving.size();
        return !leaving.isEmpty();
    }
}
