package io.abatis.gate;

import io.abatis.forest.Explanation;
import io.abatis.forest.Model;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decided about one call. Immutable.
 *
 * @param refuses whether the call must not reach the application
 * @param reason why
 * @param score the forest's probability that the client is malicious, 0 to 1; of a banned client the one that it was banned for; 0 where it was not asked
 * @param retryAfterSeconds when a refused client may come back, at least 1; 0 for calls that pass
 * @param ground what the score rests on; null where the forest was not asked
 */
public record Verdict(
        boolean refuses,
        Reason reason,
        double score,
        long retryAfterSeconds,
        @Nullable Ground ground) {

    /** What a score rests on. Opaque: ask {@link #explain()}. */
    public static final class Ground {
        private final Model model;
        private final double[] vector;

        /** Takes the vector over. */
        Ground(Model model, double[] vector) {
            this.model = model;
            this.vector = vector;
        }
    }

    /** A verdict in which no forest has a say. */
    public Verdict(boolean refuses, Reason reason, double score, long retryAfterSeconds) {
        this(refuses, reason, score, retryAfterSeconds, null);
    }

    static Verdict pass(Reason reason, double score) {
        return new Verdict(false, reason, score, 0);
    }

    static Verdict refuse(Reason reason, double score, long retryAfterSeconds) {
        return new Verdict(true, reason, score, retryAfterSeconds);
    }

    Verdict on(Ground why) {
        return new Verdict(refuses, reason, score, retryAfterSeconds, why);
    }

    /** Why the score is what it is; worked out when asked for. Null where the forest was not asked. */
    public @Nullable Explanation explain() {
        return ground == null ? null : Explanation.of(ground.model, ground.vector);
    }
}
