package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/**
 * The time of a log.
 *
 * @param from its first millisecond
 * @param to the first millisecond after it
 * @param night how much less people do at night, 0 to 1
 * @param faults when the site did not work
 */
record Period(long from, long to, double night, List<Fault> faults) {

    private static final double HOUR = 3_600_000;
    private static final double DAY = 24 * HOUR;
    private static final long YEAR_2008 = 1_199_145_600_000L;

    static Period draw(Site site, Dice dice) {
        long from = YEAR_2008 + (long) dice.between(0, 17 * 365 * DAY) / 1_000 * 1_000;
        long to = from + (long) dice.scale(3 * HOUR, 10 * DAY);
        List<Fault> faults = new ArrayList<>();
        int outages = dice.chance(.3) ? dice.few(1.6) : 0;
        for (int i = 0; i < outages; i++) {
            long start = dice.time(from, to);
            long end = start + (long) dice.scale(30_000, HOUR);
            faults.add(new Fault(start, end, null, dice.of(500, 502, 502, 503, 503, 504), dice.between(.3, 1)));
        }
        if (dice.chance(.25)) {
            long start = dice.time(from, to);
            faults.add(new Fault(
                    start,
                    start + (long) dice.scale(.3 * HOUR, 3 * HOUR),
                    site.someRoute(dice),
                    dice.of(500, 500, 502, 404, 400),
                    dice.between(.7, 1)));
        }
        return new Period(from, to, dice.between(0, .9), List.copyOf(faults));
    }

    /** A time for people to begin: by day rather than at night. */
    long byDay(Dice dice) {
        while (true) {
            long time = anyTime(dice);
            double wave = .5 + .5 * StrictMath.cos(2 * Math.PI * (time % DAY / DAY - 14 / 24.0));
            if (dice.chance(1 - night * (1 - wave))) {
                return time;
            }
        }
    }

    /** A time for programs to begin. */
    long anyTime(Dice dice) {
        return dice.time(from, to);
    }

    /** The whole length, seconds. */
    double seconds() {
        return (to - from) / 1_000.0;
    }
}
