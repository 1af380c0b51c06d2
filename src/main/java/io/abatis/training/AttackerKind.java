package io.abatis.training;

/** How a simulated attacker behaves. */
public enum AttackerKind {
    /** Hostile from its first call on. */
    FRESH("fresh", 0, 1),
    /** A user for 300 calls, hostile from then on. */
    TURNED("turned", 300, 1),
    /** From its first call on either hostile or like a user, by a fair coin for each call. */
    MIMICRY("mimicry", 0, .5);

    private final String word;
    private final int before;
    private final double hostileShare;

    AttackerKind(String word, int before, double hostileShare) {
        this.word = word;
        this.before = before;
        this.hostileShare = hostileShare;
    }

    /** The kind as it is written in reports, in lower case. */
    public String word() {
        return word;
    }

    /** The calls it makes as a user before it attacks. */
    public int before() {
        return before;
    }

    /** The share of its calls that are hostile from then on. */
    double hostileShare() {
        return hostileShare;
    }
}
