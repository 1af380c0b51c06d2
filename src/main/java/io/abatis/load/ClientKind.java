package io.abatis.load;

/** What a crafted client, or one call, is: the truth that a refusal is compared with. */
public enum ClientKind {
    /** A user, or another client that means no harm. */
    BENIGN("benign"),
    /** An attacker. */
    HOSTILE("hostile");

    private final String word;

    ClientKind(String word) {
        this.word = word;
    }

    /** The kind as it is written in summaries and reports, in lower case. */
    public String word() {
        return word;
    }
}
