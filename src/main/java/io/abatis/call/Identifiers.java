package io.abatis.call;

import org.jspecify.annotations.Nullable;

/**
 * Tells segments of a path that name one thing among many from those that name a kind of thing, by nothing but their own characters. In doubt a segment
 * stands for itself: a route too many is only rare, but two routes under one name hide each other.
 *
 * <p>Only ASCII digits are digits. Decimals are numbers if they have a sign or three places, as coordinates do; {@code 1.2} is a version.
 */
final class Identifiers {

    private static final int SHORTEST_HASH = 16;
    private static final int SHORTEST_HASH_IN_FILE = 8;
    private static final int UUID_LENGTH = 36;
    private static final int ULID_LENGTH = 26;
    private static final int LONGEST_EMAIL = 254;

    private Identifiers() {}

    /** Appends a segment, or the placeholder for it. */
    static void append(StringBuilder route, String path, int start, int end) {
        String placeholder = placeholder(path, start, end);
        if (placeholder != null) {
            route.append(placeholder);
            return;
        }
        int dot = end - 1;
        while (dot > start && path.charAt(dot) != '.') {
            dot--;
        }
        if (dot > start && dot < end - 1) {
            int at = appendStem(route, path, start, dot);
            RouteText.append(route, path, at, end);
        } else {
            RouteText.append(route, path, start, end);
        }
    }

    /** Builds give files a hash for a part of their name, so that a new file is a new one to every cache. */
    private static int appendStem(StringBuilder route, String path, int start, int end) {
        int done = start;
        int part = start;
        for (int i = start; i <= end; i++) {
            if (i == end || isSeparator(path.charAt(i))) {
                if (isHashInFile(path, part, i)) {
                    RouteText.append(route, path, done, part);
                    route.append("{hash}");
                    done = i;
                }
                part = i + 1;
            }
        }
        return done;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-' || c == '_' || c == '~';
    }

    /** Hexadecimal, with a digit before a letter: "facade12" is a word with a number. */
    private static boolean isHashInFile(String path, int start, int end) {
        if (end - start < SHORTEST_HASH_IN_FILE) {
            return false;
        }
        int digits = 0;
        boolean mixed = false;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (isHexLetter(c)) {
                mixed |= i > start && isDigit(path.charAt(i - 1));
            } else {
                return false;
            }
        }
        return mixed && digits >= 2;
    }

    /** The placeholder for the segment, or null if it stands for itself. */
    static @Nullable String placeholder(String path, int start, int end) {
        if (start == end) {
            return null;
        }
        int digits = 0;
        int hex = 0;
        int others = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            hex += isHexLetter(c) ? 1 : 0;
            others += c > ' ' && c < 0x7f ? 0 : 1;
        }
        int length = end - start;
        if (digits == length || digits > 0 && isSignedOrFine(path, start, end)) {
            return "{number}";
        }
        if (others > 0) {
            return null;
        }
        if (length == UUID_LENGTH && digits + hex == length - 4 && isUuid(path, start)) {
            return "{uuid}";
        }
        // A word such as "deadbeefdeadbeef" without one digit is rarer than a hash without one.
        if (length >= SHORTEST_HASH && digits > 0 && digits + hex == length) {
            return "{hash}";
        }
        if (digits > 0 && Dates.isDate(path, start, end)) {
            return "{date}";
        }
        if (length == ULID_LENGTH && isUlid(path, start, end)) {
            return "{ulid}";
        }
        return isEmail(path, start, end) ? "{email}" : Tokens.isToken(path, start, end) ? "{token}" : null;
    }

    private static boolean isSignedOrFine(String path, int start, int end) {
        int sign = path.charAt(start) == '-' ? 1 : 0;
        int dot = -1;
        for (int i = start + sign; i < end; i++) {
            char c = path.charAt(i);
            if (c == '.' && dot < 0 && i > start + sign) {
                dot = i;
            } else if (!isDigit(c)) {
                return false;
            }
        }
        return dot < 0 ? end - start > sign : dot < end - 1 && (sign == 1 || end - dot > 3);
    }

    private static boolean isUuid(String path, int start) {
        return path.charAt(start + 8) == '-'
                && path.charAt(start + 13) == '-'
                && path.charAt(start + 18) == '-'
                && path.charAt(start + 23) == '-';
    }

    /** Crockford's base 32 in one case, of 128 bits, and of a time before the year 3085: so it begins with 0, as few words do. */
    private static boolean isUlid(String path, int start, int end) {
        boolean upper = false;
        boolean lower = false;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            char capital = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
            if (!isDigit(c) && (capital < 'A' || capital > 'Z' || "ILOU".indexOf(capital) >= 0)) {
                return false;
            }
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
        }
        return path.charAt(start) == '0' && !(upper && lower);
    }

    /** {@code name@host.tld}, but neither {@code @scope}, {@code package@1.2.3}, nor {@code logo@2x.png}. */
    private static boolean isEmail(String path, int start, int end) {
        if (end - start > LONGEST_EMAIL) {
            return false;
        }
        int at = start;
        while (at < end && path.charAt(at) != '@') {
            at++;
        }
        if (at == start || at == end) {
            return false;
        }
        int label = at + 1;
        int labels = 0;
        boolean scaled = false;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            boolean word = isDigit(c) || isLetter(c) || c == '-' || c == '.';
            if (i != at && !word && (i > at || "_%+'".indexOf(c) < 0)) {
                return false;
            }
            if (i > at && c == '.') {
                if (i == label) {
                    return false;
                }
                scaled = isScale(path, label, i);
                label = i + 1;
                labels++;
            }
        }
        return labels > 0 && !scaled && isTopLevel(path, label, end);
    }

    /** How much larger an image is: {@code 2x}. */
    private static boolean isScale(String path, int start, int end) {
        return end - start >= 2 && isDigit(path.charAt(end - 2)) && path.charAt(end - 1) == 'x';
    }

    private static boolean isTopLevel(String path, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isLetter(path.charAt(i))) {
                return false;
            }
        }
        return end - start >= 2;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isHexLetter(char c) {
        return c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
