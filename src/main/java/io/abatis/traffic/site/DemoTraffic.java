package io.abatis.traffic.site;

import io.abatis.client.Ip;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A day of the demo as an access log in the common format: people and programs who use its API and read its pages, clumsily at times, and attackers who
 * prefer its rare calls, look for what is not there, or send its pages what they should choke on. The demo's own model is trained on it. The same seed gives
 * the same bytes on every machine. Not safe for threads.
 */
public final class DemoTraffic {

    /** How many clients are benign: all in 172.144.0.0/16, as in the reference traffic. */
    public static final int BENIGN = 640;

    /** How many attack, from 175.144.0.0/16. */
    public static final int MALICIOUS = 240;

    private static final int FIRST_BENIGN = 172 << 24 | 144 << 16;
    private static final int FIRST_MALICIOUS = 175 << 24 | 144 << 16;
    private static final long START = Instant.parse("2026-01-05T06:00:00Z").toEpochMilli();
    private static final long LATEST_START = START + 12 * 3_600_000L;
    private static final BigInteger PRIME = BigInteger.TWO.pow(63).subtract(BigInteger.valueOf(25));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss +0000", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final BigInteger seed;

    /**
     * What was written.
     *
     * @param benign lines of benign clients
     * @param malicious lines of attackers
     */
    public record Summary(long benign, long malicious) {

        /** For people. */
        @Override
        public String toString() {
            return "There are " + benign + " lines of " + BENIGN + " benign clients and " + malicious + " of "
                    + MALICIOUS + " attackers.";
        }
    }

    /**
     * @param seed any integer that is not negative
     * @throws IllegalArgumentException if it is
     */
    public DemoTraffic(BigInteger seed) {
        if (seed.signum() < 0) {
            throw new IllegalArgumentException("the seed must not be negative");
        }
        this.seed = seed;
    }

    /**
     * Writes the log, in the order of time.
     *
     * @param out takes the text
     * @throws IOException if it cannot
     */
    public Summary write(Appendable out) throws IOException {
        List<Hit> hits = hits();
        long malicious = 0;
        for (Hit hit : hits) {
            out.append(hit.client().toString())
                    .append(" - - [")
                    .append(TIME.format(Instant.ofEpochMilli(hit.time())))
                    .append("] \"")
                    .append(hit.method())
                    .append(' ')
                    .append(hit.target())
                    .append(" HTTP/1.1\" ")
                    .append(Integer.toString(hit.status()))
                    .append(" -\n");
            malicious += isMalicious(hit.client()) ? 1 : 0;
        }
        return new Summary(hits.size() - malicious, malicious);
    }

    private static boolean isMalicious(Ip client) {
        return client.compareTo(Ip.ofV4(FIRST_MALICIOUS)) >= 0;
    }

    List<Hit> hits() {
        Dice dice = new Dice(seed.mod(PRIME)::longValue);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < BENIGN; i++) {
            DemoUsers.visit(visit(dice, FIRST_BENIGN + 1 + i, hits), i);
        }
        for (int i = 0; i < MALICIOUS; i++) {
            DemoIntruders.visit(visit(dice, FIRST_MALICIOUS + 1 + i, hits), i);
        }
        hits.sort(Comparator.comparingLong(Hit::time)); // stable: a client's calls of one moment stay in their order
        return hits;
    }

    private static DemoVisit visit(Dice dice, int address, List<Hit> hits) {
        return new DemoVisit(dice, Ip.ofV4(address), dice.time(START, LATEST_START), hits);
    }
}
