package io.abatis.audit;

/** Texts from outside have any length; what is written has not. */
final class Cut {

    /** The most characters of an operator's name. */
    static final int NAME = 256;

    /** The most characters of a route, or of a column that is named beside others. */
    static final int ROUTE = 512;

    /** The most characters of a note or an explanation. */
    static final int NOTE = 1_024;

    /** The most characters of a message. */
    static final int MESSAGE = 2_048;

    private Cut() {}

    /** The text itself, or its start and an ellipsis. */
    static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "\u2026";
    }
}
