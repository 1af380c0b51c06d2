package io.abatis.ban;

/**
 * A client that an operator has cleared: it is neither banned nor limited for its behaviour until a time.
 *
 * @param sinceMillis when it began, milliseconds since 1970-01-01T00:00Z
 * @param untilMillis when it ends, likewise; {@link #FOR_GOOD} if it does not
 */
public record Exemption(long sinceMillis, long untilMillis) {

    /** The end of what never ends. */
    public static final long FOR_GOOD = Long.MAX_VALUE;

    /** Whether it still holds. */
    public boolean holds(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** Whether it never ends: the client is allowed, as if it stood on the allow list. */
    public boolean isForGood() {
        return untilMillis == FOR_GOOD;
    }

    Exemption shifted(long millis) {
        return new Exemption(Ban.sum(sinceMillis, millis), isForGood() ? FOR_GOOD : Ban.sum(untilMillis, millis));
    }
}
