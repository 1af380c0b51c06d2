package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import io.abatis.client.Ip;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Whether what somebody brings opens the door: a token, or the cookie of a session. Safe for all threads. */
final class Keys {

    static final String COOKIE = "abatis-session";

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 200;

    private final Operators operators;
    private final Sessions sessions;
    private final Logbook logbook;
    private final InstantSource clock;
    private final Throttle throttle = new Throttle();

    Keys(Operators operators, Sessions sessions, Logbook logbook, InstantSource clock) {
        this.operators = operators;
        this.sessions = sessions;
        this.logbook = logbook;
        this.clock = clock;
    }

    /**
     * Whose request it is. A token counts before a cookie: no foreign page can make a browser send one.
     *
     * @return null if it brings neither, or a session that is over
     * @throws Problem if it brings a wrong token, or too many have been brought
     */
    @Nullable
    Who of(HttpServletRequest request) throws Problem {
        String header = request.getHeader("Authorization");
        if (header == null) {
            Session session = session(request);
            return session == null ? null : new Who(session.operator(), session);
        }
        boolean isBearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return new Who(operator(isBearer ? header.substring(BEARER.length()).strip() : "", Peer.of(request)), null);
    }

    /**
     * Whose token it is.
     *
     * @throws Problem if nobody's, or if too many have been tried
     */
    Operator operator(String token, Ip from) throws Problem {
        String why;
        Problem problem;
        synchronized (throttle) {
            long now = clock.millis();
            long wait = throttle.waitMillis(from, now);
            Operator operator = wait > 0 || token.length() > LONGEST ? null : operators.find(token);
            if (operator != null) {
                throttle.succeeded(from);
                return operator;
            }
            long crowded = throttle.crowdedMillis(now);
            if (wait > 0 || crowded > 0) {
                why = wait > 0 ? "too many wrong tokens" : "a wrong token, among too many from everywhere";
                problem = Problem.wait(429, "too many wrong tokens: wait", Math.max(wait, crowded));
            } else {
                throttle.failed(from, now);
                why = "a wrong token";
                problem = Problem.unauthorized("this token opens nothing here");
            }
        }
        logbook.refused(from, why);
        throw problem;
    }

    /** The session of the cookie; null without one, with several, and if it is over. */
    @Nullable
    Session session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String secret = null;
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                if (secret != null) {
                    return null; // somebody else has set one, too, and nobody can tell which is which
                }
                secret = cookie.getValue();
            }
        }
        return secret == null ? null : sessions.find(secret);
    }
}
