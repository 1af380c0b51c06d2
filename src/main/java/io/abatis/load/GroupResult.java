package io.abatis.load;

/**
 * What became of one group's calls.
 *
 * @param name the group's
 * @param persons how many it has
 * @param refusedClients how many of its clients, as Abatis counts them, were refused as what they were in the end
 * @param sent how many calls they sent
 * @param served how many were answered and not refused
 * @param refused how many were refused
 */
public record GroupResult(String name, int persons, long refusedClients, long sent, long served, long refused) {

    /** How many calls have no answer. */
    public long failed() {
        return sent - served - refused;
    }
}
