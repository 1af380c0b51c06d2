package io.abatis.training;

import io.abatis.count.WindowShape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how much likelier a call is with attackers than with benign clients: the logarithm of the ratio of its shares in their calls, in sixteenths of
 * a nat. A client with very many calls counts as one with {@value #HEARD}, so that no single one decides. Half a call is added to each count (Jeffreys'
 * prior), so that a call never seen in one class is strong evidence and not infinite evidence.
 */
final class LogOdds {

    private static final int HEARD = 1_000;
    private static final double PRIOR = .5;

    private LogOdds() {}

    /**
     * Estimates.
     *
     * @param calls the calls to estimate for; others are ignored
     * @param benign histories of benign clients
     * @param malicious histories of attackers
     * @return the calls in the order given
     */
    static Map<String, Integer> estimate(List<String> calls, List<History> benign, List<History> malicious) {
        Map<String, Double> ofBenign = counts(benign);
        Map<String, Double> ofMalicious = counts(malicious);
        double benignCalls = total(calls, ofBenign);
        double maliciousCalls = total(calls, ofMalicious);
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        for (String call : calls) {
            double odds = (ofMalicious.getOrDefault(call, 0.0) + PRIOR)
                    / maliciousCalls
                    / ((ofBenign.getOrDefault(call, 0.0) + PRIOR) / benignCalls);
            int sixteenths = (int) Math.round(16 * Math.log(odds));
            logOdds.put(call, Math.max(-WindowShape.MOST_LOG_ODDS, Math.min(WindowShape.MOST_LOG_ODDS, sixteenths)));
        }
        return logOdds;
    }

    private static Map<String, Double> counts(List<History> histories) {
        Map<String, Double> counts = new HashMap<>();
        for (History history : histories) {
            double heard = Math.min(1, (double) HEARD / history.calls().size());
            history.names().forEach(call -> counts.merge(call, heard, Double::sum));
        }
        return counts;
    }

    private static double total(List<String> calls, Map<String, Double> counts) {
        return calls.stream()
                .mapToDouble(call -> counts.getOrDefault(call, 0.0) + PRIOR)
                .sum();
    }
}
