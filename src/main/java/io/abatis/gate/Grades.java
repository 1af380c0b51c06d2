package io.abatis.gate;

import io.abatis.ban.Offender;
import io.abatis.ban.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * The sanctions milder than a ban, by score and by history: who is held again and again is limited, and who is limited again and again is banned.
 *
 * @param delay when calls are held; null never
 * @param limit when clients are limited; null never
 */
public record Grades(@Nullable Grade delay, @Nullable Grade limit) {

    /** Nothing milder than a ban. */
    public static final Grades NONE = new Grades(null, null);

    /** @throws IllegalArgumentException if the milder sanction would begin at the higher score */
    public Grades {
        if (delay != null && limit != null && delay.threshold() >= limit.threshold()) {
            throw new IllegalArgumentException(
                    "delay.threshold " + delay.threshold() + " is not below limit.threshold " + limit.threshold());
        }
    }

    /** The lowest score that any sanction begins at, given that of bans. */
    double lowest(double banThreshold) {
        return delay != null ? delay.threshold() : limit != null ? limit.threshold() : banThreshold;
    }

    /** The highest score that a mild sanction begins at; 0 if there is none. */
    double highest() {
        return limit != null ? limit.threshold() : delay != null ? delay.threshold() : 0;
    }

    /** What is due to a client whose score is at least {@link #lowest}. */
    Sanction due(double score, double banThreshold, Offender past) {
        if (score >= banThreshold) {
            return Sanction.BAN;
        }
        boolean patient = delay != null && past.delays() < delay.times();
        if (limit == null || patient && score < limit.threshold()) {
            return Sanction.DELAY;
        }
        return past.limits() < limit.times() ? Sanction.LIMIT : Sanction.BAN;
    }
}
