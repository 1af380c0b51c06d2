package io.abatis.bench;

import io.abatis.traffic.site.DemoTraffic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;

/** An access log of any length: days of the demo's generated traffic in a row, each with clients of its own. The same bytes for the same length. */
final class SiteLog {

    /** The network of the users; whoever is not in it attacks. */
    static final String BENIGN = "172.144.0.0/16";

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy", Locale.ROOT);

    /** A day's clients have addresses in so many networks of 256; and calls of a day reach into the next. */
    private static final int NETWORKS = 3;

    private static final int DAYS = 2;
    private static final int MOST_DAYS = 256 / NETWORKS;

    private SiteLog() {}

    /** @param lines 1 to 9,000,000 */
    static void write(int lines, Path file) throws IOException {
        int left = lines;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int day = 0; left > 0; day++) {
                if (day == MOST_DAYS) {
                    throw new IllegalArgumentException("there are no addresses for " + lines + " lines");
                }
                StringBuilder traffic = new StringBuilder(1 << 24);
                new DemoTraffic(BigInteger.valueOf(day)).write(traffic);
                for (Iterator<String> line = traffic.toString().lines().iterator();
                        line.hasNext() && left > 0;
                        left--) {
                    out.append(moved(line.next(), day)).append('\n');
                }
            }
        }
    }

    private static String moved(String line, int day) {
        String[] octets = line.substring(0, line.indexOf(' ')).split("\\.", -1);
        octets[2] = Integer.toString(Integer.parseInt(octets[2]) + NETWORKS * day);
        int date = line.indexOf('[') + 1;
        int end = line.indexOf(':', date);
        LocalDate then = LocalDate.parse(line.substring(date, end), DATE);
        LocalDate now = FIRST.plusDays((long) DAYS * day).plusDays(then.toEpochDay() - FIRST.toEpochDay());
        return String.join(".", octets)
                + line.substring(line.indexOf(' '), date)
                + DATE.format(now)
                + line.substring(end);
    }
}
