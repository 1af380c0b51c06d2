package io.abatis.count;

/** How many of a site's clients call a route, in tiers; see {@link Popularity}. */
public enum Rarity {
    /** Nobody else was served there, and few or none asked. */
    NEVER,
    /** Nobody else was served there, though many ask: an icon that every browser looks for, a picture that a page lacks. */
    MISSING,
    /** Served to some other client. */
    RARELY,
    /** Served to 1 % of clients or more. */
    SOMETIMES,
    /** Served to 5 % of clients or more. */
    REGULARLY,
    /** Served to 20 % of clients or more. */
    OFTEN;

    /** Whether hardly anybody is served there. */
    public boolean isStrange() {
        return this == NEVER || this == RARELY;
    }
}
