package io.abatis.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param what was measured
 * @param against what it is compared with
 * @param value the ratio, or the figure itself where the other is a number of bytes
 * @param cpu the same ratio of processor times; null where it makes no sense
 * @param goal null where none is set
 */
record Row(
        String what,
        String against,
        Figure value,
        @Nullable Figure cpu,
        @Nullable Goal goal) {

    /**
     * A bound.
     *
     * @param atMost whether less is better
     * @param unit what stands behind the number
     */
    record Goal(boolean atMost, double bound, String unit) {

        static Goal atMost(double bound, String unit) {
            return new Goal(true, bound, unit);
        }

        static Goal atLeast(double bound, String unit) {
            return new Goal(false, bound, unit);
        }

        boolean isReached(double value) {
            return atMost ? value <= bound : value >= bound;
        }

        @Override
        public String toString() {
            return (atMost ? "<= " : ">= ") + number(bound) + unit;
        }
    }

    /** yes, no, or nothing where no goal is set. */
    String verdict() {
        return goal == null ? "" : goal.isReached(value.median()) ? "yes" : "no";
    }

    /** As people write it: two digits behind the point at most, and none where they say nothing. */
    static String number(double value) {
        String text = String.format(
                Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** Least and most of the rounds. */
    static String range(Figure figure) {
        return figure.rounds().size() == 1 ? "one round" : number(figure.least()) + " to " + number(figure.most());
    }
}
