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
 * never banned, then those whose ban is over, then those that are limited, then those whose ban would end soonest; but no ban in force goes for anything
 * milder than a ban, and no limit in force for a held call: what finds no place then is not remembered.
 */
public final class BanList {

    private static final long RECOUNT_MILLIS = 1_000;
    private static final long PARDON_MILLIS = 60_000;

    private static final int IS_OVER = 1;
    private static final int IS_LIMITED = 2;
    private static final int IS_BANNED = 3;

    private final Map<Ip, Offender> offenders = new ConcurrentHashMap<>();
    private final int capacity;
    private final RandomGenerator random;
    private Held held = new Held(0, 0);
    private boolean isCounted;
    private long countedMillis;

    /** How many newcomers are turned away before the list is gone through for one again. */
    private int turnedAway;

    /**
     * How many clients are refused at a moment.
     *
     * @param bans by a ban
     * @param limits by a limit
     */
    public record Held(int bans, int limits) {}

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
        long until = nowMillis > Long.MAX_VALUE - millis ? Long.MAX_VALUE : nowMillis + millis;
        Ban ban = new Ban(past.client(), sanction, nowMillis, until, score, earlier);
        put(past.with(ban, nowMillis - PARDON_MILLIS), nowMillis);
        held = sanction == Sanction.BAN ? new Held(held.bans + 1, held.limits) : new Held(held.bans, held.limits + 1);
        return ban;
    }

    private void put(Offender offender, long nowMillis) {
        boolean fits = offenders.size() < capacity || offenders.containsKey(offender.client());
        if (fits || makesRoom(Math.max(IS_OVER, weight(offender, nowMillis)), nowMillis)) {
            offenders.put(offender.client(), offender);
        }
    }

    private static int weight(Offender one, long nowMillis) {
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
        List<Offender> leaving = offenders.values().stream()
                .filter(one -> weight(one, nowMillis) <= most)
                .sorted(Comparator.<Offender>comparingInt(one -> weight(one, nowMillis))
                        .thenComparingLong(Offender::lastMillis)
                        .thenComparing(Offender::client))
                .limit(wanted)
                .toList();
        leaving.forEach(one -> offenders.remove(one.client()));
        turnedAway = wanted - leaving.size();
        return !leaving.isEmpty();
    }

    /** How many bans and limits hold now; counted anew once a second of calls, so that those that have ended may be a second late. */
    public synchronized Held held(long nowMillis) {
        if (!isCounted || Math.abs(nowMillis - countedMillis) >= RECOUNT_MILLIS) {
            int[] counts = new int[IS_BANNED + 1];
            offenders.values().forEach(one -> counts[weight(one, nowMillis)]++);
            held = new Held(counts[IS_BANNED], counts[IS_LIMITED]);
            countedMillis = nowMillis;
            isCounted = true;
        }
        return held;
    }

    /**
     * Takes back the bans and limits that began at this time or later, as if they had never been, and with them their steps on the ladder. Of what came
     * before a client's last one, the minute before that is remembered.
     *
     * @return how many clients were pardoned
     */
    public synchronized int pardonSince(long sinceMillis) {
        List<Offender> guilty = offenders.values().stream()
                .filter(one -> one.ban() != null && one.ban().sinceMillis() >= sinceMillis)
                .toList();
        for (Offender one : guilty) {
            Offender pardoned = one.pardoned(sinceMillis);
            if (pardoned.isBlank()) {
                offenders.remove(one.client());
            } else {
                offenders.put(one.client(), pardoned);
            }
        }
        isCounted = false;
        return guilty.size();
    }

    /** Forgets all about a client; its ban is lifted. */
    public synchronized void remove(Ip client) {
        offenders.remove(client);
        isCounted = false;
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
