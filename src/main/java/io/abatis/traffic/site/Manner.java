package io.abatis.traffic.site;

/** How a call is made, as far as the answer depends on it. */
enum Manner {
    /** Wants the whole thing. */
    PLAIN,
    /** Has a copy, and wants it only if it changed. */
    CONDITIONAL,
    /** Wants a part. */
    RANGE,
    /** With a form that is filled in rightly, or the right password. */
    VALID,
    /** With a form that is not, or a wrong password. */
    INVALID
}
