package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

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

/** With a model that looks at answers and routes: three not found among the last answers score 0.9. */
final class GateAnswersTest {

    private static final int WARM_UP = 20;
    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Ip ALLOWED = Ip.of("10.0.0.1");
    private static final Ip DENIED = Ip.of("10.0.0.2");
    private static final Column MISSED = Column.parse("answers 4 not-found");
    private static final Column NEVER = Column.parse("routes 4 never");
    private static final Model MODEL = model(WARM_UP, MISSED, NEVER, Column.Overall.AGE);

    private static Model model(int warmUp, Column... columns) {
        FeatureLayout layout = new FeatureLayout(Map.of(), List.of(columns));
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {0, Forest.LEAF, Forest.LEAF},
                new double[] {3, .1, .9},
                new double[] {.5, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0});
        Map<String, String> card = Map.of(ModelCard.THRESHOLD, "0.5", ModelCard.WARM_UP, Integer.toString(warmUp));
        return new Model(layout, forest, new ModelCard(card));
    }

    private static Gate gate(Mode mode, Model model) {
        Policy policy = new Policy(
                mode,
                CidrSet.of(List.of(ALLOWED.toString())),
                CidrSet.of(List.of(DENIED.toString())),
                null,
                1,
                Duration.ofSeconds(10));
        return new Gate(policy, model, 64, 64, 1);
    }

    private static Call call(Ip client, String name, long timeMillis) {
        return new Call(client, name, timeMillis);
    }

    private static Reason serve(Gate gate, Ip client, String name, Outcome outcome) {
        Verdict verdict = gate.judge(call(client, name, 0));
        if (!verdict.refuses()) {
            gate.observe(call(client, name, 0), outcome);
        }
        return verdict.reason();
    }

    /** A gate that has learned enough: GET / is served to many, and nothing else to anybody. */
    private static Gate warm(Mode mode) {
        Gate gate = gate(mode, MODEL);
        for (int i = 0; i < WARM_UP; i++) {
            serve(gate, Ip.ofV4(i), "GET /", Outcome.SUCCESS);
        }
        return gate;
    }

    @Test
    void judge_routesNotYetLearned_isWarmingUpAndRefusesNobodyByBehaviour() {
        Gate gate = gate(Mode.ENFORCE, MODEL);
        for (int i = 0; i < 3 * WARM_UP; i++) {
            assertThat(serve(gate, CLIENT, "GET /lost/" + i, Outcome.NOT_FOUND)).isEqualTo(Reason.WARMING_UP);
        }
        assertThat(gate.trackedClients()).isZero();
        assertThat(gate.vector(CLIENT)).isEmpty();
        assertThat(gate.score(CLIENT)).isZero();
        for (int i = 0; i < WARM_UP; i++) {
            assertThat(serve(gate, Ip.ofV4(i), "GET /", Outcome.SUCCESS)).isEqualTo(Reason.WARMING_UP);
        }
        assertThat(serve(gate, CLIENT, "GET /", Outcome.SUCCESS)).isEqualTo(Reason.CLEAR);
        assertThat(gate.vector(CLIENT)).containsExactly(0, 0, 1);
    }

    @Test
    void judge_warmingUp_listsAndBansHoldAllTheSame() {
        Gate gate = gate(Mode.ENFORCE, MODEL);
        assertThat(gate.judge(call(ALLOWED, "GET /", 0)).reason()).isEqualTo(Reason.ALLOW_LISTED);
        assertThat(gate.judge(call(DENIED, "GET /", 0)).refuses()).isTrue();
        assertThat(gate(Mode.OFF, MODEL).judge(call(CLIENT, "GET /", 0)).reason())
                .isEqualTo(Reason.OFF);
    }

    @Test
    void observe_allowedClientOrGateOff_teachesNothing() {
        for (Gate gate : List.of(gate(Mode.ENFORCE, MODEL), gate(Mode.OFF, MODEL))) {
            for (int i = 0; i < 2 * WARM_UP; i++) {
                serve(gate, gate.policy().mode() == Mode.OFF ? CLIENT : ALLOWED, "GET /" + i, Outcome.SUCCESS);
            }
            gate = gate.with(gate.policy(), gate.model());
            assertThat(gate.trackedClients()).isZero();
        }
        Gate gate = gate(Mode.ENFORCE, MODEL);
        for (int i = 0; i < 2 * WARM_UP; i++) {
            serve(gate, ALLOWED, "GET /" + i, Outcome.SUCCESS);
        }
        assertThat(gate.judge(call(CLIENT, "GET /", 0)).reason()).isEqualTo(Reason.WARMING_UP);
    }

    @Test
    void judge_answers_countFromTheNextCallOn() {
        Gate gate = warm(Mode.ENFORCE);
        for (int i = 0; i < 3; i++) {
            assertThat(serve(gate, CLIENT, "GET /lost", Outcome.NOT_FOUND)).isEqualTo(Reason.CLEAR);
        }
        assertThat(gate.vector(CLIENT)).containsExactly(3, 3, 3);
        assertThat(gate.score(CLIENT)).isEqualTo(.9);
        assertThat(gate.bans(0)).isEmpty();
        assertThat(serve(gate, CLIENT, "GET /", Outcome.SUCCESS)).isEqualTo(Reason.BEHAVIOUR);
        assertThat(gate.bans(0)).hasSize(1);
    }

    /** Else nobody who is refused could ever come back. */
    @Test
    void judge_refusedCalls_neitherCountNorTeach() {
        Gate gate = warm(Mode.ENFORCE);
        for (int i = 0; i < 3; i++) {
            serve(gate, CLIENT, "GET /lost", Outcome.NOT_FOUND);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(serve(gate, CLIENT, "GET /own", Outcome.SUCCESS)).isIn(Reason.BEHAVIOUR, Reason.BANNED);
        }
        assertThat(gate.vector(CLIENT)).isEmpty();
        Verdict back = gate.judge(call(CLIENT, "GET /own", 10_000));
        assertThat(back.reason()).isEqualTo(Reason.CLEAR);
        assertThat(gate.vector(CLIENT)).containsExactly(0, 1, 1);
        gate.judge(call(Ip.of("192.0.2.2"), "GET /own", 10_000));
        assertThat(gate.vector(Ip.of("192.0.2.2")))
                .as("nobody was served there")
                .containsExactly(0, 1, 1);
    }

    @Test
    void observe_callUnderWayWhenTheBanFalls_isDropped() {
        Gate gate = warm(Mode.ENFORCE);
        Call slow = call(CLIENT, "GET /slow", 0);
        assertThat(gate.judge(slow).refuses()).isFalse();
        for (int i = 0; i < 4; i++) {
            serve(gate, CLIENT, "GET /lost", Outcome.NOT_FOUND);
        }
        assertThat(gate.bans(0)).hasSize(1);
        gate.observe(slow, Outcome.NOT_FOUND);
        assertThat(gate.vector(CLIENT)).isEmpty();
        gate.judge(call(CLIENT, "GET /", 10_000));
        assertThat(gate.vector(CLIENT)).containsExactly(0, 0, 1);
    }

    @Test
    void use_otherLayout_forgetsCountsAndKeepsWhatIsKnownOfRoutes() {
        Gate gate = warm(Mode.ENFORCE);
        serve(gate, CLIENT, "GET /", Outcome.SUCCESS);
        gate = gate.with(gate.policy(), model(WARM_UP, NEVER, Column.Overall.AGE));
        assertThat(gate.vector(CLIENT)).isEmpty();
        assertThat(serve(gate, CLIENT, "GET /", Outcome.SUCCESS)).isEqualTo(Reason.CLEAR);
        assertThat(gate.vector(CLIENT)).containsExactly(0, 1);
    }

    @Test
    void use_sameLayout_keepsCountsAndAnswers() {
        Gate gate = warm(Mode.ENFORCE);
        serve(gate, CLIENT, "GET /lost", Outcome.NOT_FOUND);
        gate = gate.with(gate.policy(), model(WARM_UP, MISSED, NEVER, Column.Overall.AGE));
        assertThat(gate.vector(CLIENT)).containsExactly(1, 1, 1);
    }

    @Test
    void use_longerWarmUp_warmsUpAgainFromWhatIsKnown() {
        Gate gate = warm(Mode.ENFORCE);
        gate = gate.with(gate.policy(), model(2 * WARM_UP, MISSED, NEVER, Column.Overall.AGE));
        for (int i = 0; i < WARM_UP; i++) {
            assertThat(serve(gate, Ip.ofV4(i), "GET /more", Outcome.SUCCESS)).isEqualTo(Reason.WARMING_UP);
        }
        assertThat(serve(gate, CLIENT, "GET /more", Outcome.SUCCESS)).isEqualTo(Reason.CLEAR);
    }
}
