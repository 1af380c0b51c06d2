package io.abatis.admin;

import io.abatis.ban.Ban;
import io.abatis.ban.Exemption;
import io.abatis.ban.Offender;
import io.abatis.ban.Origin;
import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.gate.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is refused and who is cleared; and to change that. */
final class Bans {

    private static final List<String> COLUMNS = List.of(
            "client", "sanction", "since", "until", "seconds_left", "score", "earlier", "origin", "reason", "event_id");
    private static final int MOST = 1_000;
    private static final long MOST_SECONDS = Duration.ofDays(3_650).toSeconds();

    private final EventView events;

    Bans(EventView events) {
        this.events = events;
    }

    Answer list(Ask ask) throws Problem {
        Console console = ask.console();
        List<Ban> all = console.bansInForce();
        Map<Ip, Events.Line> causes = events.ofBans();
        int limit = ask.number("limit", 100, 1, MOST);
        int offset = ask.number("offset", 0, 0, Integer.MAX_VALUE);
        List<Map<String, @Nullable Object>> shown = all.stream()
                .skip(offset)
                .limit(limit)
                .map(ban -> asJson(ban, causes.get(ban.client()), console.nowMillis()))
                .toList();
        if (ask.wantsCsv()) {
            return Answer.csv(Csv.of(COLUMNS, shown));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", all.size());
        json.put("bans", shown);
        return Answer.json(json);
    }

    Answer add(Ask ask) throws IOException, Problem {
        Body body = ask.body("client", "seconds", "note");
        Ip client = ask.client(body.text("client"));
        return Answer.created(ban(ask, client, body));
    }

    Answer change(Ask ask) throws IOException, Problem {
        Body body = ask.body("seconds", "note");
        Ip client = ask.client();
        if (find(ask.console(), client) == null) {
            throw Problem.nothing("this client is not banned");
        }
        return Answer.json(ban(ask, client, body));
    }

    private Map<String, @Nullable Object> ban(Ask ask, Ip client, Body body) throws Problem {
        Console console = ask.console();
        Duration time = Duration.ofSeconds(body.whole("seconds", 1, MOST_SECONDS));
        String note = body.note();
        if (console.gate().policy().allow().contains(client)) {
            throw new Problem(
                    409,
                    "this client is on the allow list of the configuration, which is above all bans: take it off there first");
        }
        Ban ban = console.ban(client, time, ask.operator(), note);
        return done("ban", asJson(ban, null, console.nowMillis()), console);
    }

    Answer lift(Ask ask) throws IOException, Problem {
        Console console = ask.console();
        Ip client = ask.client();
        Ban lifted = console.unban(client, ask.operator(), ask.body("note").note());
        Offender known = console.gate().bans().of(client);
        Exemption grace = known == null ? null : known.exempt();
        boolean holds = grace != null && grace.holds(console.nowMillis()) && !grace.isForGood();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("lifted", asJsonOrNull(lifted, console));
        json.put("cleared_until", grace == null || !holds ? null : Json.time(grace.untilMillis()));
        json.put("kept", Json.word(console.kept()));
        return Answer.json(json);
    }

    Answer allowed(Ask ask) throws Problem {
        return Answer.json(Map.of(
                "allowed", ask.console().cleared().stream().map(Bans::asJson).toList()));
    }

    private static Map<String, @Nullable Object> asJson(Offender cleared) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("client", cleared.client().toString());
        Map<String, @Nullable Object> exemption = asJson(cleared.exempt());
        if (exemption != null) {
            json.putAll(exemption);
        }
        return json;
    }

    Answer allow(Ask ask) throws IOException, Problem {
        Console console = ask.console();
        Ban lifted =
                console.allow(ask.client(), ask.operator(), ask.body("note").note());
        return Answer.json(done("lifted", asJsonOrNull(lifted, console), console));
    }

    Answer disallow(Ask ask) throws IOException, Problem {
        Console console = ask.console();
        boolean wasCleared =
                console.disallow(ask.client(), ask.operator(), ask.body("note").note());
        return Answer.json(done("was_cleared", wasCleared, console));
    }

    private static Map<String, @Nullable Object> done(String what, @Nullable Object result, Console console) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(what, result);
        json.put("kept", Json.word(console.kept()));
        return json;
    }

    /** The ban or limit that holds for a client, with its reason; null if none does. */
    @Nullable
    Map<String, @Nullable Object> of(Ip client, Console console) {
        Ban ban = find(console, client);
        return ban == null ? null : asJson(ban, events.ofBans().get(client), console.nowMillis());
    }

    private static @Nullable Ban find(Console console, Ip client) {
        return console.gate().bans().find(client, console.nowMillis());
    }

    private static @Nullable Map<String, @Nullable Object> asJsonOrNull(@Nullable Ban ban, Console console) {
        return ban == null ? null : asJson(ban, null, console.nowMillis());
    }

    private static Map<String, @Nullable Object> asJson(Ban ban, Events.@Nullable Line cause, long now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("client", ban.client().toString());
        json.put("sanction", Json.word(ban.sanction()));
        json.put("since", Json.time(ban.sinceMillis()));
        json.put("until", Json.time(ban.untilMillis()));
        json.put("seconds_left", ban.holds(now) ? (ban.millisLeft(now) + 999) / 1_000 : 0);
        json.put("score", ban.score());
        json.put("earlier", ban.earlier());
        json.put("origin", Json.word(ban.origin()));
        json.put("reason", reason(ban, cause));
        json.put("event_id", cause == null ? null : cause.id());
        return json;
    }

    private static String reason(Ban ban, Events.@Nullable Line cause) {
        if (ban.origin() == Origin.OPERATOR) {
            Event event = cause == null ? null : cause.event();
            return event == null || event.operator() == null
                    ? "by hand"
                    : "by " + event.operator() + (event.note().isEmpty() ? "" : ": " + event.note());
        }
        String why = cause == null ? "" : EventView.why(cause.event());
        return String.format(Locale.ROOT, "score %.2f", ban.score()) + (why.isEmpty() ? "" : ": " + why);
    }

    /** That a client is cleared; null if it is not. */
    static @Nullable Map<String, @Nullable Object> asJson(@Nullable Exemption exemption) {
        if (exemption == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("since", Json.time(exemption.sinceMillis()));
        json.put("until", exemption.isForGood() ? null : Json.time(exemption.untilMillis()));
        return json;
    }
}
