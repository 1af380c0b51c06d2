package io.abatis.audit;

import com.typesafe.config.ConfigObject;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is read back from a line of the audit log. Immutable. Whoever can write to the log can write anything there: texts are as they stand in
 * the line, perhaps with control characters. That a score comes out again only says that score, columns and model fit each other.
 *
 * @param id the event's id
 * @param time when it happened, RFC 3339 in UTC
 * @param kind what happened, for example {@code banned}
 * @param message the same in a sentence
 * @param client to whom; null if to nobody in particular
 * @param call the call that brought it about; null if none did
 * @param operator who did it; null if it was the gate
 * @param action what became of the call, for example {@code refuse}; null if there was none
 * @param reason why, for example {@code behaviour}; null if there was no call
 * @param until when the ban or limit ends; null if it is about none
 * @param note what else was said; null if nothing
 * @param score the score that was given; null if none was
 * @param model the SHA-256 of the file of the model that gave it, 64 lower-case hexadecimal digits; null if none did
 * @param columns what stood in the columns that were not zero, in the order of their letters; null if it is not known
 */
public record AuditEvent(
        String id,
        String time,
        String kind,
        String message,
        @Nullable String client,
        @Nullable String call,
        @Nullable String operator,
        @Nullable String action,
        @Nullable String reason,
        @Nullable String until,
        @Nullable String note,
        @Nullable Double score,
        @Nullable String model,
        @Nullable Map<String, Double> columns) {

    /** The longest line that is read, in characters; those that are written are shorter, but others may stand before them. */
    public static final int LONGEST_LINE = 256 << 10;

    private static final String START = "{\"@timestamp\"";

    /** How loggers that write JSON name what was logged; there a line is a text within a line. */
    private static final List<String> MESSAGES = List.of("message", "msg", "log");

    /** A copy of the columns that nobody else can change. */
    public AuditEvent {
        columns = columns == null ? null : Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** Whether a line seems to hold an event: all that do, and few others. */
    public static boolean isLikely(String line) {
        return line.contains(EventJson.DATASET + '"') || line.contains(EventJson.DATASET + "\\\"");
    }

    /**
     * Reads a line: the event alone, or with a logger's words before it, or as the message of a logger that itself writes JSON.
     *
     * @throws IllegalArgumentException if it is none; the message says why, without a full stop, and quotes nothing
     */
    public static AuditEvent parse(String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters");
        }
        int start = line.startsWith("{") ? 0 : line.indexOf(START);
        if (start < 0) {
            throw new IllegalArgumentException("no JSON");
        }
        ConfigObject json = JsonLine.parse(line.substring(start));
        return of(isEvent(json) ? json : within(json));
    }

    private static boolean isEvent(ConfigObject json) {
        return json.get("event") instanceof ConfigObject event
                && event.get("dataset") != null
                && EventJson.DATASET.equals(event.get("dataset").unwrapped());
    }

    private static ConfigObject within(ConfigObject json) {
        for (String key : MESSAGES) {
            if (json.get(key) != null && json.get(key).unwrapped() instanceof String text && text.startsWith(START)) {
                ConfigObject inner = JsonLine.parse(text);
                if (isEvent(inner)) {
                    return inner;
                }
            }
        }
        throw new IllegalArgumentException("no event of Abatis: its event.dataset is not " + EventJson.DATASET);
    }

    private static AuditEvent of(ConfigObject json) {
        Fields all = new Fields("", json);
        Fields event = new Fields("event.", all.required(all.object("event"), "event"));
        Fields own = new Fields("abatis.", all.required(all.object("abatis"), "abatis"));
        Fields user = all.within("user");
        Fields model = own.within("model");
        Fields ban = own.within("ban");
        ConfigObject columns = own.object("columns");
        return new AuditEvent(
                event.required(event.text("id"), "id"),
                all.required(all.text("@timestamp"), "@timestamp"),
                event.required(event.text("action"), "action"),
                all.required(all.text("message"), "message"),
                own.text("client"),
                own.text("call"),
                user == null ? null : user.text("name"),
                own.text("action"),
                own.text("reason"),
                ban == null ? null : ban.text("until"),
                own.text("note"),
                own.number("score"),
                model == null ? null : hash(model),
                columns == null ? null : new Fields("abatis.columns.", columns).numbers());
    }

    private static @Nullable String hash(Fields model) {
        String hash = model.text("sha256");
        if (hash != null && !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("abatis.model.sha256 is no SHA-256");
        }
        return hash;
    }

    /** Whether the score can be worked out from what stands here and the model. */
    public boolean isReplayable() {
        return score != null && model != null && columns != null;
    }

    /**
     * What the score was given to.
     *
     * @param layout the layout of the model that gave it
     * @return one value a column
     * @throws IllegalArgumentException if this event has no columns, or one that the layout has not, or that holds no whole number that a column can hold; the
     *     message quotes nothing
     */
    public int[] vector(FeatureLayout layout) {
        if (columns == null) {
            throw new IllegalArgumentException("the event has no columns: no forest was asked, or they were too many");
        }
        Map<String, Integer> places = new HashMap<>();
        for (Column column : layout.columns()) {
            places.put(column.toString(), places.size());
        }
        int[] vector = new int[layout.size()];
        columns.forEach((column, value) -> {
            Integer place = places.get(column);
            if (place == null) {
                throw new IllegalArgumentException("the event has a column that the model does not know");
            }
            if (value != Math.rint(value) || Math.abs(value) > Forest.MOST_VALUE) {
                throw new IllegalArgumentException("the event has a column that holds no whole number up to "
                        + Forest.MOST_VALUE + ", as all columns do");
            }
            vector[place] = value.intValue();
        });
        return vector;
    }
}
