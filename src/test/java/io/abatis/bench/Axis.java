package io.abatis.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What a plot measures in one direction.
 *
 * @param title what, and in which unit
 * @param isLog whether equal ratios are equally far apart
 * @param least where it begins; above 0 if it is logarithmic
 * @param most where it ends, not less than where it begins
 * @param ticks the values that are written beside it, ascending
 */
record Axis(String title, boolean isLog, double least, double most, List<Double> ticks) {

    private static final int[] ROUND = {1, 2, 5, 10};
    private static final int ABOUT = 4;

    /** More decades need no marks within them, and more than some need few. */
    private static final double MANY = 2.5;

    private static final double SOME = 1.2;

    /** Copies. */
    Axis {
        ticks = List.copyOf(ticks);
    }

    /** From 0 to a round value that is not less than any of these. */
    static Axis rounded(String title, DoubleStream values) {
        double highest = highest(values);
        double step = step(highest);
        double most = step * Math.ceil(highest / step - 1e-9);
        return new Axis(title, false, 0, most, steps(step, most));
    }

    /** From 0 to the highest of these. */
    static Axis exact(String title, DoubleStream values) {
        double highest = highest(values);
        return new Axis(title, false, 0, highest, steps(step(highest), highest));
    }

    /** From the least to the highest of these, those left out that are not above 0. */
    static Axis log(String title, DoubleStream values) {
        double[] positive =
                values.filter(value -> Double.isFinite(value) && value > 0).toArray();
        double least = DoubleStream.of(positive).min().orElse(1);
        double most = DoubleStream.of(positive).max().orElse(10);
        List<Double> ticks = new ArrayList<>();
        double decades = Math.log10(most / least);
        int[] digits =
                decades > MANY ? new int[] {1} : decades > SOME ? new int[] {1, 2, 5} : new int[] {1, 2, 3, 5, 7};
        for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= most; decade *= 10) {
            for (int digit : digits) {
                if (decade * digit >= least && decade * digit <= most) {
                    ticks.add(decade * digit);
                }
            }
        }
        return new Axis(title, true, least, most, ticks);
    }

    private static double highest(DoubleStream values) {
        double highest = values.filter(Double::isFinite).max().orElse(0);
        return highest > 0 ? highest : 1;
    }

    private static double step(double highest) {
        double rough = highest / ABOUT;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        int round = 0;
        while (ROUND[round] * power < rough * (1 - 1e-9)) {
            round++;
        }
        return ROUND[round] * power;
    }

    private static List<Double> steps(double step, double most) {
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
            steps.add(i * step);
        }
        return steps;
    }

    /** Whether a value has a place here; what is no number has none. */
    boolean shows(double value) {
        return value >= least && value <= most;
    }

    /** How far along a value lies, 0 to 1; in the middle if there is but one. */
    double share(double value) {
        if (most == least) {
            return .5;
        }
        return isLog ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
    }

    /** As people write it. */
    static String label(double value) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
