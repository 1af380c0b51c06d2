package io.abatis.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What a soak found in one interval.
 *
 * @param seconds since it began, at the interval's end
 * @param rate calls a second
 * @param p50 microseconds, the median
 * @param p99 microseconds, 99 % of the answers came sooner
 * @param p999 the same of 99.9 %
 * @param refusedPercent of the calls
 * @param state the server's at the interval's end
 */
record Sample(
        double seconds, double rate, double p50, double p99, double p999, double refusedPercent, SoakState state) {

    /** The first line of the file. */
    static final String HEAD = "seconds,calls-a-second,p50-micros,p99-micros,p99.9-micros,refused-percent,"
            + "heap-megabytes-after-gc,clients,bans,evictions,threads,collections,gc-millis";

    private static final double MEGABYTE = 1 << 20;

    static Sample of(double seconds, HttpBench.Turn turn, SoakState state) {
        double calls = Math.max(1, turn.nanos().getTotalCount());
        return new Sample(
                seconds,
                turn.rate(),
                micros(turn, 50),
                micros(turn, 99),
                micros(turn, 99.9),
                100 * turn.refused() / calls,
                state);
    }

    private static double micros(HttpBench.Turn turn, double percentile) {
        return turn.nanos().getValueAtPercentile(percentile) / 1e3;
    }

    /** Used after a collection; NaN before the first one. */
    double megabytes() {
        return state.heapBytes() < 0 ? Double.NaN : state.heapBytes() / MEGABYTE;
    }

    /** A line of the file, without its end; what is not known is empty. */
    String csv() {
        String measured = DoubleStream.of(seconds, rate, p50, p99, p999, refusedPercent, megabytes())
                .mapToObj(value -> Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(","));
        String counted = state.text();
        return measured + counted.substring(counted.indexOf(' ')).replace(' ', ',');
    }
}
