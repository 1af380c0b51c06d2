package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.ban.BanLadder;
import io.abatis.ban.Exemption;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways in which filters like this one have kept out whom they should not. Each test is named by the guard that it would miss. */
final class HolesTest {

    private static Gate gate(GatePolicy policy) {
        return new Gate(policy.build(), SmallModel.graded(0.8), 64, 64, 1);
    }

    /**
     * See {@link Scenario}. Were refused calls counted, these clients would be refused for their refusals, and could never come back. Each knocks every
     * second while it is refused, with calls as bad as can be.
     */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ab0 ab0 ab1 ab2 ab3 ab4 ag5 ag10 ag15 ag16      | D L M M M M L L D .   | limited: hammering costs nothing",
                "ab0 ab0 ab5 ab6 ab7 ab8 ab9 ab14 ag15 ag16      | D L B X X X X X . .   | banned: hammering costs nothing",
                "ab0 ab0 ab5 ab14 ag15 ab15 ag15 ag15 ag16 ag17  | D L B X . D D D D .   | banned: judged by what came after",
                "zb0 zb1 zb2 zb3                            | N N N N                 | denied: refused by the list alone",
            })
    void refusedCallsAreNeverFeatures_hammering_clientComesBack(String calls, String verdicts, String what) {
        Grades patient =
                new Grades(new Grade(0.3, Duration.ofSeconds(1), 100), new Grade(0.5, Duration.ofSeconds(5), 100));
        assertThat(Scenario.play(
                        gate(GatePolicy.of(Mode.ENFORCE).grades(patient).deny("192.0.2.25")), calls))
                .as(what)
                .isEqualTo(verdicts);
    }

    /** The same with a model that looks at answers: our own 403 and 429 must not be among them. */
    @Test
    void refusedCallsAreNeverFeatures_modelOfAnswers_scoreStaysThatOfTheAnswers() {
        FeatureLayout layout = new FeatureLayout(
                Map.of(), List.of(Column.parse("answers 4 not-found"), Column.parse("answers 4 unauthorized")));
        Forest forest = new Forest(
                2,
                new int[] {0},
                new int[] {0, Forest.LEAF, Forest.LEAF},
                new double[] {1, .1, .6},
                new double[] {.5, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0});
        Model model =
                new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "0.8", ModelCard.WARM_UP, "0")));
        Grades grades = new Grades(null, new Grade(0.5, Duration.ofSeconds(5), 100));
        Gate gate = new Gate(GatePolicy.of(Mode.ENFORCE).grades(grades).build(), model, 64, 64, 1);
        Ip client = Ip.of("192.0.2.1");
        Call first = new Call(client, "GET /missing", 0);
        gate.judge(first);
        gate.observe(first, Outcome.NOT_FOUND);
        assertThat(gate.judge(new Call(client, "GET /a", 1)).action()).isEqualTo(Action.LIMIT);
        int[] limited = gate.vector(client);
        for (int i = 2; i < 50; i++) {
            assertThat(gate.judge(new Call(client, "GET /missing", i)).reason()).isEqualTo(Reason.LIMITED);
        }
        assertThat(gate.vector(client)).containsExactly(limited).containsExactly(1, 0);
        assertThat(gate.stats().snapshot().outcomes().get(Outcome.UNAUTHORIZED)).isZero();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ab0 ab0                  | ab1 ab2 ab3       | a a a | limited",
                "ab0 ab0 ab5 ab6          | ab7 ag7 ab14      | a a a | banned",
                "ab0 ab0 ab5 ab15 ab15 ab20 | ab21 ab39 ab41 | a a a | banned for the second time",
                "ab0                      | ab1 ab1 ab1       | a a a | suspected",
                "ag0                      | ab1 ab1 ab1       | a a a | unsuspected",
            })
    void allowListWins_addedWhileABanHolds_atOnceAndWhileItStands(
            String before, String after, String verdicts, String what) {
        Gate gate = gate(GatePolicy.of(Mode.ENFORCE).graded());
        Scenario.play(gate, before);
        GatePolicy allowing =
                GatePolicy.of(Mode.ENFORCE).graded().deny("192.0.2.0/24").allow("192.0.2.0/28");
        assertThat(Scenario.play(gate.with(allowing.build(), gate.model()), after))
                .as(what)
                .isEqualTo(verdicts);
    }

    @Test
    void allowListWins_takenAwayAgain_nothingWasCountedMeanwhileAndTheBanHoldsOn() {
        Gate gate = gate(GatePolicy.of(Mode.ENFORCE).graded());
        assertThat(Scenario.play(gate, "ab0 bb0 bb0 bb5")).isEqualTo("D D L B");
        Policy allowing =
                GatePolicy.of(Mode.ENFORCE).graded().allow("192.0.2.0/24").build();
        Gate allowed = gate.with(allowing, gate.model());
        assertThat(Scenario.play(allowed, "ab6 ab6 ab6 bb6")).isEqualTo("a a a a");
        allowed.observe(Scenario.call("ab6"), Outcome.NOT_FOUND);
        Gate again = allowed.with(gate.policy(), gate.model());
        assertThat(Scenario.play(again, "ag7 bb7")).isEqualTo("D X");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, 192.0.2.0/24", "0.0.0.0/0, 192.0.2.0/32", "192.0.2.0, 0.0.0.0/0", "192.0.2.0, 192.0.2.0"
    })
    void allowListWins_whateverTheDenyListSays(String allow, String deny) {
        for (Mode mode : new Mode[] {Mode.OBSERVE, Mode.ENFORCE}) {
            Gate gate = gate(GatePolicy.of(mode).graded().allow(allow).deny(deny));
            assertThat(Scenario.play(gate, "ab0 ab0 ab0 ab0~ ab0@/login")).isEqualTo("a a a a a");
            assertThat(gate.trackedClients()).isZero();
            assertThat(gate.bans(0)).isEmpty();
        }
    }

    @Test
    void denyList_addedAndTakenAway_holdsAtOnceAndNoLonger() {
        Gate gate = gate(GatePolicy.of(Mode.ENFORCE).graded());
        Gate denying = gate.with(
                GatePolicy.of(Mode.ENFORCE).graded().deny("192.0.2.0/32").build(), gate.model());
        assertThat(Scenario.play(gate, "ag0")).isEqualTo(".");
        assertThat(Scenario.play(denying, "ag0 bg0")).isEqualTo("N .");
        assertThat(Scenario.play(denying.with(gate.policy(), gate.model()), "ag0"))
                .isEqualTo(".");
    }

    /** Counts, bans, what was learned of routes, and figures outlive a change of policy; another layout begins to count anew, with the same bans. */
    @Test
    void with_anotherPolicyOrLayout_keepsWhatItCan() {
        Gate gate = gate(GatePolicy.of(Mode.ENFORCE).graded());
        assertThat(Scenario.play(gate, "ab0 ab0 bb0 cb0 cb0 cb5")).isEqualTo("D L D D L B");
        Gate next = gate.with(GatePolicy.of(Mode.ENFORCE).build(), gate.model());
        assertThat(next.trackedClients()).isEqualTo(2);
        assertThat(next.bans(5_000)).isEqualTo(gate.bans(5_000)).hasSize(1);
        assertThat(next.stats()).isSameAs(gate.stats());
        assertThat(next.vector(Scenario.client('b'))).isEqualTo(gate.vector(Scenario.client('b')));
        assertThat(Scenario.play(next, "ag1 bb1 bb1 cg6")).isEqualTo("M . B X");
        Gate other = next.with(next.policy(), SmallModel.model(5, 3, 0.5));
        assertThat(other.trackedClients()).isZero();
        assertThat(Scenario.play(other, "ag2 ab6 ab6 bb2 cb6")).isEqualTo("M . . X X");
        assertThat(next.trackedClients()).as("the gate before is as it was").isEqualTo(1);
        assertThat(other.stats().snapshot().verdicts().get(Reason.LIMITED)).isEqualTo(2);
    }

    /** An unban that is followed by the next ban at once is none. */
    @Test
    void clearForgetsTheCounts_limitedClient_beginsAnew() {
        Policy policy = new Policy(
                Mode.ENFORCE,
                Map.of(),
                CidrSet.empty(),
                CidrSet.empty(),
                0.95,
                1,
                new Grades(null, new Grade(0.5, Duration.ofSeconds(10), 3)),
                BanLadder.flat(Duration.ofMinutes(10)),
                BanCap.NONE);
        Gate gate = new Gate(policy, SmallModel.flagging(3, 0.5), 64, 64, 1);
        Ip client = Ip.of("192.0.2.1");
        Call call = new Call(client, SmallModel.BAD, 0);
        for (int i = 0; i < 3; i++) {
            gate.judge(call);
        }
        assertThat(gate.bans(0)).hasSize(1);
        gate.clear(client, new Exemption(0, 0), 0);
        assertThat(gate.bans(0)).isEmpty();
        assertThat(gate.judge(call).reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.judge(call).reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.judge(call).reason()).isEqualTo(Reason.BEHAVIOUR);
    }
}
