package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.traffic.CallWeights;
import io.abatis.traffic.Labels.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Attackers for logs without labels: they draw the site's own calls, the rarer the call the more often, with the weights of the reference traffic
 * generator at its bias ({@link CallWeights}).
 */
final class SimulatedAttackers {

    private static final int CALLS = 400;

    private SimulatedAttackers() {}

    /**
     * Draws their histories.
     *
     * @param calls the site's calls, the rarest first
     * @param attackers how many
     * @param random the source of chance
     * @throws IllegalArgumentException if the calls are so few that none is rare
     */
    static List<History> draw(List<String> calls, int attackers, RandomGenerator random) {
        int n = calls.size();
        int[] upTo = CallWeights.hostile(n, CallWeights.REFERENCE_BIAS);
        Arrays.parallelPrefix(upTo, Integer::sum);
        int sum = n == 0 ? 0 : upTo[n - 1];
        if (sum == 0) {
            throw new IllegalArgumentException(
                    "attackers that prefer rare calls need at least three different calls, and the logs have " + n);
        }
        List<History> histories = new ArrayList<>(attackers);
        for (int attacker = 0; attacker < attackers; attacker++) {
            List<String> history = new ArrayList<>(CALLS);
            for (int call = 0; call < CALLS; call++) {
                int drawn = random.nextInt(sum);
                int index = 0;
                while (upTo[index] <= drawn) {
                    index++;
                }
                history.add(calls.get(index));
            }
            // Addresses of the block that RFC 5737 keeps for documentation; only their order matters.
            histories.add(new History(Ip.ofV4(0xcb007100 + attacker), Label.MALICIOUS, history));
        }
        return histories;
    }
}
