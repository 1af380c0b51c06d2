package io.abatis.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the calls of a group are due: at even intervals, by a rate that may rise or burst. Immutable.
 *
 * @param rate calls per second, 0 or above; above 0 unless there are bursts
 * @param start when the first call is due, after the start of the run
 * @param end when no call is due any more, after {@code start}; {@link LoadPlan#FOREVER} for never
 * @param ramp how long, from {@code start} on, the rate rises evenly from nothing; zero for no time
 * @param bursts when the rate is another one; null for never, and never together with a ramp
 */
record Schedule(
        double rate,
        Duration start,
        Duration end,
        Duration ramp,
        @Nullable Bursts bursts) {

    private static final double NANOS_A_SECOND = 1e9;

    /** What the sums below may be wrong by: without it a call could be due just at the end. */
    private static final double ROUNDING = 1e-7;

    /**
     * Times of another rate, the first at the group's start.
     *
     * @param every from the beginning of one to that of the next
     * @param length of each, shorter than {@code every}
     * @param rate calls per second within, above 0
     */
    record Bursts(Duration every, Duration length, double rate) {

        private double calls() {
            return rate * seconds(length);
        }
    }

    Schedule {
        if (bursts != null && !ramp.isZero()) {
            throw new IllegalArgumentException("a ramp and bursts exclude each other: make two groups of it");
        }
        if (bursts != null && bursts.length().compareTo(bursts.every()) >= 0) {
            throw new IllegalArgumentException("a burst must be shorter than the time from one to the next");
        }
        if (!(rate > 0) && bursts == null) {
            throw new IllegalArgumentException("the rate must be above 0, not " + rate);
        }
        if (start.compareTo(end) >= 0) {
            throw new IllegalArgumentException("the end must come after the start");
        }
    }

    /** The same rate all the time. */
    static Schedule even(double rate, Duration end) {
        return new Schedule(rate, Duration.ZERO, end, Duration.ZERO, null);
    }

    /** The same, cut off at a time after {@code start} if it goes on longer. */
    Schedule until(Duration cut) {
        return cut.compareTo(end) < 0 ? new Schedule(rate, start, cut, ramp, bursts) : this;
    }

    /** How many calls are due in all; {@link Long#MAX_VALUE} if it never ends. */
    long totalCalls() {
        return end.equals(LoadPlan.FOREVER)
                ? Long.MAX_VALUE
                : (long) Math.ceil(callsWithin(end.minus(start).toNanos()) - ROUNDING);
    }

    /** When a call, counted from 0, is due, in nanoseconds after the start of the run. */
    long dueNanos(long call) {
        return start.toNanos() + nanosUntil(call);
    }

    /** How many calls are due within so many nanoseconds after the start of the run. */
    long dueBy(long nanos) {
        long since = nanos - start.toNanos();
        return since < 0 ? 0 : Math.min(totalCalls(), (long) callsWithin(since) + 1);
    }

    /** Calls per second, on average over the time from start to end. */
    double meanRate() {
        if (ramp.isZero() && bursts == null) {
            return rate;
        }
        long length = end.minus(start).toNanos();
        return callsWithin(length) / (length / NANOS_A_SECOND);
    }

    /** The rate summed up over a time that begins at {@code start}. */
    private double callsWithin(long nanos) {
        if (bursts != null) {
            long every = bursts.every().toNanos();
            double within = (nanos % every) / NANOS_A_SECOND;
            double burst = Math.min(within, seconds(bursts.length()));
            long periods = nanos / every;
            return periods * callsOfPeriod(bursts) + burst * bursts.rate() + (within - burst) * rate;
        }
        long rising = Math.min(nanos, ramp.toNanos());
        return (nanos - rising) * (rate / NANOS_A_SECOND)
                + (rising == 0 ? 0 : rate / 2 * rising / NANOS_A_SECOND * rising / ramp.toNanos());
    }

    /** The inverse of the above. */
    private long nanosUntil(long calls) {
        if (bursts != null) {
            double period = callsOfPeriod(bursts);
            long periods = (long) (calls / period);
            double rest = Math.max(0, calls - periods * period);
            double seconds = rest <= bursts.calls() || rate == 0
                    ? Math.min(seconds(bursts.length()), rest / bursts.rate())
                    : seconds(bursts.length()) + (rest - bursts.calls()) / rate;
            return periods * bursts.every().toNanos() + (long) (seconds * NANOS_A_SECOND);
        }
        double rising = rate / 2 * seconds(ramp);
        return calls < rising
                ? (long) (Math.sqrt(calls / rising) * ramp.toNanos())
                : (long) (calls * (NANOS_A_SECOND / rate)) + ramp.toNanos() / 2;
    }

    private double callsOfPeriod(Bursts given) {
        return given.calls() + rate * (seconds(given.every()) - seconds(given.length()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
