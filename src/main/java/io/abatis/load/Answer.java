package io.abatis.load;

import org.jspecify.annotations.Nullable;

/**
 * How one call ended.
 *
 * @param client who made it, as Abatis counts it
 * @param kind whether it was an attacker's call
 * @param number which of this client's calls it was, counted from 1
 * @param path its path, such as {@code /api/rarely}
 * @param status the HTTP status, 0 if there is no answer
 * @param failure why there is no answer, null if there is one
 * @param latencyNanos nanoseconds from the moment the call was <em>due</em> to its end, however late it was sent
 */
public record Answer(
        CraftedClient client,
        ClientKind kind,
        long number,
        String path,
        int status,
        @Nullable Failure failure,
        long latencyNanos) {

    /** Whether the gate refused the call: 403, or 429. */
    public boolean refused() {
        return status == 403 || status == 429;
    }

    /** Whether the call was answered, and not refused. */
    public boolean served() {
        return failure == null && !refused();
    }
}
