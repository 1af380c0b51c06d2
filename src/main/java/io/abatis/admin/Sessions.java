package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who has logged in. A session ends when nothing was asked for within 30 minutes, after 12 hours at the latest, when its operator logs out, and when its token is
 * taken back. Its secret is drawn here and never taken from a request; only its hash is kept. Safe for all threads.
 */
final class Sessions {

    /** How many there are at once; for one more, the one that was idle longest ends. */
    static final int MOST = 100;

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);

    private final Operators operators;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Session> byKey = new HashMap<>();

    /** A session and its secret, which is told once. */
    record Opened(Session session, String secret) {}

    /** @param random a secure source, safe for all threads */
    Sessions(Operators operators, InstantSource clock, RandomGenerator random) {
        this.operators = operators;
        this.clock = clock;
        this.random = random;
    }

    /** Begins one. */
    synchronized Opened open(Operator operator) {
        long now = clock.millis();
        byKey.values().removeIf(one -> isOver(one, now));
        if (byKey.size() >= MOST) {
            byKey.values().stream()
                    .min(Comparator.<Session>comparingLong(one -> one.seenMillis)
                            .thenComparing(Session::key))
                    .ifPresent(this::end);
        }
        String secret = Token.secret(random);
        Session session = new Session(Token.sha256(secret), operator, random, now);
        byKey.put(session.key(), session);
        return new Opened(session, secret);
    }

    /** The session of a secret, which is in use now; null if there is none or it is over. */
    synchronized @Nullable Session find(String secret) {
        Session session = byKey.get(Token.sha256(secret));
        if (session == null || !isAlive(session)) {
            return null;
        }
        session.seenMillis = Math.max(session.seenMillis, clock.millis());
        return session;
    }

    /** Whether a session goes on; to ask this does not keep it in use. */
    synchronized boolean isAlive(Session session) {
        boolean isAlive = byKey.get(session.key()) == session
                && !isOver(session, clock.millis())
                && operators.has(session.operator());
        if (!isAlive) {
            end(session);
        }
        return isAlive;
    }

    /** When it ends at the latest if nothing more is asked for, milliseconds since 1970-01-01T00:00Z. */
    synchronized long expiresMillis(Session session) {
        return Math.min(session.seenMillis + IDLE.toMillis(), session.startedMillis + LONGEST.toMillis());
    }

    /** Ends it; ending it twice does no harm. */
    synchronized void end(Session session) {
        byKey.remove(session.key(), session);
    }

    /** One from the future is over: the clock was set, and nobody knows how old it is. */
    private static boolean isOver(Session session, long now) {
        return now < session.startedMillis
                || now - session.seenMillis >= IDLE.toMillis()
                || now - session.startedMillis >= LONGEST.toMillis();
    }
}
