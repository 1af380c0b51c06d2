package io.abatis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** How times and figures of an admin server are written for people. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** A time to the second, in UTC; what is none is shown as it is, inert. */
    static String time(String iso) {
        try {
            return TIME.format(Instant.parse(iso));
        } catch (DateTimeParseException e) {
            return Printable.line(iso);
        }
    }

    /** {@code 3d 4h}, {@code 2h 5m}, {@code 1m 7s}. */
    static String duration(long seconds) {
        if (seconds >= DAY) {
            return seconds / DAY + "d " + seconds % DAY / HOUR + "h";
        }
        if (seconds >= HOUR) {
            return seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m";
        }
        return seconds >= MINUTE ? seconds / MINUTE + "m " + seconds % MINUTE + "s" : seconds + "s";
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /** As short as can be: whole numbers without a point. */
    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.3f", number);
    }

    /** What an operator should know about whether an act outlives the server; nothing where it does. */
    static String kept(Answer answer) throws IOException {
        return switch (answer.textOrEmpty("kept")) {
            case "memory" -> "; it is kept in memory, until the server's next start";
            case "pending" -> "; it could not be written to the disk yet, which is tried again";
            default -> "";
        };
    }

    /** Says that there are more. */
    static void more(PrintWriter out, long offset, int shown, long total) {
        if (offset + shown < total) {
            out.printf(Locale.ROOT, "%n%,d of %,d. The next: --offset %d%n", shown, total, offset + shown);
        }
    }
}
