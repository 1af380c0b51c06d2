package io.abatis.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one client, as Abatis counts it. Who is behind it may turn hostile: then it is judged twice, by what befell it until the first hostile
 * call, and from then on.
 *
 * @param client who it is
 * @param sent how many calls it sent
 * @param served how many were answered and not refused
 * @param refused how many were refused
 * @param failed how many have no answer
 * @param benign what befell it before any hostile call
 * @param hostile what befell it from the first hostile call on
 * @param servedAfterRefusal how many calls it sent after it had been refused and had nevertheless served: 0 if the
 *     refusal held; of a hostile client those after its refusal as such
 * @param benignRefused how many calls of users were refused
 * @param usersHurt how many persons behind it had a call refused that was a user's
 */
public record ClientResult(
        CraftedClient client,
        long sent,
        long served,
        long refused,
        long failed,
        Phase benign,
        Phase hostile,
        long servedAfterRefusal,
        long benignRefused,
        int usersHurt) {

    /**
     * A client's time before or after the first hostile call.
     *
     * @param heard whether it sent anything then
     * @param firstRefusal its first refusal then, null if there was none
     */
    public record Phase(boolean heard, @Nullable FirstRefusal firstRefusal) {

        /** Whether a call was refused. */
        public boolean wasRefused() {
            return firstRefusal != null;
        }
    }

    /**
     * A client's first refusal.
     *
     * @param call which of the client's calls was refused, counted from 1: the first call of all, or the first hostile one
     * @param after the time from the start of the run to this answer
     */
    public record FirstRefusal(long call, Duration after) {}

    /** The client's address, or its network. */
    public String address() {
        return client.address();
    }

    /** What it was in the end: a client that never came to turn was benign. */
    public ClientKind kind() {
        return hostile.heard() || sent == 0 ? client.kind() : ClientKind.BENIGN;
    }

    /** What befell it as a client of this kind. */
    public Phase as(ClientKind kind) {
        return kind == ClientKind.HOSTILE ? hostile : benign;
    }

    /** The first refusal as what it was in the end, null if there was none. */
    public @Nullable FirstRefusal firstRefusal() {
        return as(kind()).firstRefusal();
    }

    /** Whether the client was ever refused as what it was in the end. */
    public boolean wasRefused() {
        return firstRefusal() != null;
    }
}
