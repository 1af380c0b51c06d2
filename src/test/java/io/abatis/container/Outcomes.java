package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.servlet.Wire;
import io.abatis.servlet.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call is judged once and observed once, whatever the container does with it. */
interface Outcomes extends Guarded {

    /** A call of a stranger. */
    default Answer call(String target) throws Exception {
        return site().wire().get(target, Wire.from(stranger()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/plain", "/app/forward", "/app/include", "/app/async?by=dispatch"})
    default void observe_served_isASuccess(String target) throws Exception {
        Figures before = site().figures();

        assertThat(call(target).body()).contains(HELLO);
        assertJudgedOnce(before, Outcome.SUCCESS);
    }

    @Test
    default void observe_whatNoServletServes_isNotFound() throws Exception {
        Figures before = site().figures();

        assertThat(call("/no-such-page").status()).isEqualTo(404);
        assertJudgedOnce(before, Outcome.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "204, SUCCESS",
        "304, SUCCESS",
        "302, REDIRECT",
        "401, UNAUTHORIZED",
        "410, NOT_FOUND",
        "503, SERVER_ERROR"
    })
    default void observe_status_isTheOutcome(int status, Outcome outcome) throws Exception {
        Figures before = site().figures();

        assertThat(call("/app/status?code=" + status).status()).isEqualTo(status);
        assertJudgedOnce(before, outcome);
    }

    @ParameterizedTest
    @CsvSource({"403, UNAUTHORIZED", "404, NOT_FOUND", "422, CLIENT_ERROR", "502, SERVER_ERROR"})
    default void observe_errorPage_isOneCall(int status, Outcome outcome) throws Exception {
        Figures before = site().figures();

        Answer answer = call("/app/fail?code=" + status);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("error page " + status + " none");
        assertJudgedOnce(before, outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "io", "servlet", "error"})
    default void observe_exception_passesAsItIsAndIsAServerError(String kind) throws Exception {
        Figures before = site().figures();

        Answer answer = call("/app/throw?kind=" + kind);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("error page 500 own");
        assertJudgedOnce(before, Outcome.SERVER_ERROR);
        assertThat(site().figures().since(before).get("unwrapped")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "complete, 410, NOT_FOUND",
        "missing, 404, NOT_FOUND",
        "throw, 500, SERVER_ERROR",
        "timeout, 500, SERVER_ERROR",
        "poll, 204, SUCCESS"
    })
    default void observe_async_isTheLastAnswer(String by, int status, Outcome outcome) throws Exception {
        Figures before = site().figures();

        assertThat(call("/app/async?by=" + by).status()).isEqualTo(status);
        assertJudgedOnce(before, outcome);
    }

    @Test
    default void session_ofTheApplication_hasNothingOfTheFilter() throws Exception {
        assertThat(call("/app/session").body()).isEqualTo("false [own]");
    }
}
