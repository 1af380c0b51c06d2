package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.ban.Ban;
import io.abatis.ban.Sanction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is done to clients over their lives, zone by zone. Calls are held from one bad call among the last four on, for a second, twice; clients are limited
 * from two on, for five seconds, twice; and banned from three on, for ten seconds, then twenty. See {@link Scenario} for the notation: D held, L limited,
 * M limited before, B banned, X banned before, N deny-listed; in lower case what would be done or is, without effect; a allow-listed, s silent proxy.
 */
final class GateLifeTest {

    private static Gate gate(Policy policy) {
        return new Gate(policy, SmallModel.graded(0.8), 64, 64, 1);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ag0 ab1 ag2 ag3 ag4 ag8                    | . D D L M L                | held twice, then limited",
                "ag0 ab1 ag2 ag3 ag8 ag14 ab15 ag16 ag24.9  | . D D L L . B X X          | limited twice, then banned",
                "ab0 ab1 ab6                                | D L B                      | a limit keeps the counts",
                "ab0 ab1 ab2 ab3 ab4 ab5 ag6 ag11           | D L M M M M L B            | a limit in force counts nothing",
                "ab0 ab1 ab6 ag16 ag17 ag18                 | D L B . . .                | a ban forgets the counts",
                "ab0 ab1 ab6 ag16 ab17 ab22                 | D L B . D L                | after the ban the history goes on",
                "ab0 ab0 ab5 ab15 ab15 ab20 ag39.9 ag40     | D L B D L B X .            | the second ban is twice as long",
                "ab0 ab1 bb1 ab6 bb6 bg7                    | D L D B L M                | clients are apart",
                "ab0 ab0 ab5 ab3609 ab3609 ab3614 ag3633.9 ag3634 | D L B D L B X .      | an hour after the ban is not over",
                "ab0 ab0 ab5 ab3615 ab3615 ab3620 ag3629.9 ag3630 | D L B D L B X .      | a ban is forgotten in an hour",
            })
    void judge_life_escalates(String calls, String verdicts, String what) {
        assertThat(Scenario.play(gate(GatePolicy.of(Mode.ENFORCE).graded().build()), calls))
                .as(what)
                .isEqualTo(verdicts);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ENFORCE | /s=OFF     | ab0@/s ab0@/s ab0@/s ag0 ag1               | o o o . .       | off: nothing is counted",
                "ENFORCE | /s=OFF     | ab0 ab0 ab5 ab6 ab6@/s ab6                 | D L B X o X     | off: not even a ban is enforced",
                "ENFORCE | /s=OBSERVE | ab0@/s ab0@/s ab0@/s ab0@/s                | d b b b         | observed: nothing is imposed",
                "ENFORCE | /s=OBSERVE | ab0@/s ab0@/s ab0@/s ag0                   | d b b B         | observed calls count elsewhere",
                "ENFORCE | /s=OBSERVE | ab0 ab0 ab1@/s ab5 ab6@/s ab6 ab15@/s      | D L m B x X d   | observed: no ban or limit is enforced",
                "OBSERVE | /s=ENFORCE | ab0 ab0 ab0 ab0@/s ab0 ab0@/s              | d b b B x X     | enforced in one zone",
                "OFF     | /s=ENFORCE | ab0 ab0 ab0 ab0@/s ab0@/s ab5@/s ab6       | o o o D L B o   | all else is off",
                "ENFORCE | /s=OFF     | ab0@/t ab0@/t                              | D L             | an unknown zone is as all else",
                "OBSERVE | /s=ENFORCE | zg0 zg0@/s                                 | n N             | deny-listed, enforced in one zone",
                "ENFORCE | /s=OFF     | zg0@/s zg0                                 | o N             | deny-listed, off in one zone",
                "ENFORCE | /s=ENFORCE | yb0 yb0 yb0@/s yb0                         | a a a a         | allow-listed, in every zone",
            })
    void judge_zones_eachInItsMode(Mode mode, String zone, String calls, String verdicts, String what) {
        String[] other = zone.split("=", -1);
        Policy policy = GatePolicy.of(mode)
                .graded()
                .modes(Map.of(other[0], Mode.valueOf(other[1])))
                .deny("192.0.2.25")
                .allow("192.0.2.24")
                .build();
        assertThat(Scenario.play(gate(policy), calls)).as(what).isEqualTo(verdicts);
    }

    /** A trusted proxy that does not say for whom it calls: refusing it would refuse everybody behind it. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ag0~ ab0~ ab0~ ab0~ ab0~ ag0~ | . s s s s s   | it is scored, and nothing is done",
                "ab0 ab0 ab5 ab6~ ag6~ ab6     | D L B s s X   | a ban on its address does not hold for it",
                "ab0 ab0 ab1~ ab1              | D L s M       | nor does a limit",
                "ab0~ ab0~ ag0                 | s s L         | its calls are counted under its address",
                "ab0~ ab0~ ab0~ ab0            | s s s B       | and nothing is held against its history",
                "zg0~ zb0~                     | N N           | but the operator may deny it",
                "yb0~ yb0~ yb0~                | a a a         | or allow it",
            })
    void judge_silentProxy_isNeverRefusedForBehaviour(String calls, String verdicts) {
        Policy policy = GatePolicy.of(Mode.ENFORCE)
                .graded()
                .deny("192.0.2.25")
                .allow("192.0.2.24")
                .build();
        assertThat(Scenario.play(gate(policy), calls)).isEqualTo(verdicts);
    }

    @Test
    void judge_eachSanction_saysScoreAndTime() {
        Gate gate = gate(GatePolicy.of(Mode.ENFORCE).graded().build());
        assertVerdict(gate.judge(Scenario.call("ab0")), Action.DELAY, Reason.SUSPECT, 0.4, 1_000, 0);
        assertThat(gate.bans(0)).isEmpty();
        assertVerdict(gate.judge(Scenario.call("ab0")), Action.LIMIT, Reason.BEHAVIOUR, 0.6, 5_000, 5);
        assertThat(gate.bans(0)).containsExactly(new Ban(Scenario.client('a'), Sanction.LIMIT, 0, 5_000, 0.6, 0));
        assertVerdict(gate.judge(Scenario.call("ab4.5")), Action.LIMIT, Reason.LIMITED, 0.6, 500, 1);
        assertThat(gate.score(Scenario.client('a'))).isEqualTo(0.6);
        assertVerdict(gate.judge(Scenario.call("ab5")), Action.REFUSE, Reason.BEHAVIOUR, 0.9, 10_000, 10);
        assertThat(gate.score(Scenario.client('a'))).isZero();
        assertThat(gate.bans(5_000))
                .containsExactly(new Ban(Scenario.client('a'), Sanction.BAN, 5_000, 15_000, 0.9, 0));
        GateStats.Snapshot figures = gate.stats().snapshot();
        assertThat(figures.actions())
                .isEqualTo(Map.of(Action.PASS, 0L, Action.DELAY, 1L, Action.LIMIT, 2L, Action.REFUSE, 1L));
        assertThat(figures.refused()).isEqualTo(3);
    }

    private static void assertVerdict(
            Verdict verdict, Action action, Reason reason, double score, long waitMillis, long retryAfter) {
        assertThat(new Verdict(verdict.action(), verdict.reason(), verdict.score(), verdict.waitMillis()))
                .isEqualTo(new Verdict(action, reason, score, waitMillis));
        assertThat(verdict.refuses()).isEqualTo(action == Action.LIMIT || action == Action.REFUSE);
        assertThat(verdict.retryAfterSeconds()).isEqualTo(retryAfter);
    }
}
