package io.abatis.client;

import org.jspecify.annotations.Nullable;

/** A reader of one address literal. Anything but a complete, strict literal reads as null; work is linear in the text's length. */
final class IpLiteral {

    private static final int LONGEST = 45; // eight groups, the last two as dotted decimals

    private final CharSequence text;
    private final int start;
    private final int end;

    /** The 32 bits of an IPv4 literal that fills the text from one position to, not including, the other; negative for anything else. */
    static long v4(CharSequence text, int start, int end) {
        long bits = 0;
        int value = 0;
        int digits = 0;
        int dots = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (isDecimal(c) && digits < 3 && (digits == 0 || value > 0)) {
                value = value * 10 + c - '0';
                digits++;
            } else if (c == '.' && digits > 0 && value <= 255 && dots < 3) {
                bits = bits << 8 | value;
                value = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        boolean isWhole = dots == 3 && digits > 0 && value <= 255;
        return isWhole ? bits << 8 | value : -1;
    }

    /** The literal is to fill the text from one position to, not including, the other. */
    IpLiteral(CharSequence text, int start, int stop) {
        this.text = text;
        this.start = start;
        this.end = withoutZone(text, start, stop);
    }

    /** Zone ids name an interface of the host that wrote them; to everyone else they are noise. Only IPv6 literals have one. */
    private static int withoutZone(CharSequence text, int start, int stop) {
        boolean v6 = false;
        for (int i = start; i < stop && i - start <= LONGEST; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                v6 = true;
            } else if (c == '%') {
                return v6 && i + 1 < stop ? i : -1;
            }
        }
        return stop - start <= LONGEST ? stop : -1;
    }

    @Nullable
    Ip read() {
        if (end <= start) {
            return null;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == ':') {
                return readV6();
            }
        }
        long v4 = v4(text, start, end);
        return v4 < 0 ? null : Ip.ofV4((int) v4);
    }

    private @Nullable Ip readV6() {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = start;
        if (startsGap(start)) {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            if (count == 8) {
                return null;
            }
            int stop = groupEnd(at);
            if (stop < end && text.charAt(stop) == '.') {
                long v4 = count <= 6 ? v4(text, at, end) : -1;
                if (v4 < 0) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xffff);
                at = end;
                break;
            }
            if (stop == at || stop - at > 4) {
                return null;
            }
            groups[count++] = Integer.parseInt(text, at, stop, 16);
            at = stop;
            if (at == end) {
                break;
            }
            if (startsGap(at)) {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at += 2;
            } else if (text.charAt(at) == ':' && at + 1 < end) {
                at++;
            } else {
                return null;
            }
        }
        return assemble(groups, count, gap);
    }

    private boolean startsGap(int at) {
        return at + 1 < end && text.charAt(at) == ':' && text.charAt(at + 1) == ':';
    }

    private int groupEnd(int from) {
        int at = from;
        while (at < end && isHex(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static @Nullable Ip assemble(int[] groups, int count, int gap) {
        if (gap < 0 ? count != 8 : count > 7) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            int skipped = 8 - count;
            int group = gap < 0 || i < gap ? groups[i] : i < gap + skipped ? 0 : groups[i - skipped];
            if (i < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new Ip(high, low);
    }

    // Character.isDigit would take digits of every script.
    private static boolean isDecimal(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDecimal(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
