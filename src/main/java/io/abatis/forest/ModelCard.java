package io.abatis.forest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model was made and what it promises: ordered keys and values, all text. It holds no time, host or path, so that the same training gives the
 * same bytes. Immutable.
 */
public final class ModelCard {

    /** The key of the score from which on a client is refused, 0 to 1. */
    public static final String THRESHOLD = "threshold";

    /** The key of how much must have been learned of a site's routes before calls are counted, see {@link Profiles}; 0 where it is missing. */
    public static final String WARM_UP = "warm-up";

    /**
     * The key of how many held-out lives ended with a score in each tenth of 0 to 1: ten times {@code benign/malicious}, the lowest scores first. Of a calibrated
     * forest, the share of malicious ones in a tenth is about its score.
     */
    public static final String ENDS = "held-out-scores";

    private final Map<String, String> entries;
    private final double threshold;
    private final int warmUp;

    /**
     * @param entries keys of lower-case words with dashes; values of one line. {@value #THRESHOLD} must be among them
     * @throws IllegalArgumentException if a key or value cannot be written down, or the threshold is missing or out of range
     */
    public ModelCard(Map<String, String> entries) {
        entries.forEach(ModelCard::check);
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.threshold = threshold(entries.get(THRESHOLD));
        this.warmUp = warmUp(entries.getOrDefault(WARM_UP, "0"));
    }

    private static void check(String key, String value) {
        if (!key.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("'" + key + "' is no key of a card");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the card's " + key + " has control characters");
        }
    }

    private static double threshold(@Nullable String text) {
        try {
            double threshold = text == null ? Double.NaN : Double.parseDouble(text);
            if (threshold > 0 && threshold <= 1) {
                return threshold;
            }
        } catch (NumberFormatException e) {
            // said below, for this and for what is out of range
        }
        throw new IllegalArgumentException("the card has no threshold in (0, 1]");
    }

    private static int warmUp(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("the card's warm-up is no whole number");
        }
        return Integer.parseInt(text);
    }

    /** All entries, in their order. */
    public Map<String, String> entries() {
        return entries;
    }

    /** The score from which on a client is refused. */
    public double threshold() {
        return threshold;
    }

    /** How much must have been learned of a site's routes before calls are counted. */
    public int warmUp() {
        return warmUp;
    }
}
