package io.abatis.call;

/** Long opaque segments of a path: what a generator of chance wrote, not a person. */
final class Tokens {
    /*
     * Chance changes between small letters, capitals and digits at every other character; people write words. So the segment is cut into words: a capital may
     * begin one, capitals or digits may be one. Words that begin by a capital after a small letter count half, because programmers write so. What then has
     * words of more than three characters and a half on average is a person's; random base 64 has two and a half. Slugs are told by their hyphens, of which
     * chance has one in 32 characters. Of random base 62, 19 in 20 are found; those that are missed stand for themselves.
     */

    private static final int SHORTEST = 20;

    /** Without capitals, or with nothing else, words with numbers look more like chance. */
    private static final int SHORTEST_OF_ONE_CASE = 24;

    private static final String JWT_START = "eyJ"; // {" in base 64

    private Tokens() {}

    static boolean isToken(String path, int start, int end) {
        return end - start >= SHORTEST && (isJwt(path, start, end) || isOpaque(path, start, end));
    }

    /** Three parts in base64url, of which the last may be empty (RFC 7519). */
    private static boolean isJwt(String path, int start, int end) {
        if (!path.startsWith(JWT_START, start)) {
            return false;
        }
        int dots = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c == '.' && path.charAt(i - 1) != '.') {
                dots++;
            } else if (!isBase64(c)) {
                return false;
            }
        }
        return dots == 2;
    }

    private static boolean isOpaque(String path, int start, int end) {
        int last = end;
        while (last > start && end - last < 2 && path.charAt(last - 1) == '=') {
            last--; // padding
        }
        int words = 0; // in halves
        int marks = 0;
        int letters = 0;
        char before = '-';
        boolean capitals = false;
        boolean large = false;
        boolean small = false;
        for (int i = start; i < last; i++) {
            char c = path.charAt(i);
            if (!isBase64(c)) {
                return false;
            }
            if (c == '-' || c == '_') {
                marks++;
            } else {
                letters++;
                words += continues(before, c, capitals) ? 0 : isCapital(c) && isSmall(before) ? 1 : 2;
            }
            capitals = isCapital(c) && isCapital(before);
            large |= isCapital(c);
            small |= isSmall(c);
            before = c;
        }
        boolean isLong = end - start >= (large && small ? SHORTEST : SHORTEST_OF_ONE_CASE);
        return isLong && words * 7 >= letters * 4 && marks * 10 <= letters + marks;
    }

    /** Whether a character is of the same word as the one before it. */
    private static boolean continues(char before, char c, boolean afterCapitals) {
        if (Identifiers.isDigit(c)) {
            return Identifiers.isDigit(before);
        }
        if (isCapital(c)) {
            return isCapital(before);
        }
        return isSmall(before) || isCapital(before) && !afterCapitals;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isBase64(char c) {
        return Identifiers.isDigit(c) || Identifiers.isLetter(c) || c == '-' || c == '_';
    }
}
