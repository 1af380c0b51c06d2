package io.abatis.client;

/** The characters of header fields, RFC 9110 section 5.6. ASCII alone: the JDK's own classes take letters and digits of every script. */
final class Chars {

    private Chars() {}

    static boolean isLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Whether it may stand in a token. */
    static boolean isToken(char c) {
        return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** Whether it may stand in a quoted-string, bare or after a backslash. */
    static boolean isText(char c) {
        return c >= ' ' && c != 0x7f || c == '\t';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
