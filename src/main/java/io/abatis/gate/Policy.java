package io.abatis.gate;

import io.abatis.ban.BanLadder;
import io.abatis.client.CidrSet;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done about scores.
 *
 * @param mode how much the gate does
 * @param modes how much it does in a zone, by the zone's prefix; all other calls fall under {@code mode}
 * @param allow clients that are never judged or refused, whatever else is said of them
 * @param deny clients that are always refused
 * @param threshold the score from which on a client is banned, in (0, 1]; null takes the model's own
 * @param minimumCalls the fewest counted calls that a client is judged by, at least 1
 * @param grades what is done at lower scores
 * @param ladder how long bans last
 * @param cap how many bans are too many
 */
public record Policy(
        Mode mode,
        Map<String, Mode> modes,
        CidrSet allow,
        CidrSet deny,
        @Nullable Double threshold,
        int minimumCalls,
        Grades grades,
        BanLadder ladder,
        BanCap cap) {

    /** @throws IllegalArgumentException if a component is out of its range */
    public Policy {
        modes = Map.copyOf(modes);
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not in (0, 1]");
        }
        if (minimumCalls < 1) {
            throw new IllegalArgumentException("minimum-calls " + minimumCalls + " is less than 1");
        }
    }

    /** One mode everywhere, nothing milder than bans, all of them of the same length, and as many as there be. */
    public Policy(
            Mode mode, CidrSet allow, CidrSet deny, @Nullable Double threshold, int minimumCalls, Duration banTime) {
        this(mode, Map.of(), allow, deny, threshold, minimumCalls, Grades.NONE, BanLadder.flat(banTime), BanCap.NONE);
    }

    /** Judges every client by the model's own threshold, from the second call on, and refuses nobody. */
    public static Policy observing() {
        return new Policy(Mode.OBSERVE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
    }

    /** The same everywhere in another mode. */
    public Policy in(Mode other) {
        return new Policy(other, Map.of(), allow, deny, threshold, minimumCalls, grades, ladder, cap);
    }

    /** The mode in a zone. */
    public Mode mode(String zone) {
        return zone.isEmpty() ? mode : modes.getOrDefault(zone, mode);
    }

    /** Whether the gate does nothing at all, anywhere. */
    public boolean isOff() {
        return mode == Mode.OFF && modes.values().stream().allMatch(one -> one == Mode.OFF);
    }
}
