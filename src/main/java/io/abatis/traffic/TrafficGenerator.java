package io.abatis.traffic;

import io.abatis.client.Ip;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates a call log in which attackers prefer calls that are rarely used: the same log, byte for byte, as the reference program in Python for the
 * same seed and settings. One call a second, beginning at 00:00:01.
 */
public final class TrafficGenerator {

    private static final int SECONDS_A_DAY = 86_400;

    private final Plan plan;

    /**
     * What to generate.
     *
     * @param seed any integer that is not negative
     * @param calls how many lines, at least 1
     * @param bias in (0, 1]: the higher, the fewer calls are hostile
     * @param outlier at least 1: whenever the number of hostile calls is a multiple of it, the next call is hostile whatever it calls
     * @param routes the calls' names, the rarely used ones first, none twice
     * @param benign addresses of benign clients
     * @param hackers addresses of hostile clients
     * @param notation how addresses are written
     */
    public record Plan(
            BigInteger seed,
            int calls,
            double bias,
            int outlier,
            List<String> routes,
            List<String> benign,
            List<String> hackers,
            Notation notation) {

        /** @throws IllegalArgumentException naming the component that is out of its range */
        public Plan {
            require(seed.signum() >= 0, "the seed must not be negative");
            require(calls >= 1, "calls must be at least 1");
            require(bias > 0 && bias <= 1, "bias must be above 0 and at most 1");
            require(outlier >= 1, "outlier must be at least 1");
            require(!routes.isEmpty(), "routes must name at least one call");
            require(new HashSet<>(routes).size() == routes.size(), "routes must not name a call twice");
            require(!benign.isEmpty(), "benign must have at least one address");
            require(!hackers.isEmpty(), "hackers must have at least one address");
            benign.forEach(Plan::requireAddress);
            hackers.forEach(Plan::requireAddress);
            routes.forEach(
                    route -> require(isField(route), "a route must be printable text without commas and quotes"));
        }

        private static void requireAddress(String text) {
            Ip ip = CallLog.client(text);
            require(ip != null && ip.isV4(), "'" + text + "' is not an IPv4 address");
        }

        private static boolean isField(String text) {
            return !text.isBlank() && text.chars().noneMatch(c -> Character.isISOControl(c) || c == ',' || c == '"');
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        /** The share of a call's weight below which it is hostile. The order of operations is Python's, for the last bit's sake. */
        double threshold() {
            int twice = routes.size() * 2;
            return twice - twice * bias;
        }
    }

    /** How an address is written. */
    public enum Notation {
        /** {@code 172.144.0.22}. */
        DOTTED('.'),
        /** {@code 172:144:0:22}, as in the reference logs. */
        COLONS(':');

        private final char separator;

        Notation(char separator) {
            this.separator = separator;
        }

        private List<String> write(List<String> addresses) {
            return addresses.stream()
                    .map(address -> String.valueOf(CallLog.client(address)).replace('.', separator))
                    .toList();
        }
    }

    /** The reference program's routes. */
    public static final List<String> ROUTES = Stream.of(
                    Stream.of("Rarely"),
                    numbered("Sometimes", 1, 2),
                    numbered("Regularly", 1, 3),
                    numbered("Often", 1, 8))
            .flatMap(names -> names)
            .toList();

    /** The reference program's benign addresses. */
    public static final List<String> BENIGN = numbered("172.144.0.", 22, 37).toList();

    /** The reference program's hostile addresses. */
    public static final List<String> HACKERS = numbered("175.144.22.", 2, 7).toList();

    private static Stream<String> numbered(String prefix, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> prefix + number);
    }

    /**
     * What was generated.
     *
     * @param threshold the weight below which a call was hostile
     * @param benign lines of benign clients
     * @param hackers lines of hostile clients
     */
    public record Summary(double threshold, int benign, int hackers) {

        /** The reference program's own words. */
        @Override
        public String toString() {
            return "There are " + benign + " benign entries and " + hackers + " hacker entries with a threshold of "
                    + PythonFloat.repr(threshold) + ".";
        }
    }

    /** @param plan what to generate */
    public TrafficGenerator(Plan plan) {
        this.plan = plan;
    }

    /**
     * Writes the log.
     *
     * @param out takes the text, header first
     * @throws IOException if it cannot
     */
    public Summary write(Appendable out) throws IOException {
        PythonRandom random = new PythonRandom(plan.seed());
        List<String> benign = plan.notation().write(plan.benign());
        List<String> hackers = plan.notation().write(plan.hackers());
        Set<String> attackers = new HashSet<>(hackers);
        double threshold = plan.threshold();
        int routes = plan.routes().size();
        int hostile = 0;
        out.append(CallLog.HEADER).append(CallLog.CRLF);
        for (int call = 1; call <= plan.calls(); call++) {
            int route = random.index(routes);
            double weight = (route + 1L) * random.upTo(routes) * plan.bias();
            boolean attack = hostile % plan.outlier() == 0 || weight < threshold;
            String client = random.choice(attack ? hackers : benign);
            out.append(timeOfDay(call))
                    .append(',')
                    .append(client)
                    .append(',')
                    .append(plan.routes().get(route))
                    .append(CallLog.CRLF);
            if (attackers.contains(client)) {
                hostile++;
            }
        }
        return new Summary(threshold, plan.calls() - hostile, hostile);
    }

    private static String timeOfDay(int second) {
        int ofDay = second % SECONDS_A_DAY;
        return two(ofDay / 3_600) + ":" + two(ofDay / 60 % 60) + ":" + two(ofDay % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
