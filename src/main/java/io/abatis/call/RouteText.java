package io.abatis.call;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes routes: printable ASCII, all else percent-encoded as UTF-8. {@link RawTarget#decode} undoes it. */
final class RouteText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String REPLACEMENT = "\ufffd";

    private RouteText() {}

    /** Appends a part of a path. Half a surrogate pair, which has no UTF-8, becomes U+FFFD. */
    static void append(StringBuilder route, String path, int start, int end) {
        for (int at = start; at < end; ) {
            int point = path.codePointAt(at);
            if (point > ' ' && point < 0x7f && point != '%') {
                route.append((char) point);
            } else {
                appendEncoded(route, point);
            }
            at += Character.charCount(point);
        }
    }

    private static void appendEncoded(StringBuilder route, int point) {
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        for (byte b : (half ? REPLACEMENT : Character.toString(point)).getBytes(StandardCharsets.UTF_8)) {
            route.append('%');
            HEX.toHexDigits(route, b);
        }
    }

    /** The text as it stands in names. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        append(encoded, text, 0, text.length());
        return encoded.toString();
    }

    /** The text with question marks for what a terminal could take for orders. */
    static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
