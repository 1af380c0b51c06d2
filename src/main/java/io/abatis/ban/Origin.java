package io.abatis.ban;

/** Who imposed a ban. */
public enum Origin {
    /** The gate, for what the client did. */
    BEHAVIOUR,
    /** An operator, by hand. */
    OPERATOR
}
