package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.gate.Reason;
import io.abatis.servlet.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application is stopped and started again in a running container; the gate fails. */
interface Restarts extends Guarded {

    /** More than one, because old class loaders may be held, but not ever more of them. */
    int ROUNDS = 4;

    /** The filter's own threads watch the model and write the log of calls. */
    @Test
    default void restart_ofTheApplication_leavesNothingBehind() throws Exception {
        String attacker = banned();
        assertThat(site().figures().get("threads")).as("threads of the filter").isPositive();

        List<Integer> held = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String left = site().undeploy();
            site().deploy();
            assertThat(left).startsWith("threads=[] pinned=[] held=");
            held.add(Integer.parseInt(left.substring(left.lastIndexOf('=') + 1)));
        }

        // JDK 17 itself holds the class loader of the last record whose equals() was linked; containers hold some.
        assertThat(held.get(ROUNDS - 1)).as("class loaders held: " + held).isLessThanOrEqualTo(held.get(1));
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
        assertThat(site().wire().get("/app/plain", Wire.from(stranger())).body())
                .isEqualTo(HELLO);
        assertThat(awaited(before, figures -> figures.outcomes() == 1).outcomes(Outcome.SUCCESS))
                .isEqualTo(1);
        assertThat(site().figures().verdicts(Reason.BANNED)).isZero();
    }
}
