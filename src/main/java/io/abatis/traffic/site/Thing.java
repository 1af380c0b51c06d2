package io.abatis.traffic.site;

/** What a route of the site is. */
enum Thing {
    PAGE,
    ASSET,
    FILE,
    FEED,
    /** A route that programs call. */
    CALL,
    /** The same, for those who are logged in. */
    MEMBER_CALL,
    /** A page for those who are logged in. */
    MEMBER_PAGE,
    /** Takes what people fill in. */
    FORM,
    LOGIN,
    /** A folder's name without its slash. */
    FOLDER,
    /** A folder whose list nobody may see. */
    CLOSED_FOLDER,
    /** Lives elsewhere now. */
    MOVED,
    /** Was there once. */
    REMOVED,
    /** Answers 500 to everybody. */
    FAILING;

    /** Whether it is made for the caller at hand, rather than read from a disk. */
    boolean isDynamic() {
        return this != ASSET && this != FILE && this != FEED;
    }
}
