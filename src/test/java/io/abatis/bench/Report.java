package io.abatis.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.abatis.bench.Row.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run gave, for people and for programs.
 *
 * @param rows the table
 * @param measured by the points' names
 * @param printed by the processes of their own, by key
 */
record Report(List<Row> rows, Map<String, Measured> measured, Map<String, Figure> printed) {

    private static final List<String> HEAD =
            List.of("what", "against", "ratio", "rounds", "processor time", "goal", "reached");
    private static final List<String> FIGURES = List.of("figure", "ns", "rounds", "processor ns", "bytes allocated");
    private static final List<String> OTHERS = List.of("figure", "median", "rounds");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String NOT_MEASURED = "-";

    /** 25 stands before 100. */
    private static final Comparator<String> BY_NUMBERS = Comparator.comparing((String key) -> DIGITS.matcher(key)
                    .replaceAll(found -> "0".repeat(Math.max(0, 9 - found.end() + found.start())) + found.group()))
            .thenComparing(Comparator.naturalOrder());

    /** The machine, as far as it matters. */
    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version") + ", " + System.getProperty("os.arch");
    }

    /** Plain text. Ratios are medians over rounds; below 1 the first takes less, except where it says otherwise. */
    String text() {
        List<List<String>> table = new ArrayList<>(List.of(HEAD));
        for (Row row : rows) {
            table.add(List.of(
                    row.what(),
                    row.against(),
                    Row.number(row.value().median()),
                    Row.range(row.value()),
                    number(row.cpu()),
                    row.goal() == null ? "" : row.goal().toString(),
                    row.verdict()));
        }
        List<List<String>> figures = new ArrayList<>(List.of(FIGURES));
        measured.forEach((name, found) -> figures.add(List.of(
                name,
                Row.number(found.nanos().median()),
                Row.range(found.nanos()),
                number(found.cpu()),
                number(found.bytes()))));
        List<List<String>> others = new ArrayList<>(List.of(OTHERS));
        Map<String, Figure> sorted = new TreeMap<>(BY_NUMBERS);
        sorted.putAll(printed);
        sorted.forEach((name, found) -> others.add(List.of(name, Row.number(found.median()), Row.range(found))));
        return Stream.of(table, figures, others)
                .filter(lines -> lines.size() > 1)
                .map(Report::align)
                .collect(Collectors.joining("\n"));
    }

    private static String number(@Nullable Figure figure) {
        return figure == null ? NOT_MEASURED : Row.number(figure.median());
    }

    private static String align(List<List<String>> lines) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        lines.forEach(line -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                row.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Writes all of it, every round, as JSON. */
    void write(Path file, Instant date, Plan plan) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", date.toString());
        all.put("machine", machine());
        all.put("parts", plan.parts());
        all.put("size", plan.size().name());
        all.put("table", rows.stream().map(Report::json).toList());
        Map<String, Object> figures = new LinkedHashMap<>();
        measured.forEach((name, found) -> figures.put(name, json(found)));
        printed.forEach((name, found) -> figures.put(name, found.rounds()));
        all.put("figures", figures);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", row.what());
        json.put("against", row.against());
        json.put("median", row.value().median());
        json.put("rounds", row.value().rounds());
        if (row.cpu() != null) {
            json.put("processorTime", row.cpu().median());
        }
        Goal goal = row.goal();
        if (goal != null) {
            json.put("goal", goal.toString());
            json.put("reached", goal.isReached(row.value().median()));
        }
        return json;
    }

    private static Map<String, Object> json(Measured found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nanos", found.nanos().rounds());
        if (found.cpu() != null) {
            json.put("processorNanos", found.cpu().rounds());
        }
        if (found.bytes() != null) {
            json.put("bytes", found.bytes().rounds());
        }
        return json;
    }
}
