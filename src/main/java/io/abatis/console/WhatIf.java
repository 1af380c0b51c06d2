package io.abatis.console;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whom other thresholds would refuse, among the clients in the record of recent calls: attackers are those that a ban or limit holds for, that were refused
 * in the record, or that an operator banned by hand; innocents are all others, and those whom an operator has cleared. A client has reached the highest score
 * of its calls in the record, or its present one if that is higher: scores that nothing is done about are not worked out call by call.
 *
 * @param exactFrom the lowest threshold from which on these are all; below it those are missing who had such a score, and have a lower one now
 * @param now how many have reached the threshold that holds
 * @param attackers how many attackers have reached each threshold, of 0, 0.01, … 1
 * @param innocents how many innocents have, likewise
 */
public record WhatIf(double exactFrom, Reached now, List<Long> attackers, List<Long> innocents) {

    /** How many thresholds there are. */
    public static final int STEPS = 101;

    private static final Set<Reason> AGAINST = Set.of(Reason.BANNED, Reason.LIMITED, Reason.BEHAVIOUR);

    /** Scores that are worked out in two ways may differ in the last digits. */
    private static final double ROUNDING = 1e-9;

    /** How many clients of each kind reach a threshold. */
    public record Reached(long attackers, long innocents) {}

    private static final class Peak {
        double score;
        boolean isRefused;
    }

    /**
     * @param threshold the one that holds
     * @param present the present score of a client, 0 if it could not be refused for it
     */
    static WhatIf of(
            List<Seen> record,
            double exactFrom,
            double threshold,
            ToDoubleFunction<Ip> present,
            Predicate<Ip> isBanned,
            Predicate<Ip> isCleared) {
        Map<Ip, Peak> peaks = new HashMap<>();
        for (Seen seen : record) {
            Peak peak = peaks.computeIfAbsent(seen.client(), client -> new Peak());
            peak.score = Math.max(peak.score, seen.score());
            peak.isRefused |= AGAINST.contains(seen.reason());
        }
        List<Double> attackers = new ArrayList<>();
        List<Double> innocents = new ArrayList<>();
        peaks.forEach((client, peak) -> {
            boolean isAttacker = !isCleared.test(client) && (peak.isRefused || isBanned.test(client));
            (isAttacker ? attackers : innocents).add(Math.max(peak.score, present.applyAsDouble(client)));
        });
        Reached now = new Reached(reaching(threshold, attackers), reaching(threshold, innocents));
        return new WhatIf(exactFrom, now, reachingEach(attackers), reachingEach(innocents));
    }

    private static long reaching(double threshold, List<Double> scores) {
        return scores.stream().filter(score -> score >= threshold - ROUNDING).count();
    }

    private static List<Long> reachingEach(List<Double> scores) {
        return IntStream.range(0, STEPS)
                .mapToObj(i -> reaching(i / (STEPS - 1.0), scores))
                .toList();
    }
}
