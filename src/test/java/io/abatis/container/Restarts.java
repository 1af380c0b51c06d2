package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.gate.Reason;
import io.abatis.servlet.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application is stopped and started again in a running container; the gate fails. */
interface Restarts extends Guarded {

    /** The filter's own threads watch the model and write the log of calls. */
    @Test
    default void restart_ofTheApplication_leavesNothingBehind() throws Exception {
        String attacker = banned();
        assertThat(site().figures().get("threads")).as("threads of the filter").isPositive();

        String left = site().undeploy();
        site().deploy();

        assertThat(left).startsWith("threads=[] pinned=[] ");
        assertThat(left.endsWith("collected=true") || kind().caches()).as(left).isTrue();
        assertThat(site().figures().judged()).isZero();
        assertThat(site().wire().get("/app/plain", Wire.from(attacker)).body()).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @CsvSource({"allow, 200, 1", "deny, 403, 0"})
    default void gate_fails_isAsConfigured(String onError, int status, int hits) throws Exception {
        site().undeploy();
        site().deploy("abatis.on-error = " + onError);
        Figures before = site().figures();

        Wire.Answer answer = site().wire().get("/app/plain", "X-Break: yes");

        assertThat(answer.status()).isEqualTo(status);
        Figures now = site().figures().since(before);
        assertThat(now.get("failures")).as(now.toString()).isEqualTo(1);
        assertThat(now.get("hits")).isEqualTo(hits);
        assertThat(now.outcomes()).isZero();
        assertThat(site().wire().get("/app/plain", Wire.from(stranger())).body()).isEqualTo(HELLO);
        assertThat(awaited(before, figures -> figures.outcomes() == 1).outcomes(Outcome.SUCCESS))
                .isEqualTo(1);
        assertThat(site().figures().verdicts(Reason.BANNED)).isZero();
    }
}
