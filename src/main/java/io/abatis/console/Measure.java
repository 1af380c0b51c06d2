package io.abatis.console;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that is measured. Immutable.
 *
 * @param name in words of lower case with dots between, beginning with {@code abatis.}
 * @param kind how it moves
 * @param unit what it is in; empty for a number of things
 * @param labels what tells its series apart
 * @param words what it says, one line
 * @param series one each for all values that the labels can have
 */
public record Measure(String name, Kind kind, String unit, List<String> labels, String words, List<Series> series) {

    /** How a measure moves. */
    public enum Kind {
        /** Up, until the filter starts anew. */
        COUNTER,
        /** Up and down. */
        GAUGE,
        /** A number of times and their sum, the two series of it, both of which go up. */
        TIMER
    }

    /**
     * One number.
     *
     * @param values those of the labels, in their order; empty where they follow the model. Never a client's words
     * @param reading reads it off
     */
    public record Series(List<String> values, ToDoubleFunction<Meters> reading) {}

    /** Whether its one label is the SHA-256 of the model in use. All other labels have the same values for ever. */
    public boolean followsModel() {
        return labels.contains(Measures.SHA256);
    }

    /** The values of the labels at this moment, in their order. */
    public List<String> values(Series one, Meters meters) {
        return followsModel() ? List.of(meters.modelSha256()) : one.values();
    }

    /** The name as Prometheus writes it: of a counter {@code abatis_trips_total}, of a timer what {@code _count} and {@code _sum} are appended to. */
    public String prometheusName() {
        String base = name.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
        return kind == Kind.COUNTER ? base + "_total" : base;
    }
}
