package io.abatis.client;

import org.jspecify.annotations.Nullable;

/**
 * The header in which trusted proxies say whom they speak for. Exactly one is believed: a proxy that writes the one hands on the other as the
 * client sent it. Both are lists, one element a hop, the nearest hop rightmost, and are read from the right, element by element.
 */
public enum ForwardedHeader {

    /** {@code Forwarded}, RFC 7239; the hop is its parameter {@code for}. */
    FORWARDED("Forwarded") {
        @Override
        int start(String line, int end) {
            return ForwardedElement.start(line, end);
        }

        @Override
        @Nullable
        Ip hop(String line, int from, int to) {
            return new ForwardedElement(line, from, to).hop();
        }
    },

    /** {@code X-Forwarded-For}: addresses alone, IPv6 in brackets or not; some proxies add the port. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        int start(String line, int end) {
            return line.lastIndexOf(',', end - 1) + 1;
        }

        @Override
        @Nullable
        Ip hop(String line, int from, int to) {
            int start = from;
            int end = to;
            while (start < end && line.charAt(start) <= ' ') {
                start++;
            }
            while (start < end && line.charAt(end - 1) <= ' ') {
                end--;
            }
            return isBareIpv6(line, start, end) ? Ip.parse(line, start, end) : Node.read(line, start, end);
        }
    };

    private final String fieldName;

    ForwardedHeader(String fieldName) {
        this.fieldName = fieldName;
    }

    /** The header's name. */
    public String fieldName() {
        return fieldName;
    }

    /**
     * Where the element begins that ends here; -1 if there is no telling, because a quote is open.
     *
     * @param line one header line's value
     * @param end the position after the element's last character
     */
    abstract int start(String line, int end);

    /** The address of an element from one position to, not including, the other; null if it names none, or is malformed. */
    abstract @Nullable Ip hop(String line, int from, int to);

    private static boolean isBareIpv6(String line, int from, int to) {
        int first = Node.indexOf(line, ':', from, to);
        return from < to && line.charAt(from) != '[' && first < to && Node.indexOf(line, ':', first + 1, to) < to;
    }
}
