package io.abatis.training;

/**
 * How to train.
 *
 * @param budget the share of benign clients that may be refused wrongly within a life, above 0 and below 1
 * @param trees how many trees, 1 to 10,000
 * @param seed the source of all chance; the same logs and seed give the same model, byte for byte
 */
public record TrainingPlan(double budget, int trees, long seed) {

    /** The calls of a life that the budget speaks of. */
    public static final int LIFE = 500;

    /** The calls of an attacker's life; one who is not flagged within them counts as flagged one call later. */
    public static final int HOSTILE_LIFE = 128;

    /** How much must be learned of a site's routes before calls count, for models that look at more than names. */
    static final int WARM_UP = 100;

    /** The lengths of the windows, in calls. */
    static final int[] WINDOWS = {8, 64};

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public TrainingPlan {
        if (!(budget > 0 && budget < 1)) {
            throw new IllegalArgumentException("budget " + budget + " is not above 0 and below 1");
        }
        if (trees < 1 || trees > 10_000) {
            throw new IllegalArgumentException("trees " + trees + " is not in 1..10000");
        }
    }
}
