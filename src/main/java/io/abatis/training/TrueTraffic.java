package io.abatis.training;

import io.abatis.call.RouteNames;
import io.abatis.traffic.CallLog;
import io.abatis.traffic.CallWeights;
import io.abatis.traffic.TrafficGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Clients whose calls are drawn, independently of each other, from the very distributions that the reference generator gives its two kinds of clients, and
 * the log-odds that follow from them. A life is a list of calls, each a number from 0, the rarest, on. Immutable.
 */
final class TrueTraffic {

    /** Log-odds are multiples of this, so that a sum does not depend on the order of its terms. */
    private static final double GRAIN = 1.0 / (1L << 32);

    private final int[] benign;
    private final int[] hostile;

    /**
     * @param routes how many different calls there are, at least 1
     * @param bias the generator's bias
     */
    TrueTraffic(int routes, double bias) {
        benign = CallWeights.benign(routes, bias);
        hostile = CallWeights.hostile(routes, bias);
        Arrays.parallelPrefix(benign, Integer::sum);
        Arrays.parallelPrefix(hostile, Integer::sum);
    }

    /** Whether both kinds of clients have a call to make. */
    boolean hasBothKinds() {
        return benign[benign.length - 1] > 0 && hostile[hostile.length - 1] > 0;
    }

    /** The names of the calls, the demo's for the fourteen of the reference traffic. */
    static List<String> names(int routes) {
        RouteNames names = new RouteNames();
        return routes == TrafficGenerator.ROUTES.size()
                ? TrafficGenerator.ROUTES.stream()
                        .map(word -> CallLog.call(names, word))
                        .toList()
                : IntStream.rangeClosed(1, routes)
                        .mapToObj(route -> CallLog.call(names, "call" + route))
                        .toList();
    }

    /** How likely a call of a benign client is this one. */
    double benignShare(int call) {
        return share(benign, call);
    }

    /** How likely an attacker's call is this one; the outliers among them are any call. */
    double hostileShare(int call) {
        double outliers = 1.0 / CallWeights.REFERENCE_OUTLIER;
        return (1 - outliers) * share(hostile, call) + outliers / hostile.length;
    }

    private static double share(int[] upTo, int call) {
        return (double) (upTo[call] - (call == 0 ? 0 : upTo[call - 1])) / upTo[upTo.length - 1];
    }

    /** The logarithm of how much likelier each call is with attackers; infinite for one that benign clients never make. */
    double[] logOdds() {
        return IntStream.range(0, benign.length)
                .mapToDouble(call -> Math.rint(Math.log(hostileShare(call) / benignShare(call)) / GRAIN) * GRAIN)
                .toArray();
    }

    /** The life of a benign client. */
    int[] benignLife(int length, SplittableRandom random) {
        int[] life = new int[length];
        Arrays.setAll(life, call -> draw(benign, random));
        return life;
    }

    /** The life of an attacker: its calls before it attacks, then so many more. */
    int[] attackersLife(AttackerKind kind, int length, SplittableRandom random) {
        int[] life = new int[kind.before() + length];
        Arrays.setAll(
                life,
                call -> call >= kind.before() && random.nextDouble() < kind.hostileShare()
                        ? drawHostile(random)
                        : draw(benign, random));
        return life;
    }

    private int drawHostile(SplittableRandom random) {
        return random.nextInt(CallWeights.REFERENCE_OUTLIER) == 0
                ? random.nextInt(hostile.length)
                : draw(hostile, random);
    }

    private static int draw(int[] upTo, SplittableRandom random) {
        int ticket = random.nextInt(upTo[upTo.length - 1]);
        int call = 0;
        while (upTo[call] <= ticket) {
            call++;
        }
        return call;
    }
}
