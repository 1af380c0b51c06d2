package io.abatis.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The frame of a plot as inline SVG: axes, grid and legend, in a box of fixed units that scales with the page. Colours
 * are the page's classes. Not thread-safe.
 */
final class Chart {

    static final double WIDTH = 480;
    static final double HEIGHT = 280;
    static final double LEFT = 62;
    static final double RIGHT = WIDTH - 12;
    static final double TOP = 30;
    static final double BOTTOM = HEIGHT - 44;

    private final Markup markup;
    private final Markup legend = new Markup();

    private Chart(Markup markup) {
        this.markup = markup;
    }

    /** Begins a plot, which its legend follows; {@code said} tells what it shows to those who cannot see it. */
    static Chart begin(Markup markup, String said) {
        markup.open("svg", "viewBox", "0 0 480 280", "role", "img", "aria-label", said, "class", "plot");
        return new Chart(markup);
    }

    void end() {
        markup.close("svg").line();
        markup.open("p", "class", "legend").raw(legend.toString()).close("p").line();
    }

    /** Where a share of the width, 0 to 1, lies. */
    static double x(double share) {
        return LEFT + share * (RIGHT - LEFT);
    }

    /** Where a share of the height, 0 at the bottom to 1 at the top, lies. */
    static double y(double share) {
        return BOTTOM - share * (BOTTOM - TOP);
    }

    void gridLine(double share, String label) {
        markup.empty("line", "x1", LEFT, "x2", RIGHT, "y1", y(share), "y2", y(share), "class", "grid");
        markup.element("text", label, "x", LEFT - 7, "y", y(share) + 4, "text-anchor", "end");
    }

    void tick(double share, String label) {
        markup.empty("line", "x1", x(share), "x2", x(share), "y1", BOTTOM, "y2", BOTTOM + 4, "class", "axis");
        String anchor = share > .97 ? "end" : "middle";
        markup.element("text", label, "x", Math.min(RIGHT + 6, x(share)), "y", BOTTOM + 17, "text-anchor", anchor);
    }

    /** The line at the bottom, and what the axes measure. */
    void axes(String across, String up) {
        markup.empty("line", "x1", LEFT, "x2", RIGHT, "y1", BOTTOM, "y2", BOTTOM, "class", "axis");
        markup.element("text", across, "x", (LEFT + RIGHT) / 2, "y", HEIGHT - 8, "text-anchor", "middle");
        markup.element("text", up, "x", 2.0, "y", 14.0, "class", "unit");
    }

    void legend(String name, String style) {
        legend.open("span")
                .open("i", "class", "key " + style)
                .close("i")
                .text(name)
                .close("span")
                .text(" ");
    }

    void path(String data, String style) {
        markup.empty("path", "d", data, "class", style);
    }

    void message(String words) {
        markup.element("text", words, "x", x(.5), "y", y(.5), "text-anchor", "middle", "class", "unit");
    }

    static String point(char command, double x, double y) {
        return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
    }

    /** A column from one height to another as a piece of a path. */
    static String column(double left, double right, double bottom, double top) {
        return String.format(Locale.ROOT, "M%.2f %.1fV%.1fH%.2fV%.1fZ", left, bottom, top, right, bottom);
    }

    /** Round values from 0 to at least the highest one, about four of them: 1, 2 or 5 times a power of ten apart. */
    static List<Double> scale(double highest) {
        double rough = Math.max(highest, 1) / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
        step = Math.max(step, 1);
        List<Double> marks = new ArrayList<>();
        for (int i = 0; marks.isEmpty() || marks.get(marks.size() - 1) < highest; i++) {
            marks.add(i * step);
        }
        return marks;
    }
}
