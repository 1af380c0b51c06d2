package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Samples of a day. */
final class HistoryTest {

    private static final long START = SettableClock.START.toEpochMilli();

    private final History history = new History();

    private JsonNode of(int minutes, long now) {
        return Objects.requireNonNull(
                Json.own(new String(Json.bytes(history.of(minutes, now)), StandardCharsets.UTF_8)));
    }

    private static long sum(JsonNode samples, String key) {
        long sum = 0;
        for (JsonNode one : samples) {
            sum += one.path(key).asLong();
        }
        return sum;
    }

    @Test
    void of_nothingSeen_isEmpty() {
        assertThat(of(15, START).path("samples")).isEmpty();
        assertThat(of(15, START).path("step_seconds").asInt()).isEqualTo(5);
    }

    @Test
    void look_eachSecond_samplesEachFive() {
        for (int second = 0; second <= 20; second++) {
            history.look(START + second * 1_000L, second * 10L, second, second, 100 + second);
        }
        JsonNode samples = of(15, START + 20_000).path("samples");
        assertThat(samples).hasSize(4);
        assertThat(samples.path(0).path("time").asText()).isEqualTo("2031-05-14T12:00:00.000Z");
        assertThat(samples.findValuesAsText("calls")).containsExactly("50", "50", "50", "50");
        assertThat(samples.findValuesAsText("refused")).containsExactly("5", "5", "5", "5");
        assertThat(samples.findValuesAsText("bans")).containsExactly("5", "10", "15", "20");
        assertThat(samples.path(3).path("tracked").asInt()).isEqualTo(120);
    }

    @Test
    void look_anotherFilterBeginsAtZero_countsWhatItHas() {
        history.look(START, 1_000, 0, 0, 0);
        history.look(START + 5_000, 7, 0, 0, 0);
        assertThat(sum(of(15, START + 5_000).path("samples"), "calls")).isEqualTo(7);
    }

    @Test
    void of_anyLength_hasNoMoreThan360SamplesAndLosesNothing() {
        long end = 2 * 24 * 720;
        for (long step = 0; step <= end; step++) {
            history.look(START + step * 5_000, step, step / 2, 1, 1);
        }
        long now = START + end * 5_000;
        for (int minutes : new int[] {1, 15, 30, 31, 60, 100, 719, 1_440}) {
            JsonNode got = of(minutes, now);
            int seconds = got.path("step_seconds").asInt();
            assertThat(got.path("samples").size() * seconds)
                    .isBetween(minutes * 60 - 2 * seconds, minutes * 60 + seconds);
            assertThat(got.path("samples").size()).isLessThanOrEqualTo(360);
            assertThat(sum(got.path("samples"), "calls"))
                    .isBetween(minutes * 12L - 2L * seconds / 5, minutes * 12L + seconds / 5);
        }
        assertThat(of(1_440, now).path("step_seconds").asInt()).isEqualTo(240);
    }

    @Test
    void of_gap_leavesOut() {
        history.look(START, 0, 0, 0, 0);
        history.look(START + 5_000, 5, 0, 0, 0);
        history.look(START + 600_000, 9, 0, 0, 0);
        assertThat(of(15, START + 600_000).path("samples")).hasSize(2);
        assertThat(of(1, START + 600_000).path("samples")).hasSize(1);
        assertThat(of(15, START + 3_600_000).path("samples")).isEmpty();
    }
}
