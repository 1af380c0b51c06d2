package io.abatis.cli;

import io.abatis.audit.AuditEvent;
import io.abatis.audit.JsonLine;
import io.abatis.forest.Explanation;
import io.abatis.forest.Explanation.Contribution;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event with its score worked out anew.
 *
 * @param event the event, with a score
 * @param known the model that gave the score, by its SHA-256
 * @param explanation why the forest says what it says now
 */
record Replayed(AuditEvent event, KnownModels.Known known, Explanation explanation) {

    private static final int WIDTH = 160;
    private static final int NOTE = 1_024;
    private static final int COLUMN = 32;

    /** @throws IllegalArgumentException if the model has not the event's columns */
    static Replayed of(AuditEvent event, KnownModels.Known known) {
        int[] vector = event.vector(known.model().layout());
        return new Replayed(event, known, Explanation.of(known.model(), vector));
    }

    /** Whether the score is the same, to the last bit. */
    boolean isSame() {
        return Double.compare(then(), explanation.score()) == 0;
    }

    /** @throws IllegalArgumentException if the score is another; the message says which two they are */
    void requireSame() {
        if (!isSame()) {
            throw new IllegalArgumentException("it says " + then() + ", but its columns score " + explanation.score()
                    + ": event or model are not what they were");
        }
    }

    /** What the event says that the score was. */
    double then() {
        return Objects.requireNonNull(event.score(), "only events with a score are replayed");
    }

    /** For people. */
    void print(PrintWriter out) {
        out.println(Printable.of(event.message(), NOTE));
        line(out, "event", event.id() + ", " + event.kind() + ", " + event.time());
        line(out, "client", event.client());
        line(out, "call", event.call());
        line(out, "verdict", event.action() + ", " + event.reason());
        line(out, "until", event.until());
        line(out, "operator", event.operator());
        line(out, "note", event.note());
        line(out, "model", known.name() + ", SHA-256 " + known.model().sha256());
        line(
                out,
                "score",
                isSame()
                        ? "replays to the same score " + then()
                        : then() + " in the event, but its columns score " + explanation.score());
        out.println();
        out.printf("  %12s  %8s  %-" + COLUMN + "s  %s%n", "contribution", "value", "column", "what it means");
        row(out, explanation.bias(), "", "", "before any question");
        for (Contribution one : explanation.contributions()) {
            if (one.contribution() != 0) {
                String column = Printable.of(one.column().toString(), COLUMN);
                row(out, one.contribution(), number(one.value()), column, Printable.of(explanation.words(one), WIDTH));
            }
        }
        row(out, explanation.score(), "", "", "the score");
        out.println();
    }

    private static void row(PrintWriter out, double contribution, String value, String column, String words) {
        out.printf(Locale.ROOT, "  %+12.4f  %8s  %-" + COLUMN + "s  %s%n", contribution, value, column, words);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private static void line(PrintWriter out, String what, @Nullable String text) {
        if (text != null) {
            out.printf("  %-8s  %s%n", what, Printable.of(text, NOTE));
        }
    }

    /** For scripts, on one line. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "id", event.id());
        put(json, "time", event.time());
        put(json, "kind", event.kind());
        put(json, "message", event.message());
        put(json, "client", event.client());
        put(json, "call", event.call());
        put(json, "operator", event.operator());
        put(json, "action", event.action());
        put(json, "reason", event.reason());
        put(json, "until", event.until());
        put(json, "note", event.note());
        json.put("model", Map.of("name", known.name(), "sha256", known.model().sha256()));
        json.put("score", then());
        json.put("replayed_score", explanation.score());
        json.put("same", isSame());
        json.put("bias", explanation.bias());
        List<Map<String, Object>> contributions = new ArrayList<>();
        for (Contribution one : explanation.contributions()) {
            if (one.contribution() != 0) {
                contributions.add(Map.of(
                        "column",
                        one.column().toString(),
                        "words",
                        explanation.words(one),
                        "value",
                        one.value(),
                        "contribution",
                        one.contribution()));
            }
        }
        json.put("contributions", contributions);
        return JsonLine.of(json);
    }

    private static void put(Map<String, Object> json, String key, @Nullable String text) {
        if (text != null) {
            json.put(key, text);
        }
    }
}
