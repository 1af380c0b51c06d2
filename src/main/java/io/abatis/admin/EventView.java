package io.abatis.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.abatis.client.Ip;
import io.abatis.gate.Event;
import io.abatis.gate.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has happened, as the audit log has it. */
final class EventView {

    /** How many events are looked through for those about somebody. */
    private static final int ALL = 1_000;

    private static final int WORDS = 3;
    private static final Set<Event.Kind> OF_BANS = EnumSet.of(Event.Kind.BANNED, Event.Kind.EXTENDED);

    private final Events events;

    EventView(Events events) {
        this.events = events;
    }

    Answer list(Ask ask) throws Problem {
        int limit = ask.number("limit", 100, 1, ALL);
        return Answer.json(Map.of(
                "events", events.recent(limit).stream().map(EventView::asJson).toList()));
    }

    Answer one(Ask ask) throws Problem {
        Events.Line line = events.find(ask.variable("id"));
        if (line == null) {
            throw Problem.nothing("there is no such event at hand: look into the audit log");
        }
        return Answer.of(200, "application/json", line.json().getBytes(StandardCharsets.UTF_8));
    }

    /** The latest events about a client, the newest first. */
    List<Map<String, @Nullable Object>> about(Ip client, int most) {
        return events.recent(ALL).stream()
                .filter(line -> client.equals(line.event().client()))
                .limit(most)
                .map(EventView::asJson)
                .toList();
    }

    /** The latest ban of a client by the gate; null if none is at hand. */
    @Nullable
    Event lastBan(Ip client) {
        return events.recent(ALL).stream()
                .map(Events.Line::event)
                .filter(event -> client.equals(event.client()) && event.kind() == Event.Kind.BANNED)
                .filter(event -> event.verdict() != null)
                .findFirst()
                .orElse(null);
    }

    /** For each client that one is known of, the latest event that banned it. */
    Map<Ip, Events.Line> ofBans() {
        Map<Ip, Events.Line> latest = new HashMap<>();
        for (Events.Line line : events.recent(ALL)) {
            Ip client = line.event().client();
            if (client != null && OF_BANS.contains(line.event().kind())) {
                latest.putIfAbsent(client, line);
            }
        }
        return latest;
    }

    static Map<String, @Nullable Object> asJson(Events.Line line) {
        Event event = line.event();
        JsonNode json = Json.own(line.json());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", line.id());
        map.put("time", Json.time(event.timeMillis()));
        map.put("kind", Json.word(event.kind()));
        map.put("client", event.client() == null ? null : event.client().toString());
        map.put("operator", event.operator());
        map.put("note", event.note());
        map.put("summary", summary(event, json));
        map.put("json", json);
        return map;
    }

    /** The log's own words, where it has some. */
    private static String summary(Event event, @Nullable JsonNode json) {
        String words = json == null ? "" : json.path("message").asText();
        if (!words.isEmpty()) {
            return words;
        }
        String who = event.client() == null ? "" : " " + event.client();
        String why = why(event);
        return Json.word(event.kind()).replace('_', ' ') + who + (why.isEmpty() ? "" : ": " + why);
    }

    /** Why it happened: what speaks for the score, or what was said. */
    static String why(Event event) {
        Verdict verdict = event.verdict();
        var explanation = verdict == null ? null : verdict.explain();
        return explanation == null ? event.note() : explanation.words(WORDS);
    }
}
