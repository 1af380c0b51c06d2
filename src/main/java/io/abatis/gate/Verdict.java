package io.abatis.gate;

import io.abatis.forest.Explanation;
import io.abatis.forest.Model;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decided about one call. Immutable.
 *
 * @param action what becomes of the call
 * @param reason why
 * @param score the forest's probability that the client is malicious, 0 to 1; of a banned client the one that it was banned for; 0 where it was not asked. Of a
 *     client that is clear it is rounded down to thousandths, and where it is small, it is what the first trees say, or 0 if it was known beforehand that they cannot say much
 * @param waitMillis how long the call is held, or when a refused client may come back, at least 1; 0 for calls that pass
 * @param ground what the score rests on; null where the forest was not asked, and of clients that are clear
 */
public record Verdict(
        Action action,
        Reason reason,
        double score,
        long waitMillis,
        @Nullable Ground ground) {

    /** What a score rests on. */
    public static final class Ground {
        private final Model model;
        private final int[] vector;
        private final long calls;

        /** Takes the vector over. */
        Ground(Model model, int[] vector, long calls) {
            this.model = model;
            this.vector = vector;
            this.calls = calls;
        }

        /** What gave the score. */
        public Model model() {
            return model;
        }

        /** What the score was given to: a copy, one value a column of the model's layout. */
        public int[] vector() {
            return vector.clone();
        }

        /** How many calls of the client had been counted, this one included. */
        public long calls() {
            return calls;
        }
    }

    /** A verdict in which no forest has a say. */
    public Verdict(Action action, Reason reason, double score, long waitMillis) {
        this(action, reason, score, waitMillis, null);
    }

    /** Nearly all verdicts are among these: they cost nothing. */
    private static final int STEPS = 1_000;

    private static final Verdict[] CLEAR = new Verdict[STEPS + 1];
    private static final Map<Reason, Verdict> UNASKED = new EnumMap<>(Reason.class);

    static {
        Arrays.setAll(CLEAR, i -> pass(Reason.CLEAR, (double) i / STEPS));
        for (Reason reason : Reason.values()) {
            UNASKED.put(reason, pass(reason, 0));
        }
    }

    static Verdict pass(Reason reason, double score) {
        return new Verdict(Action.PASS, reason, score, 0);
    }

    /** A call passes, and the forest has no say in it. */
    static Verdict pass(Reason reason) {
        return Objects.requireNonNull(UNASKED.get(reason));
    }

    /** Nothing speaks against the client. */
    static Verdict clear(double score) {
        return CLEAR[(int) (score * STEPS)];
    }

    static Verdict against(Action action, Reason reason, double score, long waitMillis) {
        return new Verdict(action, reason, score, waitMillis);
    }

    Verdict on(@Nullable Ground why) {
        return new Verdict(action, reason, score, waitMillis, why);
    }

    /** The same for who keeps many: what a score rests on takes far more memory than all else. */
    public Verdict withoutGround() {
        return ground == null ? this : on(null);
    }

    /** Whether the call must not reach the application. */
    public boolean refuses() {
        return action == Action.LIMIT || action == Action.REFUSE;
    }

    /** The verdict on a call that was to be held, but for which there is no place. */
    public Verdict unheld() {
        return new Verdict(Action.LIMIT, reason, score, waitMillis, ground);
    }

    /** When a refused client may come back, in whole seconds, at least 1; 0 for calls that reach the application. */
    public long retryAfterSeconds() {
        return refuses() ? (waitMillis + 999) / 1_000 : 0;
    }

    /** Why the score is what it is; worked out when asked for. Null where the verdict has no ground. */
    public @Nullable Explanation explain() {
        return ground == null ? null : Explanation.of(ground.model, ground.vector);
    }
}
