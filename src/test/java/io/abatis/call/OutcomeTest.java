package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "100, SUCCESS",
        "101, SUCCESS",
        "200, SUCCESS",
        "204, SUCCESS",
        "299, SUCCESS",
        "300, REDIRECT",
        "304, SUCCESS",
        "399, REDIRECT",
        "400, CLIENT_ERROR",
        "401, UNAUTHORIZED",
        "402, CLIENT_ERROR",
        "403, UNAUTHORIZED",
        "404, NOT_FOUND",
        "405, CLIENT_ERROR",
        "410, NOT_FOUND",
        "418, CLIENT_ERROR",
        "429, CLIENT_ERROR",
        "499, CLIENT_ERROR",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "599, SERVER_ERROR",
        "600, SERVER_ERROR",
        "0, SERVER_ERROR",
        "99, SERVER_ERROR",
        "-1, SERVER_ERROR",
        "-200, SERVER_ERROR",
        "2147483647, SERVER_ERROR",
        "-2147483648, SERVER_ERROR"
    })
    void of_status_isItsClass(int status, Outcome outcome) {
        assertThat(Outcome.of(status)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, false, true",
        "REDIRECT, false, true",
        "UNAUTHORIZED, true, false",
        "NOT_FOUND, true, false",
        "CLIENT_ERROR, true, false",
        "SERVER_ERROR, false, false",
        "UNKNOWN, false, true"
    })
    void isMissAndIsServed_outcome_areAsTold(Outcome outcome, boolean miss, boolean served) {
        assertThat(outcome.isMiss()).isEqualTo(miss);
        assertThat(outcome.isServed()).isEqualTo(served);
    }
}
