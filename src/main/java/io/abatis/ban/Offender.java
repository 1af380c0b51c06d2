package io.abatis.ban;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a client that something was done to.
 *
 * @param client who
 * @param delays how many of its calls were held
 * @param limits how often it was limited
 * @param bans how often it was banned
 * @param heldMillis when the last call was held, or when it was first heard of, milliseconds since 1970-01-01T00:00Z
 * @param freeMillis from when on its time without a ban is counted, likewise: the end of the last ban, or when the last step was taken back
 * @param ban the last ban or limit, whether or not it still holds; null if there was none
 * @param before what was remembered before that ban or limit; null if there was none, or it began so long ago that it is not taken back any more
 * @param exempt the last exemption, whether or not it still holds; null if there was none
 */
public record Offender(
        Ip client,
        int delays,
        int limits,
        int bans,
        long heldMillis,
        long freeMillis,
        @Nullable Ban ban,
        @Nullable Offender before,
        @Nullable Exemption exempt) {

    static Offender unknown(Ip client, long nowMillis) {
        return new Offender(client, 0, 0, 0, nowMillis, nowMillis, null, null, null);
    }

    /** The same client now: a step of the ladder is taken back for each while without a ban, and what is milder is forgotten after one while in peace. */
    Offender after(Duration forget, long nowMillis) {
        long span = forget.toMillis();
        long steps = Math.min(bans, elapsed(freeMillis, nowMillis) / span);
        boolean peace = elapsed(lastMillis(), nowMillis) >= span;
        return new Offender(
                client,
                peace ? 0 : delays,
                peace ? 0 : limits,
                bans - (int) steps,
                heldMillis,
                freeMillis + steps * span,
                ban,
                before,
                exempt);
    }

    /** When the last that was done to it ended, or will end. */
    long lastMillis() {
        return ban == null ? heldMillis : Math.max(heldMillis, ban.untilMillis());
    }

    private static long elapsed(long sinceMillis, long nowMillis) {
        long elapsed = nowMillis - sinceMillis;
        return nowMillis <= sinceMillis ? 0 : elapsed < 0 ? Long.MAX_VALUE : elapsed;
    }

    private static int oneMore(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    Offender delayed(long nowMillis) {
        return new Offender(
                client,
                oneMore(delays),
                limits,
                bans,
                Math.max(heldMillis, nowMillis),
                freeMillis,
                ban,
                before,
                exempt);
    }

    /** @param pardonMillis what began earlier than this is not taken back any more */
    Offender with(Ban next, long pardonMillis) {
        boolean limit = next.sanction() == Sanction.LIMIT;
        return new Offender(
                client,
                delays,
                limit ? oneMore(limits) : limits,
                limit ? bans : oneMore(bans),
                heldMillis,
                limit ? freeMillis : next.untilMillis(),
                next,
                since(pardonMillis),
                exempt);
    }

    /** Without the memories that nothing needs any more; they would grow for ever. */
    private Offender since(long pardonMillis) {
        Offender older = before;
        boolean needed = ban != null && ban.sinceMillis() >= pardonMillis;
        Offender kept = needed && older != null ? older.since(pardonMillis) : null;
        return new Offender(client, delays, limits, bans, heldMillis, freeMillis, ban, kept, exempt);
    }

    /** Whether the last ban or limit is taken back with those of the gate that began at this time or later. */
    boolean isPardoned(long sinceMillis) {
        return ban != null && ban.origin() == Origin.BEHAVIOUR && ban.sinceMillis() >= sinceMillis;
    }

    /** As if the bans and limits of the gate that began at this time or later had not been. */
    Offender pardoned(long sinceMillis) {
        Offender kept = this;
        while (kept.before != null && kept.isPardoned(sinceMillis)) {
            kept = kept.before;
        }
        return new Offender(
                client, delays, kept.limits, kept.bans, heldMillis, kept.freeMillis, kept.ban, kept.before, exempt);
    }

    /** The same with another end of the ban or limit that there is. */
    Offender until(long untilMillis) {
        Ban changed = Objects.requireNonNull(ban).until(untilMillis);
        long free = changed.sanction() == Sanction.BAN ? untilMillis : freeMillis;
        return new Offender(client, delays, limits, bans, heldMillis, free, changed, before, exempt);
    }

    /** The same client, cleared or not any more. */
    Offender exempt(@Nullable Exemption exemption) {
        return new Offender(client, delays, limits, bans, heldMillis, freeMillis, ban, before, exemption);
    }

    /** The same as if the clock had been wrong by so much. */
    Offender shifted(long millis) {
        return new Offender(
                client,
                delays,
                limits,
                bans,
                Ban.sum(heldMillis, millis),
                Ban.sum(freeMillis, millis),
                ban == null ? null : ban.shifted(millis),
                before == null ? null : before.shifted(millis),
                exempt == null ? null : exempt.shifted(millis));
    }

    /** The ban or limit that holds, or null. */
    public @Nullable Ban inForce(long nowMillis) {
        return ban != null && ban.holds(nowMillis) ? ban : null;
    }

    /** Whether an operator has cleared it, for a while or for good. */
    public boolean isExempt(long nowMillis) {
        return exempt != null && exempt.holds(nowMillis);
    }

    /** Whether an operator has cleared it for good. */
    public boolean isAllowed() {
        return exempt != null && exempt.isForGood();
    }

    boolean isBanned(long nowMillis) {
        return ban != null && ban.holds(nowMillis);
    }

    /**
     * The same where nothing begins later than now: what does was noted by a clock that was ahead, and would last longer than it was meant to. What was noted
     * by a clock that was right stays as it is.
     */
    Offender notAheadOf(long nowMillis) {
        Ban begun = ban == null || ban.sinceMillis() <= nowMillis
                ? ban
                : ban.shifted(Ban.sum(nowMillis, -ban.sinceMillis()));
        Exemption cleared = exempt == null || exempt.sinceMillis() <= nowMillis
                ? exempt
                : exempt.shifted(Ban.sum(nowMillis, -exempt.sinceMillis()));
        long latest = begun != null && begun.sanction() == Sanction.BAN
                ? Math.max(nowMillis, begun.untilMillis())
                : nowMillis;
        return new Offender(
                client,
                delays,
                limits,
                bans,
                Math.min(heldMillis, nowMillis),
                Math.min(freeMillis, latest),
                begun,
                before == null ? null : before.notAheadOf(nowMillis),
                cleared);
    }

    /** Whether all that was done to it is over and forgotten. */
    boolean isPast(long nowMillis) {
        return delays == 0 && limits == 0 && bans == 0 && !isBanned(nowMillis) && !isExempt(nowMillis);
    }

    /** Whether there is nothing to remember. */
    boolean isBlank() {
        return delays == 0 && limits == 0 && bans == 0 && ban == null && exempt == null;
    }
}
