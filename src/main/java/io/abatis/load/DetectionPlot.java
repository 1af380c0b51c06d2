package io.abatis.load;

import java.util.List;
import java.util.Locale;

/** How well attackers are detected, as an SVG image that stands alone, one panel below the other: narrow enough for a telephone. */
public final class DetectionPlot {

    private static final String STYLE = """
            svg{display:block;margin:auto;width:100%;max-width:720px;height:auto;background:var(--page)}
            svg{--page:#fff;--ink:#2b2f2c;--quiet:#4a524c;--rule:#e3e6e2;--sprt:#1d5fa8;--cusum:#00795a;--forest:#c2410c}
            @media (prefers-color-scheme:dark){svg{--page:#141815;--ink:#e8ece8;--quiet:#b4bdb6;--rule:#333b35;
            --sprt:#6cabf0;--cusum:#3cc79b;--forest:#fb8a4f}}
            text{fill:var(--quiet);font:13px system-ui,sans-serif}.name{fill:var(--ink);font-weight:600}
            .grid{stroke:var(--rule)}.axis,.other{stroke:var(--quiet)}
            path{fill:none;stroke-width:2.2;stroke-linejoin:round}
            .sprt{stroke:var(--sprt)}.cusum{stroke:var(--cusum)}.forest,.mimicry{stroke:var(--forest)}
            .thin{stroke-width:1.2}.dashed{stroke-dasharray:6 4}.mimicry{stroke-dasharray:2 3}
            """;

    /** What a curve is about, and so its colour. */
    public enum Look {
        /** Wald's test. */
        SPRT,
        /** Page's test. */
        CUSUM,
        /** The forest. */
        FOREST,
        /** The forest against attackers that mimic users. */
        MIMICRY,
        /** Anything else. */
        OTHER;

        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private DetectionPlot() {}

    /**
     * Draws.
     *
     * @param title what all panels are about
     * @param description the main figures in words, for those who cannot see the image
     * @param delays the first panel
     * @param rocs the panels below
     */
    public static String svg(String title, String description, DelayPlot delays, List<RocPlot> rocs) {
        double height =
                delays.height() + rocs.stream().mapToDouble(RocPlot::height).sum();
        Markup markup = new Markup();
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                String.format(Locale.ROOT, "0 0 %.0f %.0f", Chart.WIDTH, height),
                "role",
                "img",
                "aria-labelledby",
                "title desc");
        markup.element("title", title, "id", "title").line();
        markup.element("desc", description, "id", "desc").line();
        markup.open("style").raw(STYLE).close("style").line();
        Panel panel = new Panel(markup, 0);
        delays.draw(panel);
        double top = delays.height();
        for (RocPlot roc : rocs) {
            roc.draw(new Panel(markup, top));
            top += roc.height();
        }
        return markup.close("svg").line().toString();
    }
}
