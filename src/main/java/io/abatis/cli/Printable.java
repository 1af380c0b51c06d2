package io.abatis.cli;

/** Texts of strangers, made inert for terminals: what would move the cursor, change colours, hide or turn around other text is shown as its number. */
final class Printable {

    private static final int MOST = 500;

    private Printable() {}

    /** On one line, at most {@value #MOST} characters; what a terminal would act upon is written as its code point, ESC for one as a backslash and u{1b}. */
    static String line(String text) {
        return of(text, MOST);
    }

    /** The same, with at most so many characters. */
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (shown++ == most) {
                return line.append('…').toString();
            }
            append(line, text.codePointAt(i));
        }
        return line.toString();
    }

    /** On as many lines as the text has. */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().forEach(line -> lines.append(line(line)).append(System.lineSeparator()));
        return lines.toString();
    }

    private static void append(StringBuilder line, int point) {
        if (isInert(point)) {
            line.appendCodePoint(point);
        } else {
            line.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    private static boolean isInert(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
