package io.abatis.traffic;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.abatis.call.RawTarget;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The call log: CSV with the header {@value #HEADER}, lines ended by CRLF. */
public final class CallLog {

    /** The first line. */
    public static final String HEADER = "Time,IP_Address,API_Call";

    /** The end of a line. */
    public static final String CRLF = "\r\n";

    private CallLog() {}

    static boolean isHeader(String line) {
        return line.length() >= HEADER.length()
                && line.strip().replace("\uFEFF", "").equals(HEADER);
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

    /** Reads lines. */
    static final class Format implements LogFormat {

        private static final int CLIENTS = 4_096;
        private static final int CALLS = 16_384;

        private final Reading reading;
        private final Known<Ip> clients = new Known<>(CLIENTS, this::client);
        private final Known<String> calls = new Known<>(CALLS, this::call);
        private final TimesOfDay times = new TimesOfDay();

        Format(Reading reading) {
            this.reading = reading;
        }

        @Override
        public @Nullable LogEntry read(String line) throws UnreadableLine {
            if (isHeader(line)) {
                return null;
            }
            int first = line.indexOf(',');
            int second = line.indexOf(',', first + 1);
            if (line.indexOf('"') < 0 && second > first && line.indexOf(',', second + 1) < 0) {
                return entry(line, first, second);
            }
            List<String> fields = fields(line);
            if (fields.size() != 3) {
                throw new UnreadableLine(fields.size() + " fields where there should be 3");
            }
            int firstLength = fields.get(0).length();
            return entry(
                    String.join(",", fields),
                    firstLength,
                    firstLength + 1 + fields.get(1).length());
        }

        /** @param line three fields, and where the first and the second one end */
        private LogEntry entry(String line, int first, int second) throws UnreadableLine {
            Known.Part<Ip> client = clients.of(line, first + 1, second);
            Known.Part<String> call = calls.of(line, second + 1, line.length());
            String time = line.substring(0, first);
            return new LogEntry(
                    times.millis(time),
                    time,
                    client.meaning(),
                    client.text(),
                    call.meaning(),
                    call.text(),
                    LogEntry.UNKNOWN_STATUS);
        }

        private Ip client(String text) throws UnreadableLine {
            Ip client = CallLog.client(text, reading.clients());
            if (client == null) {
                throw new UnreadableLine("the second field is not an IP address");
            }
            return client;
        }

        private String call(String text) throws UnreadableLine {
            if (text.isBlank()) {
                throw new UnreadableLine("the third field names no call");
            }
            return CallLog.call(reading.names(), text);
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
    }
}
