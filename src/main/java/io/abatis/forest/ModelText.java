package io.abatis.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The text of a model file before its sum: lines, in one fixed order. Reading fails with IllegalArgumentException and nothing else. */
final class ModelText {

    static final String MAGIC = "abatis-model ";
    private static final String VERSION = "2";

    /** The version before: it lacks the means, and nothing can put them in but training. */
    private static final String FORMER = "1";

    private static final int MAX_COLUMNS = 16_384;
    private static final int MAX_CARD = 256;

    /** No model has more lines; further ones need not become strings to be refused. */
    private static final int MAX_LINES = MAX_CARD + 2 * MAX_COLUMNS + 16;

    private final String[] lines;
    private int next;

    ModelText(String body) {
        this.lines = body.split("\n", MAX_LINES);
    }

    Model parse() {
        try {
            return model();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line " + next + " holds what is no number", e);
        }
    }

    private Model model() {
        String version = line(MAGIC);
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("its format is version '" + version + "', this program reads version "
                    + VERSION + (version.equals(FORMER) ? " only: train the model again" : ""));
        }
        Map<String, String> card = new LinkedHashMap<>();
        for (int i = count("card ", MAX_CARD); i > 0; i--) {
            String[] entry = line("").split(" = ", 2);
            if (entry.length != 2 || card.put(entry[0], entry[1]) != null) {
                throw new IllegalArgumentException("line " + next + " is no entry of a card");
            }
        }
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        for (int i = count("calls ", MAX_COLUMNS); i > 0; i--) {
            String[] entry = line("").split(" ", 2);
            if (entry.length != 2 || logOdds.put(entry[1], Integer.parseInt(entry[0])) != null) {
                throw new IllegalArgumentException("line " + next + " is no call with its log-odds");
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int i = count("columns ", MAX_COLUMNS); i > 0; i--) {
            columns.add(Column.parse(line("")));
        }
        int nodes = count("nodes ", Forest.MAX_NODES);
        Forest forest = new Forest(
                columns.size(),
                integers("roots ", nodes),
                integers("column ", nodes),
                doubles("value ", nodes),
                doubles("mean ", nodes),
                integers("left ", nodes),
                integers("right ", nodes));
        if (forest.nodes() != nodes) {
            throw new IllegalArgumentException("it has " + forest.nodes() + " nodes, and states " + nodes);
        }
        if (next != lines.length - 1 || !lines[next].isEmpty()) {
            throw new IllegalArgumentException("line " + (next + 1) + " stands after the end of the forest");
        }
        return new Model(new FeatureLayout(logOdds, columns), forest, new ModelCard(card));
    }

    private String line(String keyword) {
        if (next >= lines.length || !lines[next].startsWith(keyword)) {
            throw new IllegalArgumentException("line " + (next + 1) + " does not begin with '" + keyword.strip() + "'");
        }
        return lines[next++].substring(keyword.length());
    }

    private int count(String keyword, int most) {
        String digits = line(keyword);
        if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("line " + next + " has no count in 0.." + most);
        }
        return Integer.parseInt(digits);
    }

    private int[] integers(String keyword, int most) {
        return all(keyword, numbers -> numbers.integers(most));
    }

    private double[] doubles(String keyword, int most) {
        return all(keyword, numbers -> numbers.doubles(most));
    }

    private <T> T all(String keyword, Function<Numbers, T> reader) {
        try {
            return reader.apply(new Numbers(line(keyword)));
        } catch (Numbers.TooMany e) {
            throw new IllegalArgumentException("line " + next + " has more values than the forest has nodes", e);
        }
    }

    static String write(Model model) {
        Forest forest = model.forest();
        int nodes = forest.nodes();
        StringBuilder text = new StringBuilder(nodes * 32);
        text.append(MAGIC).append(VERSION).append('\n');
        text.append("card ").append(model.card().entries().size()).append('\n');
        model.card()
                .entries()
                .forEach((key, value) ->
                        text.append(key).append(" = ").append(value).append('\n'));
        text.append("calls ").append(model.layout().logOdds().size()).append('\n');
        model.layout()
                .logOdds()
                .forEach((call, odds) ->
                        text.append(odds).append(' ').append(call).append('\n'));
        text.append("columns ").append(model.layout().size()).append('\n');
        model.layout().columns().forEach(column -> text.append(column).append('\n'));
        text.append("nodes ").append(nodes).append('\n');
        appendRow(text, "roots ", IntStream.range(0, forest.trees()).map(forest::root));
        appendRow(text, "column ", IntStream.range(0, nodes).map(forest::column));
        appendRow(text, "value ", IntStream.range(0, nodes).mapToDouble(forest::value));
        appendRow(text, "mean ", IntStream.range(0, nodes).mapToDouble(forest::mean));
        appendRow(text, "left ", IntStream.range(0, nodes).map(forest::left));
        appendRow(text, "right ", IntStream.range(0, nodes).map(forest::right));
        return text.toString();
    }

    private static void appendRow(StringBuilder text, String keyword, IntStream values) {
        text.append(keyword)
                .append(Arrays.stream(values.toArray())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .append('\n');
    }

    private static void appendRow(StringBuilder text, String keyword, DoubleStream values) {
        text.append(keyword)
                .append(values.mapToObj(ModelText::shortest).collect(Collectors.joining(" ")))
                .append('\n');
    }

    private static String shortest(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
