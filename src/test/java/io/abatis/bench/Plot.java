package io.abatis.bench;

import io.abatis.bench.Line.Dot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, each with its name at its end.
 *
 * @param title what all of it shows
 * @param across the axis at the bottom
 * @param up the axis at the left
 */
record Plot(String title, Axis across, Axis up, List<Line> lines) {

    static final double WIDTH = 640;
    static final double HEIGHT = 300;

    private static final double LEFT = 70;
    private static final double RIGHT = WIDTH - 170;
    private static final double TOP = 52;
    private static final double BOTTOM = HEIGHT - 50;
    private static final double TEXT = 16;

    /** A line of more dots than this is drawn without them. */
    private static final int FEW = 24;

    /** Copies. */
    Plot {
        lines = List.copyOf(lines);
    }

    private double x(double value) {
        return LEFT + across.share(value) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - up.share(value) * (BOTTOM - TOP);
    }

    private boolean shows(Dot dot) {
        return across.shows(dot.x()) && up.shows(dot.y());
    }

    void draw(Picture picture) {
        picture.text(title, 4, 18, "name");
        picture.text(up.title(), 4, 38, "");
        for (double tick : up.ticks()) {
            picture.line(LEFT, y(tick), RIGHT, y(tick), "grid");
            picture.text(Axis.label(tick), LEFT - 8, y(tick) + 4, "end");
        }
        picture.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
        for (double tick : across.ticks()) {
            picture.line(x(tick), BOTTOM, x(tick), BOTTOM + 5, "axis");
            picture.text(Axis.label(tick), x(tick), BOTTOM + 19, "middle");
        }
        picture.text(across.title(), (LEFT + RIGHT) / 2, HEIGHT - 10, "middle");
        for (int i = 0; i < lines.size(); i++) {
            draw(lines.get(i), "line" + i, picture);
        }
        names(picture);
    }

    private void draw(Line line, String style, Picture picture) {
        StringBuilder path = new StringBuilder();
        boolean gap = true;
        for (Dot dot : line.dots()) {
            boolean shown = shows(dot);
            if (shown) {
                path.append(String.format(Locale.ROOT, "%c%.1f %.1f", gap ? 'M' : 'L', x(dot.x()), y(dot.y())));
                if (line.dots().size() <= FEW) {
                    picture.dot(x(dot.x()), y(dot.y()), style);
                }
                if (!dot.label().isEmpty()) {
                    picture.text(dot.label(), x(dot.x()), y(dot.y()) - 9, "middle");
                }
            }
            gap = !shown;
        }
        if (!path.isEmpty()) {
            picture.path(path.toString(), style);
        }
    }

    private record Name(String text, double x, double y, String style) {}

    /** Names stand beside the ends of their lines, or as near to them as there is room. */
    private void names(Picture picture) {
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Dot> shown = lines.get(i).dots().stream().filter(this::shows).toList();
            if (!shown.isEmpty()) {
                Dot last = shown.get(shown.size() - 1);
                names.add(new Name(lines.get(i).name(), x(last.x()) + 9, y(last.y()) + 4, "line" + i));
            }
        }
        names.sort(Comparator.comparingDouble(Name::y).reversed());
        double lowest = BOTTOM;
        for (Name name : names) {
            double y = Math.min(name.y(), lowest);
            picture.text(name.text(), name.x(), y, name.style());
            lowest = y - TEXT;
        }
    }
}
