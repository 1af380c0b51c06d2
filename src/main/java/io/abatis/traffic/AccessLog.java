package io.abatis.traffic;

import io.abatis.call.RawTarget;
import io.abatis.call.Route;
import io.abatis.client.Ip;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The common log format and the combined one, which adds referrer and user agent: {@code client ident user [time] "request" status bytes …}. What
 * stands behind the status is not looked at.
 */
final class AccessLog implements LogFormat {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private static final int CLIENTS = 4_096;
    private static final int REQUESTS = 16_384;

    private final Reading reading;
    private final Known<Ip> clients = new Known<>(CLIENTS, this::client);
    private final Known<Long> times = new Known<>(1, AccessLog::millis);
    private final Known<Route> requests = new Known<>(REQUESTS, this::route);

    AccessLog(Reading reading) {
        this.reading = reading;
    }

    @Override
    public @Nullable LogEntry read(String line) throws UnreadableLine {
        Known.Part<Ip> client = clients.of(line, 0, Math.max(0, line.indexOf(' ')));
        int timeStart = line.indexOf('[', client.text().length());
        int timeEnd = line.indexOf(']', timeStart + 1);
        if (timeStart < 0 || timeEnd < 0) {
            throw new UnreadableLine("it has no [time]");
        }
        int requestStart = line.indexOf('"', timeEnd);
        int requestEnd = requestStart < 0 ? -1 : closingQuote(line, requestStart + 1);
        if (requestEnd < 0) {
            throw new UnreadableLine("it has no \"request\"");
        }
        Known.Part<Long> time = times.of(line, timeStart + 1, timeEnd);
        Known.Part<Route> request = requests.of(line, requestStart + 1, requestEnd);
        int status = status(line, requestEnd + 1);
        if (reading.off().contains(request.meaning().zone())) {
            return null;
        }
        return new LogEntry(
                time.meaning(),
                time.text(),
                client.meaning(),
                client.text(),
                request.meaning().name(),
                request.text(),
                status);
    }

    private Ip client(String text) throws UnreadableLine {
        Ip address = Ip.parse(text);
        if (address == null) {
            throw new UnreadableLine("it does not begin with an IP address");
        }
        return reading.clients().key(address);
    }

    /** Both servers escape quotes inside the request with a backslash. */
    private static int closingQuote(String line, int from) {
        int quote = line.indexOf('"', from);
        int escape = line.indexOf('\\', from);
        if (escape < 0 || escape > quote) {
            return quote; // nearly always
        }
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    /** A request that is none (an empty one, a TLS handshake on a plain port) is a call all the same. */
    private Route route(String request) {
        int method = request.indexOf(' ');
        if (method < 0) {
            return reading.names().of("", "");
        }
        int target = request.lastIndexOf(' ');
        String path = request.substring(method + 1, target > method ? target : request.length());
        return reading.names().of(request.substring(0, method), RawTarget.path(path));
    }

    private static int status(String line, int from) throws UnreadableLine {
        int start = from + 1;
        if (start + 3 > line.length() || line.charAt(from) != ' ') {
            throw new UnreadableLine("it has no status");
        }
        return number(line, start, 3);
    }

    /** {@code 17/May/2015:10:05:03 +0000}. Read by hand: this is half the cost of a line with a formatter. */
    private static long millis(String time) throws UnreadableLine {
        if (!hasShape(time)) {
            throw new UnreadableLine("its time is not like 17/May/2015:10:05:03 +0000");
        }
        int month = MONTHS.indexOf(time.substring(3, 6));
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(time, 7, 4),
                    month / 3 + 1,
                    number(time, 0, 2),
                    number(time, 12, 2),
                    number(time, 15, 2),
                    number(time, 18, 2));
            int offset = (number(time, 22, 2) * 60 + number(time, 24, 2)) * 60;
            boolean west = time.charAt(21) == '-';
            if (month < 0 || month % 3 != 0) {
                throw new UnreadableLine("its time has no month");
            }
            return (local.toEpochSecond(ZoneOffset.UTC) + (west ? offset : -offset)) * 1_000;
        } catch (DateTimeException e) {
            throw new UnreadableLine("its time is not on the calendar");
        }
    }

    private static boolean hasShape(String time) {
        return time.length() == 26
                && time.charAt(2) == '/'
                && time.charAt(6) == '/'
                && time.charAt(11) == ':'
                && time.charAt(14) == ':'
                && time.charAt(17) == ':'
                && time.charAt(20) == ' '
                && (time.charAt(21) == '+' || time.charAt(21) == '-');
    }

    private static int number(String text, int from, int digits) throws UnreadableLine {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new UnreadableLine("a number of " + digits + " digits is missing");
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
