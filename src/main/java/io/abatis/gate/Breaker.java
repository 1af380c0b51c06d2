package io.abatis.gate;

import io.abatis.ban.BanList;
import java.time.Instant;
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
    private long minute = Long.MIN_VALUE;
    private int inMinute;
    private volatile long trippedUntil = Long.MIN_VALUE;

    Breaker(BanList bans, GateStats stats) {
        this.bans = bans;
        this.stats = stats;
    }

    /** When bans are imposed again, milliseconds since 1970-01-01T00:00Z; in the past if they are now. */
    long trippedUntil() {
        return trippedUntil;
    }

    /**
     * Asks before a ban is imposed.
     *
     * @param tracked how many clients are known that are not banned
     * @return whether it may be
     */
    boolean admits(BanCap cap, long nowMillis, long tracked) {
        return nowMillis >= trippedUntil && count(cap, nowMillis, tracked);
    }

    private synchronized boolean count(BanCap cap, long nowMillis, long tracked) {
        if (nowMillis < trippedUntil) {
            return false;
        }
        long present = Math.floorDiv(nowMillis, MINUTE_MILLIS);
        if (present != minute) {
            minute = present;
            inMinute = 0;
        }
        inMinute++;
        long banned = bans.holding(nowMillis) + 1L;
        Double share = cap.share();
        if (inMinute > cap.perMinute()) {
            trip(
                    cap,
                    nowMillis,
                    inMinute + " new bans within a minute are more than bans.max-per-minute = " + cap.perMinute());
            return false;
        }
        if (share != null && banned > LEAST_FOR_SHARE && banned > share * (banned + tracked)) {
            trip(
                    cap,
                    nowMillis,
                    banned + " banned among " + (banned + tracked) + " clients are more than bans.max-share = "
                            + share);
            return false;
        }
        return true;
    }

    private void trip(BanCap cap, long nowMillis, String why) {
        trippedUntil = nowMillis + cap.pause().toMillis();
        int lifted = bans.pardonSince(nowMillis - MINUTE_MILLIS);
        stats.countTrip();
        LOG.error(
                "{}: this is taken for an accident. Nobody is banned for behaviour until {}, and the {} bans of the last minute are lifted",
                why,
                Instant.ofEpochMilli(trippedUntil),
                lifted);
    }
}
