package io.abatis.ban;

/** What is done to a client, from mild to hard. */
public enum Sanction {
    /** Its call is held for a while, and then served. */
    DELAY,
    /** It is refused for a short while, and keeps its counts. */
    LIMIT,
    /** It is refused for longer each time, and begins anew afterwards. */
    BAN
}
