package io.abatis.cli;

/** Texts from files, for a terminal. */
final class Printable {

    private Printable() {}

    /**
     * A text of one line, cut to a length, in which nothing moves the cursor, changes colours, hides or turns the direction of writing: such characters become
     * question marks.
     *
     * @param most the most characters to show, at least 1
     */
    static String of(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(point -> isVisible(point) ? point : '?')
                .forEach(shown::appendCodePoint);
        boolean isWhole = text.codePointCount(0, text.length()) <= most;
        return isWhole ? shown.toString() : shown + "\u2026";
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
