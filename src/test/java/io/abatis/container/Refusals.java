package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.gate.Reason;
import io.abatis.servlet.Wire;
import io.abatis.servlet.Wire.Answer;
import org.junit.jupiter.api.Test;

/** Whoever behaves like an attacker is refused, and nobody else. */
interface Refusals extends Guarded {

    @Test
    default void attacker_rareCalls_isRefusedWithinAFew() throws Exception {
        Figures before = site().figures();

        int calls = attack(stranger());

        assertThat(calls).isBetween(2, MANY);
        Figures now = awaited(before, figures -> figures.outcomes() == calls - 1);
        assertThat(now.get("hits")).as("calls that reached the application").isEqualTo(calls - 1);
        assertThat(now.get("refused")).isEqualTo(1);
        assertThat(now.judged()).isEqualTo(calls);
        assertThat(now.outcomes()).isEqualTo(calls - 1);
    }

    @Test
    default void others_whileAnAttackerIsBanned_areServed() throws Exception {
        banned();
        String benign = stranger();

        for (int call = 1; call <= MANY; call++) {
            assertThat(site().wire().get("/api/often1", Wire.from(benign)).body())
                    .isEqualTo(HELLO);
        }
    }

    @Test
    default void refusal_program_isAProblemWithTheTimeToComeBack() throws Exception {
        Answer answer = site().wire().get("/app/plain", Wire.from(banned()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 660);
        assertThat(answer.body()).startsWith("{\"type\":\"about:blank\"").contains("\"status\":403");
    }

    @Test
    default void refusal_anyCall_neverReachesTheApplication() throws Exception {
        String attacker = banned();
        Figures before = site().figures();

        for (String target : new String[] {"/app/plain", "/nothing", "/app/events", "/app/socket"}) {
            assertThat(site().wire().get(target, Wire.from(attacker)).status()).isEqualTo(403);
        }

        Figures now = site().figures().since(before);
        assertThat(now.verdicts(Reason.BANNED)).as(now.toString()).isEqualTo(4);
        assertThat(now.get("refused")).isEqualTo(4);
        assertThat(now.get("hits")).isZero();
        assertThat(now.outcomes()).isZero();
    }

    @Test
    default void refusal_head_hasNoBody() throws Exception {
        Answer answer = site().wire().send("HEAD", "/app/plain", Wire.from(banned()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }
}
