package io.abatis.admin;

import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.gate.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit log who came, who went and who was refused. Whoever is refused often is told of once a minute, with how often; beyond some addresses a minute
 * all further ones are told of together. Safe for all threads.
 */
final class Logbook {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MOST_ADDRESSES = 20;

    private final Supplier<? extends @Nullable Console> consoles;
    private final InstantSource clock;
    private final Map<String, Refusals> untold = new LinkedHashMap<>();

    /** What was refused to one address, or to all others, since it was last told. */
    private static final class Refusals {
        private final long toldMillis;
        private String last = "";
        private int count;

        Refusals(long toldMillis) {
            this.toldMillis = toldMillis;
        }
    }

    Logbook(Supplier<? extends @Nullable Console> consoles, InstantSource clock) {
        this.consoles = consoles;
        this.clock = clock;
    }

    void loggedIn(String operator, Ip from) {
        tell(Event.Kind.LOGGED_IN, operator, "from " + from);
    }

    void loggedOut(String operator, Ip from) {
        tell(Event.Kind.LOGGED_OUT, operator, "from " + from);
    }

    /** @param why in words of our own: nothing that a stranger has sent */
    synchronized void refused(Ip from, String why) {
        tellUntold();
        String who = from.toString();
        if (!untold.containsKey(who) && untold.size() >= MOST_ADDRESSES) {
            who = "other addresses";
        }
        Refusals known = untold.get(who);
        if (known == null) {
            untold.put(who, new Refusals(clock.millis()));
            tell(Event.Kind.LOGIN_REFUSED, null, "from " + who + ": " + why);
        } else {
            known.count++;
            known.last = why;
        }
    }

    /** Tells what a minute has gone by for. To be called now and then, or the last refusals of a flood would never be told. */
    synchronized void tellUntold() {
        long now = clock.millis();
        untold.entrySet().removeIf(entry -> {
            Refusals refusals = entry.getValue();
            boolean isDue = now < refusals.toldMillis || now - refusals.toldMillis >= MINUTE;
            if (isDue && refusals.count > 0) {
                tell(
                        Event.Kind.LOGIN_REFUSED,
                        null,
                        "from " + entry.getKey() + ": " + refusals.count
                                + " more within a minute, the last because of: " + refusals.last);
            }
            return isDue;
        });
    }

    private void tell(Event.Kind kind, @Nullable String operator, String note) {
        Console console = consoles.get();
        if (console != null) {
            console.tell(kind, operator, note);
        }
    }
}
