package io.abatis.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of one client. Not thread-safe. */
final class ClientTally {

    private long sent;
    private long served;
    private long refused;
    private long failed;
    private ClientResult.@Nullable FirstRefusal first;
    private long sentWhenRefused;
    private long servedAfterRefusal;

    void sent() {
        sent++;
    }

    void ended(Answer answer, long atNanos) {
        if (answer.failure() != null) {
            failed++;
        } else if (answer.refused()) {
            refused++;
            refused(answer.number(), atNanos);
        } else {
            served++;
            // A call that was on its way when the refusal came says nothing about whether the refusal holds.
            if (first != null && answer.number() > sentWhenRefused) {
                servedAfterRefusal++;
            }
        }
    }

    private void refused(long number, long atNanos) {
        if (first == null) {
            sentWhenRefused = sent;
        }
        // Answers may overtake each other.
        if (first == null || number < first.call()) {
            first = new ClientResult.FirstRefusal(number, Duration.ofNanos(atNanos));
        }
    }

    ClientResult result(CraftedClient client) {
        long unfinished = sent - served - refused - failed;
        return new ClientResult(
                client.address(), client.kind(), sent, served, refused, failed + unfinished, first, servedAfterRefusal);
    }
}
