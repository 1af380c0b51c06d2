package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.ban.BanList;
import io.abatis.client.Ip;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops mass bans: when there are more than {@link BanCap} allows, those of the last minute are lifted and no more are imposed for a while. Bans that are
 * older stay, as do the allow and deny lists. Safe for all threads.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final long MINUTE_MILLIS = 60_000;

    /** One attacker among a handful of visitors is no mass ban. */
    private static final int LEAST_FOR_SHARE = 10;

    private final BanList bans;
    private final GateStats stats;
    private final Listener listener;
    private final LastMinute imposed = new LastMinute();
    private volatile long trippedUntil = Long.MIN_VALUE;

    Breaker(BanList bans, GateStats stats, Listener listener) {
        this.bans = bans;
        this.stats = stats;
        this.listener = listener;
    }

    /** When bans are imposed again, milliseconds since 1970-01-01T00:00Z; in the past if they are now. */
    long trippedUntil() {
        return trippedUntil;
    }

    /** Follows a clock that was set. */
    synchronized void shift(long millis) {
        long until = trippedUntil + millis;
        trippedUntil = trippedUntil == Long.MIN_VALUE || millis > 0 && until < 0 ? trippedUntil : until;
        imposed.clear();
    }

    /**
     * Imposes a ban or limit, unless there are too many. One at a time, so that none is imposed when this has just tripped.
     *
     * @param tracked how many clients are counted, this one and those that are limited among them
     * @param ban imposes it
     * @return what holds for the client now; null if nobody is banned for a while
     */
    @Nullable
    Ban impose(BanCap cap, Ip client, long nowMillis, long tracked, Supplier<Ban> ban) {
        return nowMillis < trippedUntil ? null : imposeOne(cap, client, nowMillis, tracked, ban);
    }

    private synchronized @Nullable Ban imposeOne(
            BanCap cap, Ip client, long nowMillis, long tracked, Supplier<Ban> ban) {
        if (nowMillis < trippedUntil) {
            return null;
        }
        Ban present = bans.find(client, nowMillis);
        if (present != null) {
            return present; // calls that came in together are one offence
        }
        int inMinute = imposed.add(nowMillis);
        if (inMinute > cap.perMinute()) {
            trip(
                    cap,
                    nowMillis,
                    inMinute + " new bans within a minute are more than bans.max-per-minute = " + cap.perMinute());
            return null;
        }
        if (cap.share() != null && isTooManyOfAll(cap, cap.share(), nowMillis, tracked)) {
            return null;
        }
        return ban.get();
    }

    private boolean isTooManyOfAll(BanCap cap, double share, long nowMillis, long tracked) {
        BanList.Held held = bans.held(nowMillis);
        long refused = held.bans() + held.limits() + 1L;
        long known = Math.max(refused, held.bans() + tracked); // who is banned is not counted any more
        boolean tooMany = refused > LEAST_FOR_SHARE && refused > share * known;
        if (tooMany) {
            trip(
                    cap,
                    nowMillis,
                    refused + " banned among " + known + " clients are more than bans.max-share = " + share);
        }
        return tooMany;
    }

    private void trip(BanCap cap, long nowMillis, String why) {
        long pause = cap.pause().toMillis();
        trippedUntil = nowMillis > Long.MAX_VALUE - pause ? Long.MAX_VALUE : nowMillis + pause;
        imposed.clear(); // for they are lifted
        int lifted = bans.pardonSince(nowMillis - MINUTE_MILLIS);
        stats.countTrip();
        String told = why + ": this is taken for an accident. Nobody is banned for behaviour until "
                + Instant.ofEpochMilli(trippedUntil) + ", and the bans of " + lifted
                + " clients in the last minute are lifted";
        LOG.error("{}", told);
        listener.on(Event.of(Event.Kind.TRIPPED, nowMillis, null, told));
    }
}
