package io.abatis.traffic;

/** Text from strangers that goes into CSV files which people open in spreadsheets. */
public final class SpreadsheetCell {

    private SpreadsheetCell() {}

    /** The text without control characters, and with an apostrophe before what a spreadsheet would take for a formula. */
    public static String inert(String text) {
        String visible = text.replaceAll("\\p{Cc}", "?");
        boolean formula = !visible.isEmpty() && "=+-@".indexOf(visible.charAt(0)) >= 0;
        return formula ? "'" + visible : visible;
    }
}
