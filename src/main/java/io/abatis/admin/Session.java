package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import java.util.random.RandomGenerator;

/** An operator's browser that has logged in. Its times belong to {@link Sessions}; all else never changes. */
final class Session {

    private final String key;
    private final Operator operator;
    private final Csrf csrf;
    final long startedMillis;
    long seenMillis;

    Session(String key, Operator operator, RandomGenerator random, long nowMillis) {
        this.key = key;
        this.operator = operator;
        this.csrf = new Csrf(random);
        this.startedMillis = nowMillis;
        this.seenMillis = nowMillis;
    }

    /** What is kept of its secret. */
    String key() {
        return key;
    }

    Operator operator() {
        return operator;
    }

    Csrf csrf() {
        return csrf;
    }
}
