package io.abatis.call;

import org.jspecify.annotations.Nullable;

/** Tells segments of a path that name one thing among many (a number, a UUID, a hash) from those that name a kind of thing. */
final class Identifiers {

    private static final int SHORTEST_HASH = 16;
    private static final int UUID_LENGTH = 36;

    private Identifiers() {}

    /** The placeholder for the segment, or null if it stands for itself. */
    static @Nullable String placeholder(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return null;
        }
        int digits = 0;
        int hex = 0;
        int dashes = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
                hex++;
            } else if (c == '-') {
                dashes++;
            } else {
                return null;
            }
        }
        if (digits == length) {
            return "{number}";
        }
        if (length == UUID_LENGTH && dashes == 4 && isUuid(path, start)) {
            return "{uuid}";
        }
        // A word such as "deadbeefdeadbeef" without one digit is rarer than a hash without one.
        return dashes == 0 && length >= SHORTEST_HASH && digits > 0 && digits + hex == length ? "{hash}" : null;
    }

    private static boolean isUuid(String path, int start) {
        return path.charAt(start + 8) == '-'
                && path.charAt(start + 13) == '-'
                && path.charAt(start + 18) == '-'
                && path.charAt(start + 23) == '-';
    }
}
