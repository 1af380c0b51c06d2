package io.abatis.bench;

import io.abatis.bench.Line.Dot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What the part {@code scaling} found, drawn. */
final class ScalingPlots {

    private static final String NANOS = "nanoseconds";
    private static final String FULL = "verdict in full";
    private static final String EARLY = "verdict, early exit";
    private static final String GATE = "gate, counting too";

    private static final String NO_LIMIT = "\u221e";

    private final Map<String, Measured> measured;
    private final Map<String, Figure> printed;

    private ScalingPlots(Map<String, Measured> measured, Map<String, Figure> printed) {
        this.measured = measured;
        this.printed = printed;
    }

    /**
     * Draws.
     *
     * @param measured by the points' names
     * @param printed by {@link ScalingBench}, by key
     * @return images by the names of their files; what was not measured is a gap
     */
    static Map<String, String> of(Map<String, Measured> measured, Map<String, Figure> printed) {
        ScalingPlots plots = new ScalingPlots(measured, printed);
        Map<String, String> images = new LinkedHashMap<>();
        images.put("scaling-clients.svg", plots.clients());
        images.put("scaling-trees.svg", plots.trees());
        images.put("scaling-columns.svg", plots.columns());
        images.put("scaling-nodes.svg", plots.nodes());
        return images;
    }

    private String clients() {
        List<Line> lines = List.of(
                new Line("Abatis, 100 trees", crowds(Contender.NAMES_ENFORCE)),
                new Line(Contender.DOS.title(), crowds(Contender.DOS)));
        return image("A whole decision, by the number of clients", Axis.log("clients", across(lines)), lines);
    }

    private List<Dot> crowds(Contender filter) {
        return Plan.SCALE.stream()
                .map(clients -> {
                    Measured found = measured.get(Plan.scaled(filter, clients).name());
                    return new Dot(
                            clients, found == null ? Double.NaN : found.nanos().median());
                })
                .toList();
    }

    private String trees() {
        List<Line> lines = List.of(
                new Line(FULL, dots("trees", "full", ScalingBench.TREES)),
                new Line(EARLY, dots("trees", "early", ScalingBench.TREES)));
        String title = "A verdict on " + ScalingBench.USUAL_COLUMNS + " columns, by the number of trees";
        return image(title, Axis.exact("trees", across(lines)), lines);
    }

    private String columns() {
        List<Line> lines = List.of(
                new Line(FULL, dots("columns", "full", ScalingBench.COLUMNS)),
                new Line(EARLY, dots("columns", "early", ScalingBench.COLUMNS)),
                new Line(GATE, dots("columns", "gate", ScalingBench.COLUMNS)));
        String title = "A verdict of " + ScalingBench.USUAL_TREES + " trees, by the number of columns";
        return image(title, Axis.exact("columns", across(lines)), lines);
    }

    private String nodes() {
        List<Line> lines = List.of(new Line(FULL, sizes("full", true)), new Line(EARLY, sizes("early", false)));
        String title =
                "A verdict of " + ScalingBench.USUAL_TREES + " trees, by their size; over the dots: the greatest depth";
        return image(title, Axis.log("nodes a tree", across(lines)), lines);
    }

    private List<Dot> sizes(String what, boolean labelled) {
        return Arrays.stream(ScalingBench.DEPTHS)
                .mapToObj(ScalingBench::depth)
                .map(depth -> new Dot(
                        value("depth." + depth + ".nodes-a-tree"),
                        value("depth." + depth + "." + what),
                        !labelled ? "" : depth.equals(ScalingBench.UNLIMITED) ? NO_LIMIT : depth))
                .toList();
    }

    private List<Dot> dots(String axis, String what, int[] sizes) {
        IntFunction<Dot> dot = size -> new Dot(size, value(axis + "." + size + "." + what));
        return Arrays.stream(sizes).mapToObj(dot).toList();
    }

    private double value(String key) {
        Figure found = printed.get("scaling." + key);
        return found == null ? Double.NaN : found.median();
    }

    private static DoubleStream across(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.dots().stream())
                .filter(dot -> Double.isFinite(dot.y()))
                .mapToDouble(Dot::x);
    }

    private static String image(String title, Axis across, List<Line> lines) {
        DoubleStream up = lines.stream().flatMap(line -> line.dots().stream()).mapToDouble(Dot::y);
        Plot plot = new Plot(title, across, Axis.rounded(NANOS, up), lines);
        List<String> words = new ArrayList<>();
        for (Line line : lines) {
            String values = line.dots().stream()
                    .filter(dot -> Double.isFinite(dot.y()))
                    .map(dot -> Axis.label(Math.rint(dot.y())) + " at " + Axis.label(Math.rint(dot.x())))
                    .collect(Collectors.joining(", "));
            words.add(line.name() + ", " + NANOS + ": " + (values.isEmpty() ? "not measured" : values));
        }
        return Picture.svg(title, "By " + across.title() + ". " + String.join(". ", words) + ".", List.of(plot));
    }
}
