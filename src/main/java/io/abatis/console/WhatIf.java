package io.abatis.console;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Whom other thresholds would refuse, among the clients in the record of recent calls: attackers are those that a ban or limit holds for, that were refused
 * in the record, or that an operator banned by hand; innocents are all others, and those whom an operator has cleared. A client has reached the highest score
 * of its calls in the record, or its present one if that is higher: scores that nothing is done about are not worked out call by call.
 *
 * @param exactFrom the lowest threshold from which on these are all; below it those are missing who had such a score, and have a lower one now
 * @param attackers how many attackers have reached each threshold, of 0, 0.01, … 1
 * @param innocents how many innocents have, likewise
 */
public record WhatIf(double exactFrom, List<Long> attackers, List<Long> innocents) {

    /** How many thresholds there are. */
    public static final int STEPS = 101;

    private static final Set<Reason> AGAINST = Set.of(Reason.BANNED, Reason.LIMITED, Reason.BEHAVIOUR);

    private static final class Peak {
        double score;
        boolean isRefused;
    }

    /** @param present the present score of a client, 0 if it could not be refused for it */
    static WhatIf of(
            List<Seen> record,
            double exactFrom,
            ToDoubleFunction<Ip> present,
            Predicate<Ip> isBanned,
            Predicate<Ip> isCleared) {
        Map<Ip, Peak> peaks = new HashMap<>();
        for (Seen seen : record) {
            Peak peak = peaks.computeIfAbsent(seen.client(), client -> new Peak());
            peak.score = Math.max(peak.score, seen.score());
            peak.isRefused |= AGAINST.contains(seen.reason());
        }
        long[] attackers = new long[STEPS];
        long[] innocents = new long[STEPS];
        peaks.forEach((client, peak) -> {
            boolean isAttacker = !isCleared.test(client) && (peak.isRefused || isBanned.test(client));
            double score = Math.max(peak.score, present.applyAsDouble(client));
            int reached = (int) Math.floor(score * (STEPS - 1) + 1e-9);
            Arrays.setAll(
                    isAttacker ? attackers : innocents,
                    i -> (isAttacker ? attackers : innocents)[i] + (i <= reached ? 1 : 0));
        });
        return new WhatIf(exactFrom, boxed(attackers), boxed(innocents));
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
