package io.abatis.console;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator said a client is, for the next training.
 *
 * @param isMalicious whether it is; otherwise it is benign
 * @param sinceMillis when that was said, milliseconds since 1970-01-01T00:00Z
 * @param operator who said it
 */
public record Label(boolean isMalicious, long sinceMillis, String operator) {

    private static final String MALICIOUS = "malicious";
    private static final String BENIGN = "benign";

    /** The word for it in a file of labels. */
    public String word() {
        return isMalicious ? MALICIOUS : BENIGN;
    }

    /** One line that {@link #parse} reads. */
    String line() {
        return word() + " " + Instant.ofEpochMilli(sinceMillis) + " " + operator;
    }

    /** The label that a line says, or null. */
    static @Nullable Label parse(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3 || !parts[0].equals(MALICIOUS) && !parts[0].equals(BENIGN)) {
            return null;
        }
        try {
            return new Label(parts[0].equals(MALICIOUS), Instant.parse(parts[1]).toEpochMilli(), parts[2]);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
