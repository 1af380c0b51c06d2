package io.abatis.traffic;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.abatis.call.RawTarget;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The call log: CSV with the header {@value #HEADER}, lines ended by CRLF. */
public final class CallLog {

    /** The first line. */
    public static final String HEADER = "Time,IP_Address,API_Call";

    /** The end of a line. */
    public static final String CRLF = "\r\n";

    private static final long DAY_MILLIS = 86_400_000;

    private CallLog() {}

    static boolean isHeader(String line) {
        return line.strip().replace("\uFEFF", "").equals(HEADER);
    }

    /**
     * A line of the log for a live call.
     *
     * @param timeMillis milliseconds since 1970-01-01T00:00Z
     * @param client who
     * @param call the call's name
     */
    public static String line(long timeMillis, Ip client, String call) {
        return Instant.ofEpochMilli(timeMillis) + "," + client + "," + quoted(call) + CRLF;
    }

    static String quoted(String field) {
        boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /**
     * The client of an address as a log may have it: a literal, or four decimal numbers joined by colons.
     *
     * @return the client as {@link ClientResolver} has it by default, IPv6 by its /64; null if the text is no address
     */
    public static @Nullable Ip client(String text) {
        return client(text, ClientResolver.SOCKETS);
    }

    static @Nullable Ip client(String text, ClientResolver clients) {
        Ip ip = Ip.parse(text);
        if (ip == null && text.indexOf('.') < 0) {
            ip = Ip.parse(text.replace(':', '.'));
        }
        return ip == null ? null : clients.key(ip);
    }

    /**
     * The call that a text in a log stands for. A bare word such as {@code Rarely} is short for the demo's route of that name, {@code GET /api/rarely};
     * a path is a GET; anything with a space is a method and a path. Paths are percent-encoded, as they are in the names that {@link #line} writes.
     */
    public static String call(RouteNames names, String text) {
        int space = text.indexOf(' ');
        if (space > 0) {
            return names.name(text.substring(0, space), RawTarget.decode(text.substring(space + 1)));
        }
        return names.name(
                "GET", text.startsWith("/") ? RawTarget.decode(text) : "/api/" + text.toLowerCase(Locale.ROOT));
    }

    /** Reads lines; remembers the time of day, to notice midnight. */
    static final class Format implements LogFormat {

        private final Reading reading;
        private long day;
        private long previous = -1;

        Format(Reading reading) {
            this.reading = reading;
        }

        @Override
        public @Nullable LogEntry read(String line) throws UnreadableLine {
            if (isHeader(line)) {
                return null;
            }
            List<String> fields = fields(line);
            if (fields.size() != 3) {
                throw new UnreadableLine(fields.size() + " fields where there should be 3");
            }
            Ip client = client(fields.get(1), reading.clients());
            if (client == null) {
                throw new UnreadableLine("the second field is not an IP address");
            }
            if (fields.get(2).isBlank()) {
                throw new UnreadableLine("the third field names no call");
            }
            return new LogEntry(
                    millis(fields.get(0)),
                    fields.get(0),
                    client,
                    fields.get(1),
                    call(reading.names(), fields.get(2)),
                    fields.get(2),
                    LogEntry.UNKNOWN_STATUS);
        }

        private static List<String> fields(String line) throws UnreadableLine {
            if (line.indexOf('"') < 0) {
                return List.of(line.split(",", -1));
            }
            if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
                throw new UnreadableLine("its quotes do not match"); // the parser would close the last one itself
            }
            try (CsvReader<de.siegmar.fastcsv.reader.CsvRecord> csv =
                    CsvReader.builder().ofCsvRecord(line)) {
                return csv.stream().findFirst().orElseThrow().getFields();
            } catch (CsvParseException | IOException e) {
                throw new UnreadableLine("its quotes do not match");
            }
        }

        private long millis(String time) throws UnreadableLine {
            try {
                if (time.length() > 8) {
                    return Instant.parse(time).toEpochMilli(); // ArithmeticException: 292 million years away
                }
                long ofDay = LocalTime.parse(time).toSecondOfDay() * 1_000L;
                if (ofDay < previous) {
                    day += DAY_MILLIS;
                }
                previous = ofDay;
                return day + ofDay;
            } catch (DateTimeException | ArithmeticException e) {
                throw new UnreadableLine("the first field is neither HH:MM:SS nor an ISO 8601 time");
            }
        }
    }
}
