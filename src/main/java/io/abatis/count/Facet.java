package io.abatis.count;

/** What a window can keep beside the names of calls. */
public enum Facet {
    /** How rare the called routes are. */
    RARITY,
    /** How calls were answered. */
    ANSWERS,
    /** What kinds of methods calls have. */
    METHODS,
    /** How many different routes were called, and how often the most frequent one. */
    VARIETY,
    /** When calls were made. */
    PACE,
    /** How many calls have none of the counted names. */
    OTHER
}
