package io.abatis.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run is expected to show; null where nothing is.
 *
 * @param refusedAttackers the least share of the attackers heard from that must have been refused, 0 to 1
 * @param refusedBenign the largest share of the benign clients heard from that may have been refused, 0 to 1
 * @param p99 the longest that 99 % of the served calls may have taken, from when they were due
 */
public record Bounds(
        @Nullable Double refusedAttackers,
        @Nullable Double refusedBenign,
        @Nullable Duration p99) {

    /** Nothing is expected. */
    public static final Bounds NONE = new Bounds(null, null, null);

    /**
     * What became of one bound.
     *
     * @param bound as it was given
     * @param measured what the run showed
     * @param held whether the bound held; what could not be measured did not hold
     */
    public record Verdict(String bound, String measured, boolean held) {

        @Override
        public String toString() {
            return bound + (held ? " held: " : " is broken: ") + measured;
        }
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a share is not within 0 and 1, or the latency not above 0
     */
    public Bounds {
        requireShare(refusedAttackers);
        requireShare(refusedBenign);
        if (p99 != null && (p99.isNegative() || p99.isZero())) {
            throw new IllegalArgumentException("the latency must be above 0, not " + p99);
        }
    }

    private static void requireShare(@Nullable Double share) {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + share);
        }
    }

    /** What became of each bound in a run, in the order of the fields; empty where nothing is expected. */
    public List<Verdict> judge(LoadResult result) {
        List<Verdict> verdicts = new ArrayList<>();
        if (refusedAttackers != null) {
            long heard = result.heard(ClientKind.HOSTILE);
            long refused = result.refusedClients(ClientKind.HOSTILE);
            verdicts.add(new Verdict(
                    "--expect-refused-attackers " + share(refusedAttackers),
                    refused(heard, refused, "attacker"),
                    heard > 0 && refused >= refusedAttackers * heard));
        }
        if (refusedBenign != null) {
            long heard = result.heard(ClientKind.BENIGN);
            long refused = result.refusedClients(ClientKind.BENIGN);
            verdicts.add(new Verdict(
                    "--expect-refused-benign " + share(refusedBenign),
                    refused(heard, refused, "benign client"),
                    heard > 0 && refused <= refusedBenign * heard));
        }
        if (p99 != null) {
            LatencyProfile served = result.served();
            verdicts.add(new Verdict(
                    "--expect-p99 " + Figures.millis(p99.toNanos()) + " ms",
                    served.count() == 0
                            ? "no call was served"
                            : "99 % of the served calls took at most " + Figures.millis(served.p99()) + " ms",
                    served.count() > 0 && served.p99() <= p99.toNanos()));
        }
        return verdicts;
    }

    private static String refused(long heard, long refused, String noun) {
        return heard == 0
                ? "no " + noun + " was heard from"
                : String.format(
                        Locale.ROOT,
                        "%s of %s refused (%s)",
                        Figures.count(refused),
                        Figures.counted(heard, noun),
                        share((double) refused / heard));
    }

    /** Four digits, and none that say nothing. */
    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share).replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
