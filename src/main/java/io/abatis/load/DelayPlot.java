package io.abatis.load;

import io.abatis.load.DetectionPlot.Look;
import java.util.List;
import java.util.Locale;

/**
 * The share of attackers flagged against the calls they made, one curve for each test and kind of attacker.
 *
 * @param title what all curves are about
 * @param curves at least one, all of the same length
 */
public record DelayPlot(String title, List<Curve> curves) {

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

        private String style() {
            return look.style() + (isThin ? " thin" : "");
        }
    }

    /** A copy whose list nobody else can change. */
    public DelayPlot {
        curves = List.copyOf(curves);
    }

    double height() {
        return Panel.height(curves.size());
    }

    void draw(Panel panel) {
        int calls = curves.get(0).shares().size() - 1;
        panel.frame(title, "calls since the attack began");
        for (double mark : Chart.scale(calls)) {
            if (mark <= calls) {
                panel.tick(mark / calls, Figures.count(Math.round(mark)));
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            panel.path(steps(curve.shares(), calls), curve.style());
            panel.key(i, 0, curve.name(), curve.style());
        }
        panel.end();
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
