package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientTallyTest {

    private static final CraftedClient ATTACKER =
            new CraftedClient("175.144.22.2", ClientKind.HOSTILE, 0, 1, List.of("all"));

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

    /** Seven calls, the fourth is the first hostile one. */
    @Test
    void result_clientThatTurned_isJudgedTwice() {
        ClientTally turning = new ClientTally();
        for (int i = 1; i <= 7; i++) {
            turning.sent(i < 4 ? ClientKind.BENIGN : ClientKind.HOSTILE);
        }
        turning.ended(answer(ClientKind.BENIGN, 3, 403), 30);
        turning.ended(answer(ClientKind.HOSTILE, 4, 200), 40);
        turning.ended(answer(ClientKind.HOSTILE, 6, 403), 60);
        ClientResult result = turning.result(ATTACKER);
        assertThat(result.kind()).isEqualTo(ClientKind.HOSTILE);
        assertThat(result.benign())
                .isEqualTo(new ClientResult.Phase(true, new ClientResult.FirstRefusal(3, Duration.ofNanos(30))));
        assertThat(result.hostile())
                .isEqualTo(new ClientResult.Phase(true, new ClientResult.FirstRefusal(3, Duration.ofNanos(60))));
        assertThat(result.benignRefused()).isOne();
        assertThat(result.refused()).isEqualTo(2);
    }

    @Test
    void result_clientThatNeverCameToTurn_wasBenign() {
        ClientTally turning = new ClientTally();
        turning.sent(ClientKind.BENIGN);
        turning.ended(answer(ClientKind.BENIGN, 1, 403), 10);
        ClientResult result = turning.result(ATTACKER);
        assertThat(result.kind()).isEqualTo(ClientKind.BENIGN);
        assertThat(result.wasRefused()).isTrue();
        assertThat(result.hostile().heard()).isFalse();
    }

    private static Answer answer(ClientKind kind, long number, int status) {
        return new Answer(ATTACKER, kind, number, "/api/rarely", status, null, 1);
    }

    private void send(int calls) {
        for (int i = 0; i < calls; i++) {
            tally.sent(ClientKind.HOSTILE);
        }
    }

    private void end(long number, int status) {
        tally.ended(new Answer(ATTACKER, ClientKind.HOSTILE, number, "/api/rarely", status, null, 1), number);
    }
}
