package io.abatis.ban;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The bans in force and what came before them, in memory, bounded. Looking a client up takes no lock. When the list is full, clients go first that were
 * never banned, then those whose ban is over, then those whose ban would end soonest.
 */
public final class BanList {

    private static final long RECOUNT_MILLIS = 1_000;

    private final Map<Ip, Offender> offenders = new ConcurrentHashMap<>();
    private final int capacity;
    private final RandomGenerator random;
    private int holding;
    private long countedMillis;

    /**
     * @param capacity the most clients to remember, at least 1
     * @param random lengthens and shortens bans a little; used by one thread at a time
     */
    public BanList(int capacity, RandomGenerator random) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
        this.random = random;
    }

    /** The ban or limit that holds for a client now, or null. */
    public @Nullable Ban find(Ip client, long nowMillis) {
        Offender offender = offenders.get(client);
        return offender != null && offender.isBanned(nowMillis) ? offender.ban() : null;
    }

    /**
     * What is remembered of a client; what is long past counts less.
     *
     * @param forget see {@link BanLadder}
     */
    public Offender past(Ip client, Duration forget, long nowMillis) {
        Offender offender = offenders.get(client);
        return offender == null ? Offender.unknown(client, nowMillis) : offender.after(forget, nowMillis);
    }

    /** Notes that a client's call was held. */
    public synchronized void delay(Ip client, Duration forget, long nowMillis) {
        put(past(client, forget, nowMillis).delayed(nowMillis), nowMillis);
    }

    /**
     * Refuses a client for a short while; a ban or limit that holds already stays as it is.
     *
     * @param time for how long
     * @param score the score it is imposed for
     */
    public synchronized Ban limit(Ip client, Duration time, Duration forget, long nowMillis, double score) {
        Offender past = past(client, forget, nowMillis);
        return impose(past, Sanction.LIMIT, past.limits(), time.toMillis(), nowMillis, score);
    }

    /** Bans a client, for longer each time; a ban or limit that holds already stays as it is. */
    public synchronized Ban ban(Ip client, BanLadder ladder, long nowMillis, double score) {
        Offender past = past(client, ladder.forget(), nowMillis);
        long millis = ladder.millis(past.bans(), random.nextDouble());
        return impose(past, Sanction.BAN, past.bans(), millis, nowMillis, score);
    }

    private Ban impose(Offender past, Sanction sanction, int earlier, long millis, long nowMillis, double score) {
        if (past.ban() != null && past.isBanned(nowMillis)) {
            return past.ban(); // calls that came in together are one offence
        }
        Ban ban = new Ban(past.client(), sanction, nowMillis, nowMillis + millis, score, earlier);
        put(past.with(ban), nowMillis);
        holding++;
        return ban;
    }

    private void put(Offender offender, long nowMillis) {
        if (offenders.size() >= capacity && !offenders.containsKey(offender.client())) {
            makeRoom(nowMillis);
        }
        offenders.put(offender.client(), offender);
    }

    /** A sixteenth at a time, so that a storm of bans does not go through the whole list for each. */
    private void makeRoom(long nowMillis) {
        offenders.values().stream()
                .sorted(Comparator.<Offender>comparingInt(one -> one.isBanned(nowMillis) ? 2 : one.bans() > 0 ? 1 : 0)
                        .thenComparingLong(Offender::lastMillis)
                        .thenComparing(Offender::client))
                .limit(offenders.size() - (capacity - capacity / 16 - 1))
                .forEach(one -> offenders.remove(one.client()));
    }

    /** How many bans and limits hold now; counted anew once a second of calls. */
    public synchronized int holding(long nowMillis) {
        if (Math.abs(nowMillis - countedMillis) >= RECOUNT_MILLIS) {
            holding = (int) offenders.values().stream()
                    .filter(one -> one.isBanned(nowMillis))
                    .count();
            countedMillis = nowMillis;
        }
        return holding;
    }

    /**
     * Takes back the bans and limits that began at this time or later, as if they had never been.
     *
     * @return how many
     */
    public synchronized int pardonSince(long sinceMillis) {
        List<Offender> pardoned = offenders.values().stream()
                .filter(one -> one.ban() != null && one.ban().sinceMillis() >= sinceMillis)
                .toList();
        pardoned.forEach(one -> offenders.put(one.client(), one.pardoned()));
        holding = Math.max(0, holding - pardoned.size());
        return pardoned.size();
    }

    /** Forgets all about a client; its ban is lifted. */
    public synchronized void remove(Ip client) {
        offenders.remove(client);
    }

    /** The bans and limits that hold now, the one that ends last first. */
    public List<Ban> current(long nowMillis) {
        return offenders.values().stream()
                .filter(one -> one.isBanned(nowMillis))
                .map(one -> Objects.requireNonNull(one.ban()))
                .sorted(Comparator.comparingLong(Ban::untilMillis).reversed().thenComparing(Ban::client))
                .toList();
    }
}
