package io.abatis.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.ban.Ban;
import io.abatis.gate.Gate;
import io.abatis.gate.GateStats;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The state of a gate as JSON: mode, model, figures, and the bans in force, the one that ends last first. Safe for all threads. */
public final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_BANS = 200;

    private final transient Supplier<Gate> gates;
    private final transient InstantSource clock;
    private final transient ObjectMapper json = new ObjectMapper();

    /**
     * A servlet that shows a gate.
     *
     * @param gates gives the gate in service
     * @param clock what time it is
     */
    public StatusServlet(Supplier<Gate> gates, InstantSource clock) {
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(status()));
    }

    private Map<String, Object> status() {
        long now = clock.millis();
        Gate gate = gates.get();
        GateStats.Snapshot figures = gate.stats().snapshot();
        List<Ban> bans = gate.bans(now);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("mode", word(gate.policy().mode()));
        status.put("threshold", gate.threshold());
        status.put("trees", gate.model().forest().trees());
        status.put("columns", gate.model().layout().size());
        status.put("tracked_clients", gate.trackedClients());
        status.put("refused", figures.refused());
        status.put("actions", words(figures.actions()));
        status.put("trips", figures.trips());
        status.put(
                "paused_until",
                gate.pausedUntil() <= now
                        ? null
                        : Instant.ofEpochMilli(gate.pausedUntil()).toString());
        status.put("failures", figures.failures());
        status.put("verdicts", words(figures.verdicts()));
        status.put("outcomes", words(figures.outcomes()));
        status.put("banned_clients", bans.size());
        status.put(
                "bans",
                bans.stream().limit(MOST_BANS).map(ban -> asJson(ban, now)).toList());
        return status;
    }

    private static Map<String, Object> asJson(Ban ban, long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client", ban.client().toString());
        json.put("sanction", word(ban.sanction()));
        json.put("since", Instant.ofEpochMilli(ban.sinceMillis()).toString());
        json.put("until", Instant.ofEpochMilli(ban.untilMillis()).toString());
        json.put("seconds_left", (ban.millisLeft(now) + 999) / 1_000);
        json.put("score", ban.score());
        json.put("earlier", ban.earlier());
        return json;
    }

    private static Map<String, Long> words(Map<? extends Enum<?>, Long> figures) {
        Map<String, Long> words = new LinkedHashMap<>();
        figures.forEach((kind, figure) -> words.put(word(kind), figure));
        return words;
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
