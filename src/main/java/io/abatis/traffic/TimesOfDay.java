package io.abatis.traffic;

import io.abatis.traffic.LogFormat.UnreadableLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;

/**
 * Reads the times of a call log: times of day, of which those that go back belong to the next day, and ISO 8601 times. Remembers the time of day, to notice midnight. Not safe for threads.
 */
final class TimesOfDay {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final int NONE = -1;

    private long day;
    private long previous = NONE;

    /** Milliseconds since 1970-01-01T00:00Z; times of day begin on that day. */
    long millis(String time) throws UnreadableLine {
        try {
            if (time.length() > 8) {
                return Instant.parse(time).toEpochMilli(); // ArithmeticException: 292 million years away
            }
            int second = secondOfDay(time);
            long ofDay = (second == NONE ? LocalTime.parse(time).toSecondOfDay() : second) * SECOND_MILLIS;
            if (ofDay < previous) {
                day += DAY_MILLIS;
            }
            previous = ofDay;
            return day + ofDay;
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableLine("the first field is neither HH:MM:SS nor an ISO 8601 time");
        }
    }

    /** Of {@code 23:59:59}, by hand because a formatter takes half the time of a line; {@link #NONE} for all else. */
    private static int secondOfDay(String time) {
        if (time.length() != 8 || time.charAt(2) != ':' || time.charAt(5) != ':') {
            return NONE;
        }
        int hour = two(time, 0);
        int minute = two(time, 3);
        int second = two(time, 6);
        boolean isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return isTime ? (hour * 60 + minute) * 60 + second : NONE;
    }

    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : tens * 10 + ones;
    }
}
