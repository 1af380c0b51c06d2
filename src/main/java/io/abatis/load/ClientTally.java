package io.abatis.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of one client. Not thread-safe. */
final class ClientTally {

    private long sent;
    private long served;
    private long refused;
    private long failed;
    private long firstHostile;
    private final Refusal benign = new Refusal();
    private final Refusal hostile = new Refusal();
    private long benignRefused;
    private int usersHurt;

    void sent(ClientKind kind) {
        sent++;
        if (kind == ClientKind.HOSTILE && firstHostile == 0) {
            firstHostile = sent;
        }
    }

    void ended(Answer answer, long atNanos) {
        // All calls with lower numbers have been sent, so the first hostile one is known if this comes after it.
        boolean turned = firstHostile > 0 && answer.number() >= firstHostile;
        Refusal refusal = turned ? hostile : benign;
        if (answer.failure() != null) {
            failed++;
        } else if (answer.refused()) {
            refused++;
            benignRefused += answer.kind() == ClientKind.BENIGN ? 1 : 0;
            refusal.refused(answer.number() - (turned ? firstHostile - 1 : 0), sent, atNanos);
        } else {
            served++;
            refusal.served(answer.number());
        }
    }

    /** One more person behind this client has had a user's call refused. */
    void userHurt() {
        usersHurt++;
    }

    ClientResult result(CraftedClient client) {
        long unfinished = sent - served - refused - failed;
        long benignSent = firstHostile == 0 ? sent : firstHostile - 1;
        return new ClientResult(
                client,
                sent,
                served,
                refused,
                failed + unfinished,
                new ClientResult.Phase(benignSent > 0, benign.first),
                new ClientResult.Phase(firstHostile > 0, hostile.first),
                (firstHostile > 0 ? hostile : benign).servedAfter,
                benignRefused,
                usersHurt);
    }

    /** Refusals of one phase. */
    private static final class Refusal {

        private ClientResult.@Nullable FirstRefusal first;
        private long sentWhenRefused;
        private long servedAfter;

        void refused(long call, long sent, long atNanos) {
            if (first == null) {
                sentWhenRefused = sent;
            }
            // Answers may overtake each other.
            if (first == null || call < first.call()) {
                first = new ClientResult.FirstRefusal(call, Duration.ofNanos(atNanos));
            }
        }

        void served(long number) {
            // A call that was on its way when the refusal came says nothing about whether the refusal holds.
            if (first != null && number > sentWhenRefused) {
                servedAfter++;
            }
        }
    }
}
