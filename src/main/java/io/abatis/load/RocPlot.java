package io.abatis.load;

import io.abatis.load.DetectionPlot.Look;
import java.util.List;

/**
 * The share of attackers flagged against the share of benign clients flagged, on a logarithmic axis that begins with a place for none at all.
 *
 * @param title what all curves are about
 * @param curves in rows of two, the left one drawn solid, the right one dashed
 * @param blind the name of a test that flags nobody, neither rightly nor wrongly
 */
public record RocPlot(String title, List<Curve> curves, String blind) {

    private static final double LOWEST = .0005;

    /** The share of the width at which none stands, and that from which on the axis is logarithmic. */
    private static final double NONE = .02;

    private static final double BEGIN = .08;

    /**
     * A curve.
     *
     * @param name what it shows
     * @param look how it is drawn
     * @param points by falling or by rising rate of false positives
     */
    public record Curve(String name, Look look, List<Point> points) {

        /** A copy whose list nobody else can change. */
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param wrongly the share of benign clients flagged, 0 to 1; below 0.0005 it is not drawn
     * @param rightly the share of attackers flagged, 0 to 1; NaN is not drawn
     */
    public record Point(double wrongly, double rightly) {

        private boolean isShown() {
            return wrongly >= LOWEST && Double.isFinite(rightly);
        }
    }

    /** A copy whose list nobody else can change. */
    public RocPlot {
        curves = List.copyOf(curves);
    }

    double height() {
        return Panel.height((curves.size() + 1) / 2 + 1);
    }

    void draw(Panel panel) {
        panel.frame(title, "benign clients flagged within 500 calls");
        panel.tick(NONE, "none");
        panel.tick(share(.001), "0.1 %");
        panel.tick(share(.01), "1 %");
        panel.tick(share(.1), "10 %");
        panel.tick(share(1), "100 %");
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            String style = curve.look().style() + (i % 2 == 0 ? "" : " dashed");
            panel.path(line(curve.points()), style);
            panel.key(i / 2, i % 2, curve.name(), style);
        }
        panel.ring(Chart.x(NONE), Chart.BOTTOM, Look.OTHER.style());
        panel.ringKey((curves.size() + 1) / 2, blind, Look.OTHER.style());
        panel.end();
    }

    private static double share(double wrongly) {
        return 1 - (1 - BEGIN) * Math.log(wrongly) / Math.log(LOWEST);
    }

    private static String line(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            if (point.isShown()) {
                path.append(Chart.point(
                        path.isEmpty() ? 'M' : 'L', Chart.x(share(point.wrongly())), Chart.y(point.rightly())));
            }
        }
        return path.isEmpty() ? "M0 0" : path.toString();
    }
}
