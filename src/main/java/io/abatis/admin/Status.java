package io.abatis.admin;

import io.abatis.ban.BanList;
import io.abatis.console.Console;
import io.abatis.gate.Action;
import io.abatis.gate.Gate;
import io.abatis.gate.GateStats;
import io.abatis.gate.Mode;
import io.abatis.gate.Reason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the gate is: its mode, its model, and its running figures. */
final class Status {

    /** Calls whose score spoke against the client, whatever was done about it. */
    private static final List<Reason> FLAGGED =
            List.of(Reason.SUSPECT, Reason.SILENT_PROXY, Reason.CLEARED, Reason.BEHAVIOUR);

    Answer get(Ask ask) throws Problem {
        return Answer.json(asJson(ask.console()));
    }

    Answer mode(Ask ask) throws IOException, Problem {
        String word = ask.body("mode").textOrNull("mode");
        ask.console().mode(word == null ? null : mode(word), ask.operator());
        return Answer.json(mode(ask.console()));
    }

    private static Mode mode(String word) throws Problem {
        for (Mode mode : Mode.values()) {
            if (Json.word(mode).equals(word.toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw Problem.bad("'mode' must be off, observe, enforce or null");
    }

    Map<String, @Nullable Object> asJson(Console console) {
        Gate gate = console.gate();
        long now = console.nowMillis();
        BanList.Held held = gate.bans().held(now);
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("time", Json.time(now));
        status.put("mode", mode(console));
        Map<String, String> zones = new TreeMap<>();
        gate.policy().modes().forEach((prefix, mode) -> zones.put(prefix, Json.word(mode)));
        status.put("zones", zones);
        status.put("threshold", gate.threshold());
        status.put("model", model(gate));
        status.put("figures", figures(gate.stats().snapshot()));
        status.put("tracked_clients", gate.trackedClients());
        status.put("banned_clients", held.bans());
        status.put("limited_clients", held.limits());
        status.put("paused_until", gate.pausedUntil() <= now ? null : Json.time(gate.pausedUntil()));
        status.put("kept", console.lasts() ? "stored" : "memory");
        return status;
    }

    private static Map<String, @Nullable Object> mode(Console console) {
        Mode override = console.modes().override();
        Map<String, @Nullable Object> mode = new LinkedHashMap<>();
        mode.put("effective", Json.word(console.gate().policy().mode()));
        mode.put("configured", Json.word(console.modes().configured()));
        mode.put("override", override == null ? null : Json.word(override));
        return mode;
    }

    private static Map<String, Object> model(Gate gate) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("sha256", gate.model().sha256());
        model.put("trees", gate.model().forest().trees());
        model.put("columns", gate.model().layout().size());
        model.put("warming_up", gate.isWarmingUp());
        return model;
    }

    private static Map<String, Object> figures(GateStats.Snapshot figures) {
        Map<Action, Long> actions = figures.actions();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls", calls(figures));
        json.put("passed", actions.getOrDefault(Action.PASS, 0L));
        json.put("refused", actions.getOrDefault(Action.REFUSE, 0L));
        json.put("limited", actions.getOrDefault(Action.LIMIT, 0L));
        json.put("held", actions.getOrDefault(Action.DELAY, 0L));
        json.put(
                "flagged",
                FLAGGED.stream()
                        .mapToLong(reason -> figures.verdicts().getOrDefault(reason, 0L))
                        .sum());
        json.put("failures", figures.failures());
        json.put("trips", figures.trips());
        json.put("verdicts", Json.words(figures.verdicts()));
        json.put("actions", Json.words(actions));
        json.put("outcomes", Json.words(figures.outcomes()));
        return json;
    }

    /** All that have been judged. */
    static long calls(GateStats.Snapshot figures) {
        return figures.actions().values().stream().mapToLong(Long::longValue).sum();
    }
}
