package io.abatis.gate;

import io.abatis.client.CidrSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is done about scores.
 *
 * @param mode how much the gate does
 * @param allow clients that are never judged or refused, whatever else is said of them
 * @param deny clients that are always refused
 * @param threshold the score from which on a client is refused, in (0, 1]; null takes the model's own
 * @param minimumCalls the fewest counted calls that a client is judged by, at least 1
 * @param banTime how long a client stays refused, at least a second
 */
public record Policy(
        Mode mode, CidrSet allow, CidrSet deny, @Nullable Double threshold, int minimumCalls, Duration banTime) {

    /** @throws IllegalArgumentException if a component is out of its range */
    public Policy {
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not in (0, 1]");
        }
        if (minimumCalls < 1) {
            throw new IllegalArgumentException("minimum-calls " + minimumCalls + " is less than 1");
        }
        if (banTime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("ban-time " + banTime + " is less than a second");
        }
    }

    /** Judges every client by the model's own threshold, from the second call on, and refuses nobody. */
    public static Policy observing() {
        return new Policy(Mode.OBSERVE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
    }
}
