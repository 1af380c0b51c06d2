package io.abatis.forest;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.count.Facet;
import io.abatis.count.Rarity;
import io.abatis.count.Readout;
import io.abatis.count.Window;
import io.abatis.count.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final Kinds kinds;
    private final WindowShape shape;
    private final Readout readout;

    /**
     * @param logOdds the names to count, in the order of their kinds, with their log-odds as in {@link WindowShape}; may be empty
     * @param columns at least one of a window; none twice, and none of a name that is not counted
     * @throws IllegalArgumentException if that does not hold
     */
    public FeatureLayout(Map<String, Integer> logOdds, List<Column> columns) {
        this.logOdds = Collections.unmodifiableMap(new LinkedHashMap<>(logOdds));
        this.columns = List.copyOf(columns);
        logOdds.keySet().forEach(Column::requireName);
        this.kinds = new Kinds(logOdds.keySet());
        // By their texts, because the hash codes of records need method handles, which takes a new process a while.
        if (columns.stream().map(Column::toString).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a layout has a column twice");
        }
        this.shape = new WindowShape(
                logOdds.values().stream().mapToInt(Integer::intValue).toArray(), facets(columns), lengths(columns));
        this.readout = readout(columns);
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

    private Readout readout(List<Column> columns) {
        Readout.Builder builder = Readout.of(shape);
        for (Column column : columns) {
            if (column instanceof Column.Overall overall) {
                add(builder, overall);
            } else {
                add(builder, (Column.Windowed) column);
            }
        }
        return builder.build();
    }

    private static void add(Readout.Builder builder, Column.Overall column) {
        switch (column) {
            case AGE -> builder.calls(OLD);
            case FRESH -> builder.fresh();
            case TURNED -> builder.turned();
        }
    }

    private void add(Readout.Builder builder, Column.Windowed column) {
        int length = shape.indexOf(column.window());
        if (column instanceof Column.Calls calls) {
            builder.count(length, kindOf(calls));
        } else if (column instanceof Column.Routes routes) {
            builder.rarity(length, routes.rarity());
        } else if (column instanceof Column.Answers answers) {
            builder.answers(length, answers.outcome());
        } else if (column instanceof Column.Strange strange) {
            builder.strange(length, strange.outcome());
        } else if (column instanceof Column.Methods methods) {
            builder.methods(length, methods.method());
        } else {
            add(builder, length, ((Column.Look) column).quantity());
        }
    }

    private static void add(Readout.Builder builder, int length, Column.Look.Quantity quantity) {
        switch (quantity) {
            case DISTINCT -> builder.distinct(length);
            case TOP -> builder.top(length);
            case MISSES -> builder.misses(length);
            case PACE -> builder.pace(length);
            case OTHER -> builder.other(length);
        }
    }

    private int kindOf(Column.Calls column) {
        int kind = kinds.of(column.call());
        if (kind == Window.UNNAMED) {
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
        return kinds.of(call);
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
    public void fill(Window window, int[] vector) {
        readout.fill(window, vector);
    }

    /** What is read from windows of this layout's shape to fill a vector. */
    public Readout readout() {
        return readout;
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
