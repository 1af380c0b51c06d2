package io.abatis.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code Forwarded}: {@code for="[2001:db8::1]:4711";proto=https;by=_gate}, as RFC 7239 section 4 has it. More lenient in two
 * things, which many proxies write and which mislead nobody: blanks around semicolons, and colons and brackets in values without quotes.
 * An IPv6 address must be in brackets all the same: without them, its last group and a port look alike.
 */
final class ForwardedElement {

    /*
     * Elements are found from the right. What a trusted proxy appended is whole, and stands rightmost: read from its end, each of its quotes is met
     * in pairs, so its first character is found before anything is looked at that the client sent. Read from the left, one quote that the client left
     * open would swallow the proxy's element. A quoted string does not go on in another header line, for the same reason.
     */

    private final CharSequence text;
    private final int end;
    private int at;
    private @Nullable Ip hop;
    private boolean hasFor;

    ForwardedElement(CharSequence text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    /** Where the element begins that ends here: after the nearest comma outside quotes; -1 if the line begins within quotes. */
    static int start(CharSequence line, int end) {
        boolean quoted = false;
        int at = end;
        while (at > 0) {
            char c = line.charAt(at - 1);
            if (c == ',' && !quoted) {
                return at;
            }
            if (c == '"') {
                quoted = !quoted || isEscaped(line, at - 1);
            }
            at--;
        }
        return quoted ? -1 : 0;
    }

    /** Backslashes escape each other, so an odd number of them escapes the quote. Each is counted for one quote only. */
    private static boolean isEscaped(CharSequence line, int quote) {
        int first = quote;
        while (first > 0 && line.charAt(first - 1) == '\\') {
            first--;
        }
        return (quote - first) % 2 == 1;
    }

    /** The address that the element is for; null if it has none, two, or is malformed anywhere. */
    @Nullable
    Ip hop() {
        skipBlanks();
        while (at < end) {
            if (text.charAt(at) != ';' && !pair()) {
                return null;
            }
            skipBlanks();
            if (at < end && text.charAt(at++) != ';') {
                return null;
            }
            skipBlanks();
        }
        return hop;
    }

    /** Reads {@code token "=" (token / quoted-string)}; false if there is no such thing. */
    private boolean pair() {
        int name = at;
        while (at < end && Chars.isToken(text.charAt(at))) {
            at++;
        }
        if (at == name || at == end || text.charAt(at) != '=') {
            return false;
        }
        boolean isFor = at - name == 3 && isFor(name);
        boolean again = isFor && hasFor;
        hasFor |= isFor;
        at++;
        return !again && (at < end && text.charAt(at) == '"' ? quoted(isFor) : unquoted(isFor));
    }

    private boolean isFor(int name) {
        return (text.charAt(name) | 0x20) == 'f'
                && (text.charAt(name + 1) | 0x20) == 'o'
                && (text.charAt(name + 2) | 0x20) == 'r';
    }

    private boolean unquoted(boolean isFor) {
        int value = at;
        while (at < end && isUnquoted(text.charAt(at))) {
            at++;
        }
        if (isFor) {
            hop = Node.read(text, value, at);
        }
        return at > value;
    }

    private static boolean isUnquoted(char c) {
        return Chars.isToken(c) || c == ':' || c == '[' || c == ']';
    }

    private boolean quoted(boolean isFor) {
        int value = ++at;
        boolean plain = true;
        while (at < end && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                plain = false;
                at++;
            }
            if (at == end || !Chars.isText(text.charAt(at))) {
                return false;
            }
            at++;
        }
        if (at == end) {
            return false;
        }
        if (isFor) {
            hop = plain ? Node.read(text, value, at) : unescaped(value, at);
        }
        at++;
        return true;
    }

    private @Nullable Ip unescaped(int from, int to) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return Node.read(plain, 0, plain.length());
    }

    private void skipBlanks() {
        while (at < end && Chars.isBlank(text.charAt(at))) {
            at++;
        }
    }
}
