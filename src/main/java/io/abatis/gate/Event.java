package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator may have to answer for. Immutable.
 *
 * @param kind what happened
 * @param timeMillis when, milliseconds since 1970-01-01T00:00Z
 * @param client to whom; null if to nobody in particular
 * @param call the call that brought it about; null if none did
 * @param verdict the verdict on that call, with what it rests on; null if there was no call
 * @param ban the ban or limit that it is about; null if it is about none
 * @param operator who did it; null if it was the gate
 * @param note what else there is to say, one line, perhaps empty; part of it may be an operator's or a stranger's words
 */
public record Event(
        Kind kind,
        long timeMillis,
        @Nullable Ip client,
        @Nullable Call call,
        @Nullable Verdict verdict,
        @Nullable Ban ban,
        @Nullable String operator,
        String note) {

    /** What can happen. */
    public enum Kind {
        /** A client's score speaks against it for the first time in a while, and it is not refused. */
        FLAGGED,
        /** A client is banned or limited. */
        BANNED,
        /** A ban has got another end. */
        EXTENDED,
        /** A ban or limit has come to its end. */
        EXPIRED,
        /** A client has been cleared for a while. */
        CLEARED,
        /** A client has been cleared for good. */
        ALLOWED,
        /** A client is not cleared any more. */
        DISALLOWED,
        /** So many bans that they were taken for an accident. */
        TRIPPED,
        /** Another mode. */
        MODE_CHANGED,
        /** Configuration, lists or model have been taken into use anew. */
        RELOADED,
        /** Configuration, lists or model could not be taken into use. */
        RELOAD_FAILED,
        /** What was remembered before a restart has been read, or could not be. */
        RESTORED,
        /** The clock was set. */
        CLOCK_SET,
        /** An operator has logged in. */
        LOGGED_IN,
        /** Somebody could not log in, or did what only operators may do. */
        LOGIN_REFUSED,
        /** An operator has logged out. */
        LOGGED_OUT
    }

    /** About a client whose call brought it about. */
    static Event of(Kind kind, Call call, Verdict verdict, @Nullable Ban ban) {
        return new Event(kind, call.timeMillis(), call.client(), call, verdict, ban, null, "");
    }

    /** About a ban that no call brought about. */
    public static Event of(Kind kind, long timeMillis, Ban ban, @Nullable String operator, String note) {
        return new Event(kind, timeMillis, ban.client(), null, null, ban, operator, note);
    }

    /** About a client. */
    public static Event of(
            Kind kind, long timeMillis, Ip client, @Nullable Ban ban, @Nullable String operator, String note) {
        return new Event(kind, timeMillis, client, null, null, ban, operator, note);
    }

    /** About nobody in particular. */
    public static Event of(Kind kind, long timeMillis, @Nullable String operator, String note) {
        return new Event(kind, timeMillis, null, null, null, null, operator, note);
    }
}
