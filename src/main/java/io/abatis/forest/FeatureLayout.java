package io.abatis.forest;

import io.abatis.count.Window;
import io.abatis.count.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls are counted, and the ordered columns of the vectors that a forest reads. Training, replay and the live gate fill their vectors here and
 * nowhere else. Immutable.
 *
 * <p>Calls that the layout does not name are not counted at all: were they, a client could thin out its window with calls to pages that the model has
 * never heard of.
 */
public final class FeatureLayout {

    /** Stands for a call that is not counted. */
    public static final int UNCOUNTED = -1;

    private final Map<String, Integer> logOdds;
    private final List<Column> columns;
    private final Map<String, Integer> kinds = new HashMap<>();
    private final WindowShape shape;

    /** The kind of a column of named calls, or {@link #UNCOUNTED} for a column about all calls. */
    private final int[] kindOfColumn;

    private final int[] lengthOfColumn;

    /**
     * @param logOdds the calls to count, in the order of their kinds, with their log-odds as in {@link WindowShape}; at least one
     * @param columns at least one of named calls; none twice, and none of a call that is not counted
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
        int[] lengths = columns.stream()
                .mapToInt(FeatureLayout::window)
                .filter(window -> window > 0)
                .distinct()
                .sorted()
                .toArray();
        this.shape = new WindowShape(
                logOdds.values().stream().mapToInt(Integer::intValue).toArray(), lengths);
        this.kindOfColumn = columns.stream().mapToInt(this::kind).toArray();
        this.lengthOfColumn = columns.stream()
                .mapToInt(column -> Arrays.binarySearch(lengths, window(column)))
                .toArray();
    }

    private static int window(Column column) {
        return column instanceof Column.Calls calls ? calls.window() : 0;
    }

    private int kind(Column column) {
        if (!(column instanceof Column.Calls calls)) {
            return UNCOUNTED;
        }
        Integer kind = kinds.get(calls.call());
        if (kind == null) {
            throw new IllegalArgumentException("the column '" + column + "' is of a call that is not counted");
        }
        return kind;
    }

    /**
     * The layout with all columns: each call over each window, and those about all calls.
     *
     * @param logOdds the calls to count, with their log-odds
     * @param windows lengths in calls
     */
    public static FeatureLayout complete(Map<String, Integer> logOdds, int... windows) {
        List<Column> columns = new ArrayList<>();
        for (int window : windows) {
            logOdds.keySet().forEach(call -> columns.add(new Column.Calls(window, call)));
        }
        columns.addAll(List.of(Column.Overall.values()));
        return new FeatureLayout(logOdds, columns);
    }

    /** The calls that are counted, in the order of their kinds, with their log-odds. */
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

    /** The kind that a call is counted as, or {@link #UNCOUNTED}. */
    public int kind(String call) {
        return kinds.getOrDefault(call, UNCOUNTED);
    }

    /**
     * Writes the vector of a client.
     *
     * @param window the client's window, of this layout's shape
     * @param vector receives one value a column, in their order
     */
    public void fill(Window window, double[] vector) {
        for (int i = 0; i < kindOfColumn.length; i++) {
            vector[i] = kindOfColumn[i] == UNCOUNTED
                    ? ((Column.Overall) columns.get(i)).of(window)
                    : window.count(lengthOfColumn[i], kindOfColumn[i]);
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
