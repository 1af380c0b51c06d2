package io.abatis.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text: columns as wide as their widest cell, two blanks between. Where it must not be wider than a terminal, the widest columns are cut, each cut cell
 * ending in {@code …}. Cells are made inert. Not safe for threads.
 */
final class TextTable {

    private static final int LEAST = 8;
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    /** @param heads the columns' names */
    TextTable(String... heads) {
        rows.add(heads.clone());
    }

    /** Adds a row of as many cells as there are columns. */
    TextTable row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + rows.get(0).length);
        }
        rows.add(Arrays.stream(cells).map(Printable::line).toArray(String[]::new));
        return this;
    }

    /**
     * Prints it.
     *
     * @param width the terminal's, in characters; 0 if there is none to fit
     */
    void print(PrintWriter out, int width) {
        int[] widths = widths(width);
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String cell = cut(row[i], widths[i]);
                line.append(i == 0 ? "" : GAP).append(cell);
                line.append(" ".repeat(widths[i] - length(cell)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths(int width) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        int room = width - GAP.length() * (widths.length - 1);
        while (width > 0 && Arrays.stream(widths).sum() > room) {
            int widest = widest(widths);
            if (widths[widest] <= LEAST) {
                break; // too narrow a terminal to be of use: it may wrap
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] >= widths[widest] ? i : widest;
        }
        return widest;
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
