package io.abatis.training;

/**
 * A share of clients, as the count that it comes from, with its 95 % interval of Wilson's score (E. B. Wilson, Probable inference, the law of succession,
 * and statistical inference, 1927).
 *
 * @param count how many have the property, 0 to {@code of}
 * @param of out of how many, at least 0
 */
public record Share(int count, int of) {

    /*
     * Why not the bootstrap, as for the AUC: where none or all of the clients have the property, every resample has it too, and the interval is a point.
     * But "0 of 16 refused" is the usual case here, and does not mean that nobody ever will be. Wilson's interval is right about that, stays within 0
     * and 1, and covers about 95 % also for small counts.
     */

    /** The normal distribution's 97.5 % quantile. */
    private static final double Z = 1.959963984540054;

    /** @throws IllegalArgumentException if the count is negative or above the whole */
    public Share {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException(count + " of " + of + " is no share");
        }
    }

    /** The share, 0 to 1; NaN of none. */
    public double value() {
        return (double) count / of;
    }

    /** The lower end of the interval, 0 to {@link #value()}; NaN of none. */
    public double low() {
        return Math.min(value(), Math.max(0, centre() - half()));
    }

    /** The upper end of the interval, {@link #value()} to 1; NaN of none. */
    public double high() {
        return Math.max(value(), Math.min(1, centre() + half()));
    }

    private double centre() {
        return (count + Z * Z / 2) / (of + Z * Z);
    }

    private double half() {
        return Z / (of + Z * Z) * Math.sqrt(count * (1 - value()) + Z * Z / 4);
    }
}
