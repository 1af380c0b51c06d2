package io.abatis.admin;

import io.abatis.ban.Exemption;
import io.abatis.ban.Offender;
import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.console.Label;
import io.abatis.console.Seen;
import io.abatis.forest.Column;
import io.abatis.forest.Explanation;
import io.abatis.gate.Census;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clients that are counted, and what is known of one. */
final class Clients {

    private static final List<String> COLUMNS =
            List.of("client", "score", "calls", "last_call", "banned", "cleared", "label");
    private static final List<String> LABEL_COLUMNS = List.of("client", "label");
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long USUAL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_CALLS = 200;
    private static final int MOST_EVENTS = 50;

    private final Censuses censuses;
    private final Bans bans;
    private final EventView events;

    Clients(Censuses censuses, Bans bans, EventView events) {
        this.censuses = censuses;
        this.bans = bans;
        this.events = events;
    }

    Answer list(Ask ask) throws Problem {
        Console console = ask.console();
        int limit = ask.number("limit", 100, 1, Censuses.MOST);
        Census census = censuses.of(console.gate(), FRESH_NANOS);
        Map<Ip, Label> labels = console.labels();
        List<Map<String, @Nullable Object>> clients = census.highest().stream()
                .limit(limit)
                .map(one -> asJson(one, labels.get(one.client()), console))
                .toList();
        if (ask.wantsCsv()) {
            return Answer.csv(Csv.of(COLUMNS, clients));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", census.clients());
        json.put("scores", census.scores());
        json.put("clients", clients);
        return Answer.json(json);
    }

    private static Map<String, @Nullable Object> asJson(Census.Tracked one, @Nullable Label label, Console console) {
        Offender known = console.gate().bans().of(one.client());
        long now = console.nowMillis();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("client", one.client().toString());
        json.put("score", one.score());
        json.put("calls", one.calls());
        json.put("last_call", Json.time(one.lastMillis()));
        json.put("banned", known != null && known.inForce(now) != null);
        json.put("cleared", known != null && known.isExempt(now));
        json.put("label", label == null ? null : label.word());
        return json;
    }

    Answer one(Ask ask) throws Problem {
        Console console = ask.console();
        Gate gate = console.gate();
        Ip client = ask.client();
        Basis basis = basis(gate, client);
        Explanation explanation = basis == null ? null : basis.explanation();
        Label label = console.labels().get(client);
        Map<String, @Nullable Object> ban = bans.of(client, console);
        Map<String, @Nullable Object> exemption = Bans.asJson(exemption(console, client));
        List<Map<String, Object>> recent = console.recent().of(client, MOST_CALLS).stream()
                .map(Clients::asJson)
                .toList();
        List<Map<String, @Nullable Object>> told = events.about(client, MOST_EVENTS);
        boolean isKnown = Stream.of(explanation, label, ban, exemption).anyMatch(what -> what != null);
        if (!isKnown && recent.isEmpty() && told.isEmpty()) {
            throw Problem.nothing("nothing is known of this client");
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("client", client.toString());
        json.put("tracked", basis != null && basis.asOf() == null);
        json.put("as_of", basis == null ? null : basis.asOf());
        json.put("score", explanation == null ? 0 : explanation.score());
        json.put("calls", basis == null ? 0 : basis.calls());
        json.put("threshold", gate.threshold());
        json.put("ban", ban);
        json.put("exemption", exemption);
        json.put("label", label == null ? null : label.word());
        json.put("explanation", explanation == null ? "" : explanation.toString());
        json.put("bias", explanation == null ? 0 : explanation.bias());
        json.put("columns", explanation == null ? List.of() : columns(explanation, gate));
        json.put("recent", recent);
        json.put("events", told);
        return Answer.json(json);
    }

    /**
     * What a client's score rests on.
     *
     * @param asOf when that was, if it is not now
     */
    private record Basis(
            Explanation explanation, long calls, @Nullable String asOf) {}

    /** The present counts, or those that its ban rested on, for a ban clears them; null if neither is known. */
    private @Nullable Basis basis(Gate gate, Ip client) {
        int[] vector = gate.vector(client);
        if (vector.length > 0) {
            return new Basis(Explanation.of(gate.model(), vector), gate.calls(client), null);
        }
        Event ban = events.lastBan(client);
        return ban == null ? null : basis(ban);
    }

    private static @Nullable Basis basis(Event ban) {
        Verdict verdict = ban.verdict();
        Verdict.Ground ground = verdict == null ? null : verdict.ground();
        return ground == null
                ? null
                : new Basis(
                        Explanation.of(ground.model(), ground.vector()), ground.calls(), Json.time(ban.timeMillis()));
    }

    private static @Nullable Exemption exemption(Console console, Ip client) {
        Offender known = console.gate().bans().of(client);
        return known == null || !known.isExempt(console.nowMillis()) ? null : known.exempt();
    }

    private List<Map<String, @Nullable Object>> columns(Explanation explanation, Gate gate) {
        List<Census.Usual> usual = censuses.of(gate, USUAL_NANOS).benign();
        List<Column> layout = gate.model().layout().columns();
        return explanation.contributions().stream()
                .map(one -> asJson(one, explanation.words(one), usual(usual, layout.indexOf(one.column()))))
                .toList();
    }

    private static Census.@Nullable Usual usual(List<Census.Usual> usual, int column) {
        return column < 0 || column >= usual.size() ? null : usual.get(column);
    }

    private static Map<String, @Nullable Object> asJson(
            Explanation.Contribution one, String words, Census.@Nullable Usual usual) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("column", one.column().toString());
        json.put("words", words);
        json.put("value", one.value());
        json.put("contribution", one.contribution());
        json.put(
                "usual",
                usual == null ? null : Map.of("low", usual.low(), "median", usual.median(), "high", usual.high()));
        return json;
    }

    private static Map<String, Object> asJson(Seen seen) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", Json.time(seen.timeMillis()));
        json.put("call", seen.name());
        json.put("action", Json.word(seen.action()));
        json.put("reason", Json.word(seen.reason()));
        json.put("score", seen.score());
        json.put("outcome", Json.word(seen.outcome()));
        return json;
    }

    Answer labels(Ask ask) throws Problem {
        List<Map<String, Object>> labels = ask.console().labels().entrySet().stream()
                .map(entry -> asJson(entry.getKey(), entry.getValue()))
                .toList();
        return ask.wantsCsv() ? Answer.csv(Csv.of(LABEL_COLUMNS, labels)) : Answer.json(Map.of("labels", labels));
    }

    private static Map<String, Object> asJson(Ip client, Label label) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client", client.toString());
        json.put("label", label.word());
        json.put("since", Json.time(label.sinceMillis()));
        json.put("operator", label.operator());
        return json;
    }
}
