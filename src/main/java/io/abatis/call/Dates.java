package io.abatis.call;

/** Segments of a path that are dates as ISO 8601 has them: {@code 2026-11}, {@code 2026-11-21}, {@code 2026-11-21T10:05:03Z}. */
final class Dates {

    private static final int MONTH = 7;
    private static final int DAY = 10;

    private Dates() {}

    static boolean isDate(String path, int start, int end) {
        int length = end - start;
        if (length < MONTH || !isNumber(path, start, 4, 1_000, 2_999) || !isPart(path, start + 4, 12)) {
            return false;
        }
        if (length == MONTH) {
            return true;
        }
        if (length < DAY || !isPart(path, start + MONTH, 31)) {
            return false;
        }
        return length == DAY || path.charAt(start + DAY) == 'T' && isTime(path, start + DAY + 1, end);
    }

    private static boolean isPart(String path, int start, int most) {
        return path.charAt(start) == '-' && isNumber(path, start + 1, 2, 1, most);
    }

    private static boolean isNumber(String path, int start, int digits, int least, int most) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            char c = path.charAt(i);
            if (!Identifiers.isDigit(c)) {
                return false;
            }
            number = number * 10 + c - '0';
        }
        return number >= least && number <= most;
    }

    private static boolean isTime(String path, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (!Identifiers.isDigit(c) && ":.,+-Z".indexOf(c) < 0) {
                return false;
            }
        }
        return end > start && Identifiers.isDigit(path.charAt(start));
    }
}
