package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClientTallyTest {

    private static final CraftedClient ATTACKER = new CraftedClient(ClientKind.HOSTILE, 0);

    private final ClientTally tally = new ClientTally();

    @Test
    void ended_servedCallThatWasUnderWayAtTheRefusal_isNoLettingBackIn() {
        send(3);
        end(2, 403);
        end(1, 200);
        end(3, 200);
        assertThat(tally.result(ATTACKER).servedAfterRefusal()).isZero();
        send(1);
        end(4, 200);
        assertThat(tally.result(ATTACKER).servedAfterRefusal()).isOne();
    }

    @Test
    void ended_refusalsOutOfOrder_firstIsTheLowestCall() {
        send(3);
        end(3, 403);
        end(2, 403);
        assertThat(tally.result(ATTACKER).firstRefusal())
                .isEqualTo(new ClientResult.FirstRefusal(2, Duration.ofNanos(2)));
    }

    @Test
    void result_callStillUnderWay_countsAsFailed() {
        send(2);
        end(1, 200);
        assertThat(tally.result(ATTACKER).failed()).isOne();
    }

    private void send(int calls) {
        for (int i = 0; i < calls; i++) {
            tally.sent();
        }
    }

    private void end(long number, int status) {
        tally.ended(new Answer(ATTACKER, number, "/api/rarely", status, null, 1), number);
    }
}
