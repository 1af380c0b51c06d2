package io.abatis.admin;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows those down who try tokens. After {@value #MOST} failures within a minute an address is not listened to for a minute, whatever it sends, and with each
 * further failure for twice as long, up to a quarter of an hour; a quarter in peace, or a right token, and it begins anew. After {@value #MOST_OF_ALL} failures
 * of all addresses within a minute wrong tokens are no longer answered as such, from wherever they come; right ones still are. Not safe for threads: the
 * holder locks.
 */
final class Throttle {

    static final int MOST = 5;
    static final int MOST_OF_ALL = 50;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST = Duration.ofMinutes(15).toMillis();
    private static final int MOST_ADDRESSES = 1_000;

    /** The least recently heard of is forgotten first; the bound over all addresses stands above that. */
    private final Map<Ip, Failures> addresses = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ip, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private final Failures all = new Failures();

    private static final class Failures {
        private long sinceMillis = Long.MIN_VALUE;
        private int inMinute;
        private int strikes;
        private long untilMillis = Long.MIN_VALUE;

        void add(long now) {
            if (now < sinceMillis || now - MINUTE >= sinceMillis) {
                sinceMillis = now;
                inMinute = 0;
            }
            inMinute++;
        }
    }

    /** How long an address has to wait, in milliseconds; 0 if it is listened to. */
    long waitMillis(Ip address, long now) {
        Failures failures = addresses.get(unit(address));
        return failures == null ? 0 : left(failures.untilMillis, now);
    }

    /** How long all who fail have to wait, in milliseconds; 0 if not many do. */
    long crowdedMillis(long now) {
        return all.inMinute < MOST_OF_ALL ? 0 : left(all.sinceMillis + MINUTE, now);
    }

    /** More than the longest wait is the work of a clock that was set. */
    private static long left(long until, long now) {
        return until <= now || until - LONGEST > now ? 0 : until - now;
    }

    /** Notes a failure. */
    void failed(Ip address, long now) {
        all.add(now);
        Failures one = addresses.computeIfAbsent(unit(address), unused -> new Failures());
        if (one.strikes > 0 && now - LONGEST >= one.untilMillis) {
            one.strikes = 0;
        }
        one.add(now);
        if (one.strikes > 0 || one.inMinute >= MOST) {
            one.untilMillis = now + Math.min(LONGEST, MINUTE << Math.min(one.strikes, 10));
            one.strikes++;
        }
    }

    /** Notes a right token. */
    void succeeded(Ip address) {
        addresses.remove(unit(address));
    }

    /** Who has one address of an IPv6 network has them all. */
    private static Ip unit(Ip address) {
        return address.isV4() ? address : address.network(64);
    }
}
