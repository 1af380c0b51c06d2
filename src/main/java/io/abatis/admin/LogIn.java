package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions: to begin one with a token, to look at it, to end it. */
final class LogIn {

    private final Keys keys;
    private final Sessions sessions;
    private final Logbook logbook;

    LogIn(Keys keys, Sessions sessions, Logbook logbook) {
        this.keys = keys;
        this.sessions = sessions;
        this.logbook = logbook;
    }

    /** The secret is drawn here; a cookie that the browser had before is not taken over, and its session ends. */
    Answer open(Ask ask) throws IOException, Problem {
        String token = ask.body("token").text("token");
        Operator operator = keys.operator(token, Peer.of(ask.request()));
        Session before = keys.session(ask.request());
        if (before != null) {
            sessions.end(before);
        }
        Sessions.Opened opened = sessions.open(operator);
        logbook.loggedIn(operator.name(), Peer.of(ask.request()));
        setCookie(ask, opened.secret(), "");
        return Answer.json(asJson(new Who(operator, opened.session())));
    }

    Answer get(Ask ask) {
        return Answer.json(asJson(ask.who()));
    }

    Answer end(Ask ask) {
        Session session = ask.who().session();
        if (session != null) {
            sessions.end(session);
            logbook.loggedOut(session.operator().name(), Peer.of(ask.request()));
            setCookie(ask, "", "; Max-Age=0");
        }
        return Answer.none();
    }

    /** Who brings a token with each request needs no CSRF token, and has nothing that ends. */
    private Map<String, @Nullable Object> asJson(Who who) {
        Session session = who.session();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("operator", who.operator().name());
        json.put("csrf", session == null ? null : session.csrf().next());
        json.put("expires", session == null ? null : Json.time(sessions.expiresMillis(session)));
        return json;
    }

    private static void setCookie(Ask ask, String value, String more) {
        String secure = ask.request().isSecure() ? "; Secure" : "";
        ask.response()
                .addHeader(
                        "Set-Cookie",
                        Keys.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more);
    }
}
