package io.abatis.audit;

import io.abatis.gate.Event;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How events are sorted in the Elastic Common Schema, by its allowed values of {@code event.kind}, {@code event.category}, {@code event.type} and
 * {@code event.outcome}, and by the types that it expects of each category.
 *
 * @param kind {@code alert} for what a detection has found, else {@code event}
 * @param category the big bucket
 * @param type the small one
 * @param outcome whether it came about, where that can be asked; null elsewhere
 */
record Ecs(
        String kind, String category, String type, @Nullable String outcome) {

    /** The version of the schema. */
    static final String VERSION = "8.17.0";

    static Ecs of(Event event) {
        String detected = event.operator() == null ? "alert" : "event";
        String done = event.operator() == null ? null : "success";
        return switch (event.kind()) {
            case FLAGGED -> new Ecs("alert", "intrusion_detection", "allowed", null);
            case BANNED -> new Ecs(detected, "intrusion_detection", "denied", done);
            case EXTENDED -> new Ecs("event", "intrusion_detection", "denied", done);
            case EXPIRED -> new Ecs("event", "intrusion_detection", "info", null);
            case CLEARED, ALLOWED -> new Ecs("event", "intrusion_detection", "allowed", done);
            case DISALLOWED -> new Ecs("event", "intrusion_detection", "info", done);
            case TRIPPED -> new Ecs("alert", "intrusion_detection", "info", null);
            case MODE_CHANGED, RELOADED -> new Ecs("event", "configuration", "change", "success");
            case RELOAD_FAILED -> new Ecs("event", "configuration", "change", "failure");
            case RESTORED -> new Ecs("event", "database", "access", "unknown");
            case CLOCK_SET -> new Ecs("event", "host", "change", null);
            case LOGGED_IN -> new Ecs("event", "authentication", "start", "success");
            case LOGIN_REFUSED -> new Ecs("event", "authentication", "start", "failure");
            case LOGGED_OUT -> new Ecs("event", "authentication", "end", "success");
        };
    }

    /** As it stands in {@code event.category}, which is a list. */
    List<String> categories() {
        return List.of(category);
    }

    /** As it stands in {@code event.type}, which is a list. */
    List<String> types() {
        return List.of(type);
    }

    /** Whether an operator should look: a trip, a configuration that is not in use, somebody at the door. */
    static boolean isWarning(Event.Kind kind) {
        return kind == Event.Kind.TRIPPED || kind == Event.Kind.RELOAD_FAILED || kind == Event.Kind.LOGIN_REFUSED;
    }

    /** A constant as values are written: lower case, with dashes. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
