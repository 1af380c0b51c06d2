package io.abatis.load;

import java.util.List;
import java.util.Locale;

/** The share of attackers flagged against the calls they made, one curve for each test and kind of attacker, as an SVG image that stands alone. */
public final class DelayPlot {

    private static final String STYLE = """
            svg{background:#fff;font:12px system-ui,sans-serif}
            text{fill:#444}.grid{stroke:#e3e3e3}.axis{stroke:#888}
            path{fill:none;stroke-width:2}
            .best{stroke:#1b7f4b}.forest{stroke:#b3261e}.mimicry{stroke:#b3261e;stroke-dasharray:2 3}
            .thin{stroke-width:1}.other{stroke:#888}
            """;
    private static final double LINE = 17;

    /** How a curve is drawn. */
    public enum Look {
        /** A fastest test. */
        BEST("best"),
        /** The forest. */
        FOREST("forest"),
        /** The forest against attackers that mimic users. */
        MIMICRY("mimicry"),
        /** Anything else. */
        OTHER("other");

        private final String style;

        Look(String style) {
            this.style = style;
        }
    }

    /**
     * A curve.
     *
     * @param name what it shows
     * @param look how it is drawn
     * @param isThin whether its line is thin
     * @param shares the shares flagged within 0, 1, 2 … calls
     */
    public record Curve(String name, Look look, boolean isThin, List<Double> shares) {

        /** A copy whose list nobody else can change. */
        public Curve {
            shares = List.copyOf(shares);
        }
    }

    private DelayPlot() {}

    /**
     * Draws.
     *
     * @param title what all curves are about
     * @param curves at least one, all of the same length
     */
    public static String svg(String title, List<Curve> curves) {
        int calls = curves.get(0).shares().size() - 1;
        double height = Chart.HEIGHT + LINE * curves.size();
        Markup markup = new Markup();
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                box(height),
                "role",
                "img",
                "aria-label",
                title);
        markup.element("title", title).open("style").raw(STYLE).close("style").line();
        for (int percent = 0; percent <= 100; percent += 25) {
            grid(markup, percent);
        }
        for (double mark : Chart.scale(calls)) {
            if (mark <= calls) {
                double x = Chart.x(mark / calls);
                text(markup, Figures.count(Math.round(mark)), x, Chart.BOTTOM + 17, "middle");
            }
        }
        line(markup, Chart.BOTTOM, "axis");
        text(markup, "calls since the attack began", (Chart.LEFT + Chart.RIGHT) / 2, Chart.HEIGHT - 8, "middle");
        text(markup, title, 2, 14, "start");
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            String style = curve.look().style + (curve.isThin() ? " thin" : "");
            double y = Chart.HEIGHT + LINE * i + 8;
            markup.line().empty("path", "d", steps(curve.shares(), calls), "class", style);
            markup.empty("path", "d", String.format(Locale.ROOT, "M%.1f %.1fh28", Chart.LEFT, y), "class", style);
            text(markup, curve.name(), Chart.LEFT + 36, y + 4, "start");
        }
        return markup.line().close("svg").line().toString();
    }

    private static String box(double height) {
        return String.format(Locale.ROOT, "0 0 %.0f %.0f", Chart.WIDTH, height);
    }

    private static void grid(Markup markup, int percent) {
        double y = Chart.y(percent / 100.0);
        line(markup, y, "grid");
        text(markup, percent + " %", Chart.LEFT - 7, y + 4, "end");
    }

    private static void line(Markup markup, double y, String style) {
        markup.empty("line", "x1", Chart.LEFT, "x2", Chart.RIGHT, "y1", y, "y2", y, "class", style);
    }

    private static void text(Markup markup, String words, double x, double y, String anchor) {
        markup.element("text", words, "x", x, "y", y, "text-anchor", anchor);
    }

    /** A client is flagged at a call, not between two. */
    private static String steps(List<Double> shares, int calls) {
        StringBuilder path = new StringBuilder();
        for (int call = 0; call <= calls; call++) {
            double x = Chart.x((double) call / calls);
            double y = Chart.y(shares.get(call));
            path.append(call == 0 ? Chart.point('M', x, y) : String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
        }
        return path.toString();
    }
}
