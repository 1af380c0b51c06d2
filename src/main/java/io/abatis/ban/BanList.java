package io.abatis.ban;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The bans in force and what came before them, and whom an operator has cleared, in memory, bounded: when the list is full, those go first to whom least
 * was done. Looking a client up takes no lock. Safe for all threads.
 */
public final class BanList {

    private static final long RECOUNT_MILLIS = 1_000;
    private static final long PARDON_MILLIS = 60_000;
    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    private final Offenders offenders;
    private final RandomGenerator random;
    private Held held = new Held(0, 0);
    private boolean isCounted;
    private long countedMillis;

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
     * @param secret keys the hash of addresses; take it from a secure random source
     */
    public BanList(int capacity, RandomGenerator random, long secret) {
        this.offenders = new Offenders(capacity, secret);
        this.random = random;
    }

    /** What is known of a client as it was noted last; null if nothing is. */
    public @Nullable Offender of(Ip client) {
        return offenders.get(client);
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
        offenders.put(past(client, forget, nowMillis).delayed(nowMillis), nowMillis);
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
        Ban ban = new Ban(past.client(), sanction, nowMillis, Ban.sum(nowMillis, millis), score, earlier);
        offenders.put(past.with(ban, Ban.sum(nowMillis, -PARDON_MILLIS)), nowMillis);
        held = sanction == Sanction.BAN ? new Held(held.bans + 1, held.limits) : new Held(held.bans, held.limits + 1);
        return ban;
    }

    /** How many bans and limits hold now; counted anew once a second of calls, so that those that have ended may be a second late. */
    public synchronized Held held(long nowMillis) {
        long least = Ban.sum(countedMillis, -RECOUNT_MILLIS);
        long most = Ban.sum(countedMillis, RECOUNT_MILLIS);
        if (!isCounted || nowMillis <= least || nowMillis >= most) {
            int[] counts = new int[Offenders.IS_EXEMPT + 1];
            offenders.all().forEach(one -> counts[Offenders.weight(one, nowMillis)]++);
            held = new Held(counts[Offenders.IS_BANNED], counts[Offenders.IS_LIMITED]);
            countedMillis = nowMillis;
            isCounted = true;
        }
        return held;
    }

    /**
     * Takes back the bans and limits that began at this time or later, as if they had never been, and with them their steps on the ladder; but not what an
     * operator has imposed. Of what came before a client's last one, the minute before that is remembered.
     *
     * @return how many clients were pardoned
     */
    public synchronized int pardonSince(long sinceMillis) {
        List<Offender> guilty = offenders.all().stream()
                .filter(one -> one.isPardoned(sinceMillis))
                .toList();
        for (Offender one : guilty) {
            Offender pardoned = one.pardoned(sinceMillis);
            if (pardoned.isBlank()) {
                offenders.remove(one.client());
            } else {
                offenders.put(pardoned, sinceMillis);
            }
        }
        isCounted = false;
        return guilty.size();
    }

    /**
     * Bans a client by hand. A ban that holds already gets another end; a limit or exemption gives way.
     *
     * @param time from now on, at least a millisecond; for good, if it is longer than times can be
     */
    public synchronized Ban banByHand(Ip client, Duration time, Duration forget, long nowMillis) {
        long until = Ban.sum(nowMillis, time.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : time.toMillis());
        Offender past = past(client, forget, nowMillis).exempt(null);
        Ban present = past.inForce(nowMillis);
        Offender next = present != null && present.sanction() == Sanction.BAN
                ? past.until(until)
                : past.with(
                        new Ban(client, Sanction.BAN, nowMillis, until, 0, past.bans(), Origin.OPERATOR),
                        Ban.sum(nowMillis, -PARDON_MILLIS));
        offenders.put(next, nowMillis);
        isCounted = false;
        return Objects.requireNonNull(next.ban());
    }

    /**
     * Clears a client for a while or for good: its ban or limit is lifted, and its history forgotten.
     *
     * @return the ban or limit that held; null if none did
     */
    public synchronized @Nullable Ban clear(Ip client, Exemption exemption, long nowMillis) {
        Ban lifted = find(client, nowMillis);
        offenders.remove(client);
        if (exemption.holds(nowMillis)) {
            offenders.put(Offender.unknown(client, nowMillis).exempt(exemption), nowMillis);
        }
        isCounted = false;
        return lifted;
    }

    /**
     * Ends an exemption.
     *
     * @return the one that held; null if none did
     */
    public synchronized @Nullable Exemption endExemption(Ip client, long nowMillis) {
        Offender known = offenders.get(client);
        if (known == null || !known.isExempt(nowMillis)) {
            return null;
        }
        Offender rest = known.exempt(null);
        if (rest.isBlank()) {
            offenders.remove(client);
        } else {
            offenders.put(rest, nowMillis);
        }
        isCounted = false;
        return known.exempt();
    }

    /** The clients that are cleared now, by address. */
    public List<Offender> exempt(long nowMillis) {
        return offenders.all().stream()
                .filter(one -> one.isExempt(nowMillis))
                .sorted(Comparator.comparing(Offender::client))
                .toList();
    }

    /** The bans and limits that hold now, the one that ends last first. */
    public List<Ban> current(long nowMillis) {
        return offenders.all().stream()
                .filter(one -> one.isBanned(nowMillis))
                .map(one -> Objects.requireNonNull(one.ban()))
                .sorted(Comparator.comparingLong(Ban::untilMillis).reversed().thenComparing(Ban::client))
                .toList();
    }

    /** The bans and limits that ended after one time and up to another, the earliest first. */
    public List<Ban> ended(long afterMillis, long untilMillis) {
        return offenders.all().stream()
                .map(Offender::ban)
                .filter(Objects::nonNull)
                .filter(ban -> ban.untilMillis() > afterMillis && ban.untilMillis() <= untilMillis)
                .sorted(Comparator.comparingLong(Ban::untilMillis).thenComparing(Ban::client))
                .toList();
    }

    /** All that is remembered, in no order; what others change meanwhile may be in it or not. */
    public List<Offender> all() {
        return offenders.all();
    }

    /**
     * Remembers what was known before a restart. What began in the future, by a clock that was ahead, begins now. Of whom something is known already, that
     * is newer and stays.
     *
     * @param known as {@link #all} gave it
     */
    public synchronized void restore(Collection<Offender> known, Duration forget, long nowMillis) {
        for (Offender one : known) {
            Offender rebased = one.notAheadOf(nowMillis).after(forget, nowMillis);
            if (!rebased.isPast(nowMillis) && offenders.get(one.client()) == null) {
                offenders.put(rebased, nowMillis);
            }
        }
        isCounted = false;
    }

    /** Follows a clock that was set: what has still so long to go has as long to go after it. */
    public synchronized void shift(long millis, long nowMillis) {
        for (Offender one : offenders.all()) {
            offenders.put(one.shifted(millis), nowMillis);
        }
        isCounted = false;
    }

    /**
     * Has somebody told of changes.
     *
     * @param listener is told, by whichever thread changes it, of every client about whom something else is remembered from now on; must be quick and not fail
     */
    public void onChange(Consumer<Ip> listener) {
        offenders.onChange(listener);
    }
}
