package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.ban.BanLadder;
import io.abatis.ban.BanList;
import io.abatis.ban.Sanction;
import io.abatis.client.Ip;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GradesTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Duration FORGET = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static @Nullable Grade grade(@Nullable Double threshold, int times) {
        return threshold == null ? null : new Grade(threshold, SECOND, times);
    }

    /** Calls are held from 0.3 on, two times; clients are limited from 0.5 on, three times; bans begin at 0.8. */
    @ParameterizedTest(
            name = "held from {0}, limited from {1}: {2} after {3} held calls, {4} limits and {5} bans is {6}")
    @CsvSource({
        // both
        "0.3, 0.5, 0.3,  0, 0, 0, DELAY",
        "0.3, 0.5, 0.3,  1, 0, 0, DELAY",
        "0.3, 0.5, 0.3,  2, 0, 0, LIMIT",
        "0.3, 0.5, 0.3,  9, 2, 0, LIMIT",
        "0.3, 0.5, 0.3,  9, 3, 0, BAN",
        "0.3, 0.5, 0.3,  0, 3, 0, DELAY",
        "0.3, 0.5, 0.49, 1, 9, 9, DELAY",
        "0.3, 0.5, 0.49, 2, 0, 9, LIMIT",
        "0.3, 0.5, 0.5,  0, 0, 0, LIMIT",
        "0.3, 0.5, 0.5,  0, 2, 0, LIMIT",
        "0.3, 0.5, 0.5,  0, 3, 0, BAN",
        "0.3, 0.5, 0.79, 9, 0, 0, LIMIT",
        "0.3, 0.5, 0.79, 9, 3, 0, BAN",
        "0.3, 0.5, 0.8,  0, 0, 0, BAN",
        "0.3, 0.5, 1,    0, 0, 0, BAN",
        // no limits: a call is held however often that was so
        "0.3,    , 0.3,  0, 0, 0, DELAY",
        "0.3,    , 0.79, 9, 9, 9, DELAY",
        "0.3,    , 0.8,  0, 0, 0, BAN",
        // no held calls
        "   , 0.5, 0.5,  0, 0, 0, LIMIT",
        "   , 0.5, 0.5,  9, 2, 9, LIMIT",
        "   , 0.5, 0.79, 0, 3, 0, BAN",
        "   , 0.5, 0.8,  0, 0, 0, BAN",
        // neither
        "   ,    , 0.8,  0, 0, 0, BAN",
    })
    void due_scoreAndHistory_isTheMildestThatHasNotBeenTriedInVain(
            @Nullable Double delay,
            @Nullable Double limit,
            double score,
            int delays,
            int limits,
            int bans,
            Sanction due) {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        long now = 0;
        for (int i = 0; i < delays; i++) {
            list.delay(CLIENT, FORGET, now);
        }
        for (int i = 0; i < limits; i++) {
            now = list.limit(CLIENT, SECOND, FORGET, now, 1).untilMillis();
        }
        for (int i = 0; i < bans; i++) {
            now = list.ban(CLIENT, BanLadder.flat(SECOND), now, 1).untilMillis();
        }
        Grades grades = new Grades(grade(delay, 2), grade(limit, 3));
        assertThat(score).isGreaterThanOrEqualTo(grades.lowest(0.8));
        assertThat(grades.due(score, 0.8, list.past(CLIENT, FORGET, now))).isEqualTo(due);
    }

    @Test
    void due_noPatience_goesOnAtOnce() {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        Grades grades = new Grades(grade(0.3, 0), grade(0.5, 0));
        assertThat(grades.due(0.3, 0.8, list.past(CLIENT, FORGET, 0))).isEqualTo(Sanction.BAN);
        assertThat(new Grades(grade(0.3, 0), grade(0.5, 1)).due(0.3, 0.8, list.past(CLIENT, FORGET, 0)))
                .isEqualTo(Sanction.LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.5, 0.3, 0.5", "0.3, , 0.3, 0.3", ", 0.5, 0.5, 0.5", ", , 0.8, 0"})
    void lowestAndHighest_ofThoseThatThereAre(
            @Nullable Double delay, @Nullable Double limit, double lowest, double highest) {
        Grades grades = new Grades(grade(delay, 2), grade(limit, 3));
        assertThat(grades.lowest(0.8)).isEqualTo(lowest);
        assertThat(grades.highest()).isEqualTo(highest);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.6, 0.5"})
    void grades_milderAtTheHigherScore_areRefused(double delay, double limit) {
        assertThatThrownBy(() -> new Grades(grade(delay, 1), grade(limit, 1)))
                .hasMessageContainingAll("delay.threshold " + delay, "limit.threshold " + limit);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1S, 1, threshold", "1, PT1S, 1, threshold", "-0.1, PT1S, 1, threshold", "NaN, PT1S, 1, threshold",
        "0.5, PT0S, 1, time", "0.5, PT-1S, 1, time", "0.5, PT0.000999S, 1, time", "0.5, PT24H0.001S, 1, time",
        "0.5, PT1S, -1, times"
    })
    void grade_outOfRange_isRefused(double threshold, Duration time, int times, String named) {
        assertThatThrownBy(() -> new Grade(threshold, time, times)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({
        "0, , PT1S, bans.max-per-minute",
        "-1, , PT1S, bans.max-per-minute",
        "1, 0, PT1S, bans.max-share",
        "1, 1.01, PT1S, bans.max-share",
        "1, NaN, PT1S, bans.max-share",
        "1, , PT0S, bans.pause",
        "1, , PT-1S, bans.pause",
        "1, , PT2562047788015215H, bans.pause"
    })
    void banCap_outOfRange_isRefused(int perMinute, @Nullable Double share, Duration pause, String named) {
        assertThatThrownBy(() -> new BanCap(perMinute, share, pause)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.5, 0.5", "0.3, 0.5, 0.4", "0.5, , 0.5", ", 0.6, 0.5"})
    void gate_milderSanctionNotBelowTheModelsThreshold_isRefused(
            @Nullable Double delay, @Nullable Double limit, double threshold) {
        Policy policy = GatePolicy.of(Mode.ENFORCE)
                .grades(new Grades(grade(delay, 1), grade(limit, 1)))
                .build();
        assertThatThrownBy(() -> new Gate(policy, SmallModel.graded(threshold), 64, 64, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("from " + threshold, "actions.");
        Gate gate = new Gate(policy, SmallModel.graded(0.95), 64, 64, 1);
        assertThatThrownBy(() -> gate.with(policy, SmallModel.graded(threshold)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
