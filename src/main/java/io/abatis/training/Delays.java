package io.abatis.training;

import java.util.Arrays;

/**
 * After how many calls attackers were flagged, counted from the call with which they began to attack. One that was not flagged within
 * {@value #MOST} calls counts as flagged at the call after. Those that were flagged before they attacked are counted apart, and in no other figure.
 * Immutable.
 */
public final class Delays {

    /** The calls that an attack lasts. */
    public static final int MOST = 200;

    private final int[] ascending;
    private final int flaggedBefore;

    /**
     * @param calls the number of the call at which each client was flagged, counted from its first; beyond its life if it never was
     * @param before how many calls each made before it attacked
     */
    Delays(int[] calls, int before) {
        ascending = Arrays.stream(calls)
                .map(call -> Math.min(call - before, MOST + 1))
                .filter(call -> call > 0)
                .sorted()
                .toArray();
        flaggedBefore = calls.length - ascending.length;
    }

    /** The attackers that these figures speak of. */
    public int clients() {
        return ascending.length;
    }

    /** How many clients were flagged before they attacked. */
    public int flaggedBefore() {
        return flaggedBefore;
    }

    /** The mean, with {@value #MOST} + 1 for those that were missed; NaN without clients. */
    public double mean() {
        return Arrays.stream(ascending).average().orElse(Double.NaN);
    }

    /** The call within which at least so large a share of the clients was flagged, 0.5 for the median; {@value #MOST} + 1 if it never was. */
    public int quantile(double share) {
        return ascending.length == 0 ? MOST + 1 : ascending[Math.max(0, (int) Math.ceil(share * ascending.length) - 1)];
    }

    /** The share of clients not flagged within so many calls, at most {@value #MOST}; NaN without clients. */
    public double missedWithin(int calls) {
        return (double) Arrays.stream(ascending).filter(call -> call > calls).count() / ascending.length;
    }

    /** The shares of clients flagged within 0, 1, 2 … calls. */
    public double[] curve(int calls) {
        double[] curve = new double[calls + 1];
        Arrays.setAll(curve, call -> 1 - missedWithin(call));
        return curve;
    }
}
