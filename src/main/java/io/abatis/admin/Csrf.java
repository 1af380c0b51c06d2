package io.abatis.admin;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The tokens that prove that a change was asked for by our own pages: each works once, in its session alone. Safe for all threads. */
final class Csrf {

    /** How many may wait to be used; of more, the oldest do not work any more. */
    static final int MOST = 32;

    private final RandomGenerator random;
    private final Set<String> outstanding = new LinkedHashSet<>();

    Csrf(RandomGenerator random) {
        this.random = random;
    }

    /** Hands out another one. */
    synchronized String next() {
        String token = Token.secret(random);
        outstanding.add(Token.sha256(token));
        if (outstanding.size() > MOST) {
            Iterator<String> oldest = outstanding.iterator();
            oldest.next();
            oldest.remove();
        }
        return token;
    }

    /** Whether it was handed out and not used; it is used now. Of several who ask at once, one hears yes. */
    synchronized boolean use(String token) {
        return outstanding.remove(Token.sha256(token));
    }
}
