package io.abatis.audit;

import io.abatis.ban.Ban;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import io.abatis.forest.Column;
import io.abatis.forest.Explanation;
import io.abatis.forest.Explanation.Contribution;
import io.abatis.forest.Model;
import io.abatis.gate.Event;
import io.abatis.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON, by the names of the Elastic Common Schema; what it has no names for stands under {@code abatis}. Two events that are equal give the
 * same text. Not thread-safe.
 */
final class EventJson {

    /** The name of the logger that events go to, and of the data set in them. */
    static final String LOGGER = "io.abatis.audit";

    static final String DATASET = "abatis.audit";

    /** The most characters of all columns together; a forest is asked for some hundred, of 200 characters at most. */
    static final int MOST_COLUMNS = 48 << 10;

    private static final int WORDS = 5;
    private static final int CONTRIBUTIONS = 10;

    private final int ipv6Prefix;

    /** @param ipv6Prefix the length of the prefix that IPv6 clients are counted by */
    EventJson(int ipv6Prefix) {
        this.ipv6Prefix = ipv6Prefix;
    }

    /** One line without its end. */
    String of(String id, Event event) {
        Explanation explanation =
                event.verdict() == null ? null : event.verdict().explain();
        String words = explanation == null ? "" : explanation.words(WORDS);
        String why = Cut.to(Cut.NOTE, event.note().isBlank() ? words : event.note());
        String level = Ecs.isWarning(event.kind()) ? "WARN" : "INFO";
        Map<String, Object> json = base(event.timeMillis(), level, EventWords.of(event, why));
        json.put("event", sorted(id, event, why));
        if (event.client() != null) {
            json.put("source", Map.of("ip", event.client().toString()));
        }
        if (event.operator() != null) {
            json.put("user", Map.of("name", Cut.to(Cut.NAME, event.operator())));
        }
        if (event.call() != null) {
            request(json, event.call().name());
        }
        json.put("abatis", own(event, explanation, words));
        return JsonLine.of(json);
    }

    /** The line that tells of events that nobody will read of. */
    String leftOut(String id, Backlog.LeftOut leftOut) {
        Map<String, Long> kinds = new LinkedHashMap<>();
        leftOut.kinds().forEach((kind, number) -> kinds.put(Ecs.word(kind), number));
        long all = kinds.values().stream().mapToLong(Long::longValue).sum();
        String message = all + (all == 1 ? " event was" : " events were")
                + " left out of the audit log: it could not write them";
        Map<String, Object> json = base(leftOut.timeMillis(), "WARN", message);
        json.put("event", event(id, "event", "left-out"));
        json.put("abatis", Map.of("left_out", kinds));
        return JsonLine.of(json);
    }

    private static Map<String, Object> base(long timeMillis, String level, String message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@timestamp", Times.text(timeMillis));
        json.put("ecs", Map.of("version", Ecs.VERSION));
        json.put("log", Map.of("level", level, "logger", LOGGER));
        json.put("message", Cut.to(Cut.MESSAGE, message));
        return json;
    }

    private static Map<String, Object> event(String id, String kind, String action) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("kind", kind);
        json.put("action", action);
        json.put("module", "abatis");
        json.put("dataset", DATASET);
        return json;
    }

    private static Map<String, Object> sorted(String id, Event event, String why) {
        Ecs ecs = Ecs.of(event);
        Map<String, Object> json = event(id, ecs.kind(), Ecs.word(event.kind()));
        json.put("category", ecs.categories());
        json.put("type", ecs.types());
        if (ecs.outcome() != null) {
            json.put("outcome", ecs.outcome());
        }
        if (!why.isEmpty()) {
            json.put("reason", why);
        }
        return json;
    }

    /** A name is a method and a route; what comes from a log of names alone may be anything. */
    private static void request(Map<String, Object> json, String name) {
        int space = name.indexOf(' ');
        if (space > 0) {
            json.put("http", Map.of("request", Map.of("method", Cut.to(Cut.NAME, name.substring(0, space)))));
            json.put("url", Map.of("path", Cut.to(Cut.ROUTE, name.substring(space + 1))));
        }
    }

    private Map<String, Object> own(Event event, @Nullable Explanation explanation, String words) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (event.client() != null) {
            json.put("client", text(event.client()));
        }
        if (event.call() != null) {
            call(json, event.call());
        }
        if (event.verdict() != null) {
            verdict(json, event.verdict());
        }
        if (explanation != null) {
            explanation(json, explanation, words);
        }
        if (event.ban() != null) {
            json.put("ban", ban(event.ban()));
        }
        if (!event.note().isBlank()) {
            json.put("note", Cut.to(Cut.NOTE, event.note()));
        }
        return json;
    }

    /** An IPv6 client is a network, of which the address is the first. */
    private String text(Ip client) {
        boolean isNetwork = !client.isV4()
                && ipv6Prefix < client.width()
                && client.network(ipv6Prefix).equals(client);
        return isNetwork ? client + "/" + ipv6Prefix : client.toString();
    }

    private static void call(Map<String, Object> json, Call call) {
        json.put("call", Cut.to(Cut.ROUTE, call.name()));
        if (!call.zone().isEmpty()) {
            json.put("zone", Cut.to(Cut.ROUTE, call.zone()));
        }
    }

    private void verdict(Map<String, Object> json, Verdict verdict) {
        json.put("action", Ecs.word(verdict.action()));
        json.put("reason", Ecs.word(verdict.reason()));
        json.put("score", JsonLine.number(verdict.score()));
        Verdict.Ground ground = verdict.ground();
        if (ground != null) {
            Model model = ground.model();
            json.put("calls", ground.calls());
            json.put(
                    "model",
                    Map.of(
                            "sha256",
                            model.sha256(),
                            "threshold",
                            JsonLine.number(model.card().threshold())));
            columns(json, model.layout().columns(), ground.vector());
        }
    }

    /** All that are not zero, or none: a part of them would give another score. */
    private static void columns(Map<String, Object> json, List<Column> columns, int[] vector) {
        Map<String, Object> filled = new LinkedHashMap<>();
        int chars = 0;
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != 0) {
                String column = columns.get(i).toString();
                chars += column.length() + 8;
                filled.put(column, vector[i]);
            }
        }
        if (chars <= MOST_COLUMNS) {
            json.put("columns", filled);
        } else {
            json.put("columns_left_out", filled.size());
        }
    }

    private static void explanation(Map<String, Object> json, Explanation explanation, String words) {
        json.put("explanation", Cut.to(Cut.NOTE, words));
        json.put("bias", JsonLine.number(explanation.bias()));
        List<Map<String, Object>> strongest = new ArrayList<>();
        for (Contribution one : explanation.contributions()) {
            if (one.contribution() != 0 && strongest.size() < CONTRIBUTIONS) {
                strongest.add(Map.of(
                        "column",
                        Cut.to(Cut.ROUTE, one.column().toString()),
                        "value",
                        JsonLine.number(one.value()),
                        "contribution",
                        JsonLine.number(one.contribution())));
            }
        }
        json.put("contributions", strongest);
    }

    private static Map<String, Object> ban(Ban ban) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sanction", Ecs.word(ban.sanction()));
        json.put("origin", Ecs.word(ban.origin()));
        json.put("since", Times.text(ban.sinceMillis()));
        json.put("until", Times.text(ban.untilMillis()));
        json.put("score", JsonLine.number(ban.score()));
        json.put("earlier", ban.earlier());
        return json;
    }
}
