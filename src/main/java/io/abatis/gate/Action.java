package io.abatis.gate;

/** What becomes of a call. */
public enum Action {
    /** It goes on to the application. */
    PASS,
    /** It is held for a while, and then goes on to the application. */
    DELAY,
    /** It is answered 429: the client is to slow down. */
    LIMIT,
    /** It is answered 403. */
    REFUSE
}
