package io.abatis.audit;

import io.abatis.ban.Ban;
import io.abatis.ban.Sanction;
import io.abatis.gate.Event;
import io.abatis.gate.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, in a sentence without a full stop. */
final class EventWords {

    private EventWords() {}

    /**
     * Says it.
     *
     * @param why what else there is to say; perhaps empty
     * @return plain text, with what operators and strangers have said as it is
     */
    static String of(Event event, String why) {
        return what(event) + by(event.operator()) + (why.isEmpty() ? "" : ": " + why);
    }

    private static String what(Event event) {
        String who = event.client() == null ? "somebody" : event.client().toString();
        return switch (event.kind()) {
            case FLAGGED -> who + " looks like an attacker" + at(event);
            case BANNED ->
                who + (isLimit(event.ban()) ? " is told to slow down" : " is banned") + until(event.ban()) + at(event);
            case EXTENDED -> "The ban of " + who + " gets another end" + until(event.ban());
            case EXPIRED -> "The " + (isLimit(event.ban()) ? "limit" : "ban") + " of " + who + " has ended";
            case CLEARED -> who + " is cleared for a while";
            case ALLOWED -> who + " is cleared for good";
            case DISALLOWED -> who + " is not cleared any more";
            case TRIPPED -> "Nobody is banned for a while";
            case MODE_CHANGED -> "The mode was changed";
            case RELOADED -> "Changed configuration, lists or model are in use";
            case RELOAD_FAILED -> "Changed configuration, lists or model cannot be used";
            case RESTORED -> "What was remembered before the restart";
            case CLOCK_SET -> "The clock was set";
            case LOGGED_IN -> "Log-in" + from(event);
            case LOGIN_REFUSED -> "Log-in refused" + from(event);
            case LOGGED_OUT -> "Log-out" + from(event);
        };
    }

    private static boolean isLimit(@Nullable Ban ban) {
        return ban != null && ban.sanction() == Sanction.LIMIT;
    }

    private static String until(@Nullable Ban ban) {
        return ban == null ? "" : " until " + Times.text(ban.untilMillis());
    }

    private static String at(Event event) {
        Verdict verdict = event.verdict();
        String call = event.call() == null ? "" : " at " + event.call().name();
        return call + (verdict == null ? "" : String.format(Locale.ROOT, ", score %.3f", verdict.score()));
    }

    private static String from(Event event) {
        return event.client() == null ? "" : " from " + event.client();
    }

    private static String by(@Nullable String operator) {
        return operator == null ? "" : " (by " + Cut.to(Cut.NAME, operator) + ")";
    }
}
