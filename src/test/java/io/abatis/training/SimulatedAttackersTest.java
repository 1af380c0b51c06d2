package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatedAttackersTest {

    private static List<String> calls(int n) {
        return IntStream.range(0, n).mapToObj(i -> "GET /" + i).toList();
    }

    @Test
    void draw_fourteenCalls_preferTheRarest() {
        List<History> attackers = SimulatedAttackers.draw(calls(14), 20, new Random(1));
        List<String> drawn =
                attackers.stream().flatMap(history -> history.calls().stream()).toList();

        assertThat(attackers).hasSize(20).allMatch(History::malicious);
        assertThat(attackers.stream().map(History::client).distinct()).hasSize(20);
        // weights 6, 3, 2, 1, 1, 1 of 14, and none for the rest
        assertThat(drawn).doesNotContain("GET /6", "GET /13");
        assertThat(Collections.frequency(drawn, "GET /0") / (double) drawn.size())
                .isBetween(.40, .46);
        assertThat(Collections.frequency(drawn, "GET /1") / (double) drawn.size())
                .isBetween(.18, .25);
        assertThat(Collections.frequency(drawn, "GET /5") / (double) drawn.size())
                .isBetween(.05, .10);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 64, 1_000})
    void draw_anyNumberOfCalls_givesFullHistories(int n) {
        assertThat(SimulatedAttackers.draw(calls(n), 2, new Random(1)))
                .allSatisfy(history -> assertThat(history.calls()).hasSize(400));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void draw_tooFewCalls_isSaid(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedAttackers.draw(calls(n), 2, new Random(1)))
                .withMessageContaining("at least three different calls, and the logs have " + n);
    }
}
