package io.abatis.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one client.
 *
 * @param address its address, dotted
 * @param kind what it is
 * @param sent how many calls it sent
 * @param served how many were answered and not refused
 * @param refused how many were refused
 * @param failed how many have no answer
 * @param firstRefusal its first refusal, null if it never was refused
 * @param servedAfterRefusal how many calls it sent after it had been refused and had nevertheless served: 0 if the
 *     refusal held
 */
public record ClientResult(
        String address,
        ClientKind kind,
        long sent,
        long served,
        long refused,
        long failed,
        @Nullable FirstRefusal firstRefusal,
        long servedAfterRefusal) {

    /**
     * A client's first refusal.
     *
     * @param call which of the client's calls was refused, from 1
     * @param after the time from the start of the run to this answer
     */
    public record FirstRefusal(long call, Duration after) {}

    /** Whether the client was ever refused. */
    public boolean wasRefused() {
        return firstRefusal != null;
    }
}
