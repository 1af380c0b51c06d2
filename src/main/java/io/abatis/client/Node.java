package io.abatis.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads a hop as RFC 7239 section 6 writes it: {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]}, {@code [2001:db8::1]:_port}.
 * Whatever is no IP literal ({@code unknown}, {@code _hidden}, a host name) reads as null. Work is linear in the text's length.
 */
final class Node {

    private Node() {}

    /** Reads the text from one position to, not including, the other. */
    static @Nullable Ip read(CharSequence text, int from, int to) {
        if (from < to && text.charAt(from) == '[') {
            int close = indexOf(text, ']', from, to);
            return close < to && isPortOrNothing(text, close + 1, to) ? Ip.parse(text, from + 1, close) : null;
        }
        int colon = indexOf(text, ':', from, to);
        return isPortOrNothing(text, colon, to) ? Ip.parse(text, from, colon) : null;
    }

    /** Where the character first stands; {@code to} if nowhere. */
    static int indexOf(CharSequence text, char wanted, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isPortOrNothing(CharSequence text, int from, int to) {
        if (from == to) {
            return true;
        }
        if (text.charAt(from) != ':' || to - from < 2) {
            return false;
        }
        return text.charAt(from + 1) == '_' ? isObfuscated(text, from + 2, to) : isNumber(text, from + 1, to);
    }

    private static boolean isNumber(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to - from <= 5;
    }

    private static boolean isObfuscated(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Chars.isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return from < to;
    }
}
