package io.abatis.bench;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param name what it shows
 * @param dots from left to right; those without a finite place are gaps in it
 */
record Line(String name, List<Dot> dots) {

    /**
     * A value.
     *
     * @param label what is written over it; may be empty
     */
    record Dot(double x, double y, String label) {

        Dot(double x, double y) {
            this(x, y, "");
        }
    }

    /** Copies. */
    Line {
        dots = List.copyOf(dots);
    }
}
