package io.abatis.load;

import java.util.Arrays;
import java.util.List;

/** How many clients were first refused at which of their calls. */
final class RefusalPlot {

    private static final int MOST_BARS = 40;
    private static final int FEWEST_BARS = 12;

    private RefusalPlot() {}

    static void draw(Markup markup, LoadResult result) {
        long[] hostile = result.callsToRefusal(ClientKind.HOSTILE);
        long[] benign = result.callsToRefusal(ClientKind.BENIGN);
        Chart chart = Chart.begin(markup, "Clients by the call at which they were first refused");
        if (hostile.length + benign.length == 0) {
            chart.message("No client was refused");
        } else {
            draw(chart, hostile, benign);
        }
        chart.end();
    }

    private static void draw(Chart chart, long[] hostile, long[] benign) {
        long last = Math.max(FEWEST_BARS, Math.max(last(hostile), last(benign)));
        long width = Math.max(1, (last + MOST_BARS - 1) / MOST_BARS);
        int bars = (int) ((last + width - 1) / width);
        int[] hostileBars = bars(hostile, width, bars);
        int[] benignBars = bars(benign, width, bars);
        int highest = 1;
        for (int i = 0; i < bars; i++) {
            highest = Math.max(highest, hostileBars[i] + benignBars[i]);
        }
        List<Double> marks = Chart.scale(highest);
        double top = marks.get(marks.size() - 1);
        marks.forEach(mark -> chart.gridLine(mark / top, Figures.count(Math.round(mark))));
        for (double mark : Chart.scale((double) last)) {
            if (mark >= 1 && mark <= last) {
                chart.tick((Math.floor((mark - 1) / width) + .5) / bars, Figures.count(Math.round(mark)));
            }
        }
        chart.axes("call of the client", "clients");
        columns(chart, hostileBars, new int[bars], top, "hostile");
        columns(chart, benignBars, hostileBars, top, "benign");
        chart.legend("attackers", "hostile");
        chart.legend("benign clients", "benign");
    }

    private static void columns(Chart chart, int[] heights, int[] below, double top, String style) {
        StringBuilder path = new StringBuilder();
        double gap = heights.length > MOST_BARS / 2 ? .1 : .18;
        for (int i = 0; i < heights.length; i++) {
            if (heights[i] > 0) {
                double left = Chart.x((i + gap) / heights.length);
                double right = Chart.x((i + 1 - gap) / heights.length);
                path.append(Chart.column(left, right, Chart.y(below[i] / top), Chart.y((below[i] + heights[i]) / top)));
            }
        }
        chart.path(path.toString(), style);
    }

    private static int[] bars(long[] calls, long width, int bars) {
        int[] heights = new int[bars];
        Arrays.stream(calls).forEach(call -> heights[(int) ((call - 1) / width)]++);
        return heights;
    }

    private static long last(long[] ascending) {
        return ascending.length == 0 ? 0 : ascending[ascending.length - 1];
    }
}
