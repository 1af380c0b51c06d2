package io.abatis.forest;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.count.Facet;
import io.abatis.count.Rarity;
import io.abatis.count.Window;
import io.abatis.count.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which calls are counted, and the ordered columns of the vectors that a forest reads. Training, replay and the live gate fill their vectors here and
 * nowhere else. Immutable.
 *
 * <p>A layout of names only does not count calls that it does not name: were they, a client could thin out its window with calls to pages that the model has
 * never heard of. A layout with other columns records all calls, and counts the named ones among themselves.
 */
public final class FeatureLayout {

    /** Clients older than this are all alike. */
    private static final int OLD = 255;

    private final Map<String, Integer> logOdds;
    private final List<Column> columns;
    private final Map<String, Integer> kinds = new HashMap<>();
    private final WindowShape shape;
    private final List<ToIntFunction<Window>> readers;

    /**
     * @param logOdds the names to count, in the order of their kinds, with their log-odds as in {@link WindowShape}; may be empty
     * @param columns at least one of a window; none twice, and none of a name that is not counted
     * @throws IllegalArgumentException if that does not hold
     */
    public FeatureLayout(Map<String, Integer> logOdds, List<Column> columns) {
        this.logOdds = Collections.unmodifiableMap(new LinkedHashMap<>(logOdds));
        this.columns = List.copyOf(columns);
        logOdds.keySet().forEach(Column::requireName);
        logOdds.keySet().forEach(call -> kinds.put(call, kinds.size()));
        if (columns.stream().distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a layout has a column twice");
        }
        this.shape = new WindowShape(
                logOdds.values().stream().mapToInt(Integer::intValue).toArray(), facets(columns), lengths(columns));
        this.readers = columns.stream().map(this::reader).toList();
    }

    private static int[] lengths(List<Column> columns) {
        return columns.stream()
                .mapToInt(column -> column instanceof Column.Windowed windowed ? windowed.window() : 0)
                .filter(length -> length > 0)
                .distinct()
                .sorted()
                .toArray();
    }

    private static Set<Facet> facets(List<Column> columns) {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        for (Column column : columns) {
            if (column instanceof Column.Windowed windowed && windowed.facet() != null) {
                facets.add(windowed.facet());
            }
        }
        return facets;
    }

    private ToIntFunction<Window> reader(Column column) {
        if (column instanceof Column.Overall overall) {
            return switch (overall) {
                case AGE -> window -> (int) Math.min(OLD, window.calls());
                case FRESH -> Window::fresh;
                case TURNED -> Window::turned;
            };
        }
        return reader((Column.Windowed) column);
    }

    private ToIntFunction<Window> reader(Column.Windowed column) {
        int length = shape.indexOf(column.window());
        if (column instanceof Column.Calls calls) {
            int kind = kindOf(calls);
            return window -> window.count(length, kind);
        }
        if (column instanceof Column.Routes routes) {
            return window -> window.rarity(length, routes.rarity());
        }
        if (column instanceof Column.Answers answers) {
            return window -> window.answers(length, answers.outcome());
        }
        if (column instanceof Column.Strange strange) {
            return window -> window.strange(length, strange.outcome());
        }
        if (column instanceof Column.Methods methods) {
            return window -> window.methods(length, methods.method());
        }
        return switch (((Column.Look) column).quantity()) {
            case DISTINCT -> window -> window.distinct(length);
            case TOP -> window -> window.top(length);
            case MISSES -> window -> window.misses(length);
            case PACE -> window -> window.pace(length);
            case OTHER -> window -> window.other(length);
        };
    }

    private int kindOf(Column.Calls column) {
        Integer kind = kinds.get(column.call());
        if (kind == null) {
            throw new IllegalArgumentException("the column '" + column + "' is of a call that is not counted");
        }
        return kind;
    }

    /**
     * The layout with all columns for some names and facets: each name over each window, all columns of the facets over each window, and those about all
     * calls. Without the facet of rarity no column asks how rare a route is, and the layout needs no warm-up.
     *
     * @param logOdds the names to count, with their log-odds; may be empty if there is a facet
     * @param facets what else to look at
     * @param windows lengths in calls
     */
    public static FeatureLayout complete(Map<String, Integer> logOdds, Set<Facet> facets, int... windows) {
        List<Column> columns = new ArrayList<>();
        for (int window : windows) {
            logOdds.keySet().forEach(call -> columns.add(new Column.Calls(window, call)));
            facets.stream()
                    .sorted()
                    .forEach(facet -> addColumns(columns, facet, window, facets.contains(Facet.RARITY)));
        }
        columns.add(Column.Overall.AGE);
        if (!logOdds.isEmpty()) {
            columns.add(Column.Overall.FRESH);
            columns.add(Column.Overall.TURNED);
        }
        return new FeatureLayout(logOdds, columns);
    }

    private static void addColumns(List<Column> columns, Facet facet, int window, boolean tiers) {
        switch (facet) {
            case RARITY ->
                Arrays.stream(Rarity.values())
                        .map(rarity -> new Column.Routes(window, rarity))
                        .forEach(columns::add);
            case ANSWERS -> {
                for (Outcome outcome : Outcome.values()) {
                    if (outcome != Outcome.UNKNOWN) {
                        columns.add(new Column.Answers(window, outcome));
                        if (tiers) {
                            columns.add(new Column.Strange(window, outcome));
                        }
                    }
                }
                columns.add(new Column.Look(window, Column.Look.Quantity.MISSES));
            }
            case METHODS ->
                Arrays.stream(MethodClass.values())
                        .map(method -> new Column.Methods(window, method))
                        .forEach(columns::add);
            case VARIETY -> {
                columns.add(new Column.Look(window, Column.Look.Quantity.DISTINCT));
                columns.add(new Column.Look(window, Column.Look.Quantity.TOP));
            }
            case PACE -> columns.add(new Column.Look(window, Column.Look.Quantity.PACE));
            case OTHER -> columns.add(new Column.Look(window, Column.Look.Quantity.OTHER));
        }
    }

    /** The names that are counted, in the order of their kinds, with their log-odds. */
    public Map<String, Integer> logOdds() {
        return logOdds;
    }

    /** The columns in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** How many columns. */
    public int size() {
        return columns.size();
    }

    /** What the windows must count for this layout. */
    public WindowShape shape() {
        return shape;
    }

    /** The kind that a call's name is counted as, or {@link Window#UNNAMED}. */
    public int kind(String call) {
        return kinds.getOrDefault(call, Window.UNNAMED);
    }

    /** Whether calls of a kind are recorded at all. */
    public boolean records(int kind) {
        return kind != Window.UNNAMED || shape.keepsFacets();
    }

    /**
     * Writes the vector of a client.
     *
     * @param window the client's window, of this layout's shape
     * @param vector receives one value a column, in their order
     */
    public void fill(Window window, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = readers.get(i).applyAsInt(window);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureLayout layout
                && columns.equals(layout.columns)
                && List.copyOf(logOdds.entrySet()).equals(List.copyOf(layout.logOdds.entrySet()));
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + logOdds.hashCode();
    }
}
