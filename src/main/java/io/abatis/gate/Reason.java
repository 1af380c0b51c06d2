package io.abatis.gate;

/** Why a verdict is as it is. */
public enum Reason {
    /** The gate is off. */
    OFF(false),
    /** The client is on the allow list, or an operator has cleared it for good. */
    ALLOW_LISTED(false),
    /** The model's score is below the threshold, or there are too few calls to judge by. */
    CLEAR(false),
    /** The site's routes are still being learned; nobody is judged by behaviour before that. */
    WARMING_UP(false),
    /** The score asks for no more than holding the call for a while. */
    SUSPECT(false),
    /** The score speaks against a trusted proxy that does not say for whom it calls: refusing it would refuse everybody behind it. */
    SILENT_PROXY(false),
    /** The score speaks against a client whom an operator has cleared for a while. */
    CLEARED(false),
    /** The client is on the deny list. */
    DENY_LISTED(true),
    /** A ban holds. */
    BANNED(true),
    /** The client has been told to slow down, and has not waited. */
    LIMITED(true),
    /** The model's score has reached the threshold with this very call. */
    BEHAVIOUR(true),
    /** The gate itself failed; what happens to the call is for {@code on-error} to say. */
    FAILURE(false);

    private final boolean against;

    Reason(boolean against) {
        this.against = against;
    }

    /** Whether this speaks against the client: in {@link Mode#ENFORCE} such a call is refused, unless nobody is banned for a while. */
    public boolean against() {
        return against;
    }
}
