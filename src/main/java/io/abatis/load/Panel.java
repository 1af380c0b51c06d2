package io.abatis.load;

import java.util.Locale;

/** One panel of a {@link DetectionPlot}: shares in percent upwards, curves, and a legend below. Not thread-safe. */
final class Panel {

    private static final double LINE = 18;
    private static final double LEGEND = Chart.HEIGHT + 10;
    private static final double KEY = 28;
    private static final double COLUMN = (Chart.RIGHT - Chart.LEFT) / 2;

    private final Markup markup;

    /** @param top where it begins in the image */
    Panel(Markup markup, double top) {
        this.markup = markup;
        markup.open("g", "transform", String.format(Locale.ROOT, "translate(0 %.0f)", top))
                .line();
    }

    /** The height of a panel with so many lines in its legend. */
    static double height(int lines) {
        return LEGEND + LINE * lines + 14;
    }

    /** The title, the grid, and what is measured across. */
    void frame(String title, String across) {
        markup.element("text", title, "x", 4.0, "y", 16.0, "class", "name");
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = Chart.y(percent / 100.0);
            line(y, "grid");
            text(percent + " %", Chart.LEFT - 7, y + 4, "end");
        }
        line(Chart.BOTTOM, "axis");
        text(across, (Chart.LEFT + Chart.RIGHT) / 2, Chart.HEIGHT - 8, "middle");
        markup.line();
    }

    /** A mark at the bottom, at a share of the width. */
    void tick(double share, String label) {
        double x = Chart.x(share);
        markup.empty("line", "x1", x, "x2", x, "y1", Chart.BOTTOM, "y2", Chart.BOTTOM + 4, "class", "axis");
        boolean isLast = share > .97;
        text(label, isLast ? Chart.RIGHT + 6 : x, Chart.BOTTOM + 17, isLast ? "end" : "middle");
    }

    void path(String data, String style) {
        markup.empty("path", "d", data, "class", style).line();
    }

    /** An entry of the legend, in its left or right column or over both. */
    void key(int line, int column, String name, String style) {
        double x = Chart.LEFT + COLUMN * column;
        double y = LEGEND + LINE * line;
        path(Chart.point('M', x, y) + String.format(Locale.ROOT, "h%.0f", KEY), style);
        text(name, x + KEY + 8, y + 4, "start");
    }

    /** An entry of the legend for a ring. */
    void ringKey(int line, String name, String style) {
        double y = LEGEND + LINE * line;
        ring(Chart.LEFT + KEY / 2, y, style);
        text(name, Chart.LEFT + KEY + 8, y + 4, "start");
    }

    void ring(double x, double y, String style) {
        path(Chart.point('M', x - 5, y) + "a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", style);
    }

    void end() {
        markup.close("g").line();
    }

    private void line(double y, String style) {
        markup.empty("line", "x1", Chart.LEFT, "x2", Chart.RIGHT, "y1", y, "y2", y, "class", style);
    }

    private void text(String words, double x, double y, String anchor) {
        markup.element("text", words, "x", x, "y", y, "text-anchor", anchor);
    }
}
