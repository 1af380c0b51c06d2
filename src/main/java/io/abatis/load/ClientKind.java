package io.abatis.load;

/** What a crafted client is: the truth that a refusal is compared with. */
public enum ClientKind {
    /** Prefers the calls that are often used. */
    BENIGN("benign"),
    /** Prefers the calls that are rarely used. */
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
