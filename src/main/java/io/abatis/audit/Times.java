package io.abatis.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as RFC 3339 has them: UTC, to the millisecond, in a year of four digits. */
final class Times {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Times() {}

    /** A time as text, the nearest there is. */
    static String text(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(Math.max(FIRST, Math.min(LAST, millis))));
    }
}
