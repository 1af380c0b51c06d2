package io.abatis.traffic.site;

import org.jspecify.annotations.Nullable;

/**
 * What the site answers.
 *
 * @param status the status code
 * @param location where to go instead, or null
 */
record Reply(int status, @Nullable String location) {

    static Reply of(int status) {
        return new Reply(status, null);
    }

    /** The location counts for the statuses that send one elsewhere. */
    static Reply to(int status, @Nullable String location) {
        return new Reply(status, status / 100 == 3 && status != 304 ? location : null);
    }
}
