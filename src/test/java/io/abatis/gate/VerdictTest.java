package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.Explanation;
import io.abatis.forest.Explanation.Contribution;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VerdictTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");

    private static Policy policy(Mode mode, CidrSet allow, CidrSet deny) {
        return new Policy(mode, allow, deny, null, 2, Duration.ofMinutes(1));
    }

    private static Policy policy(Mode mode) {
        return policy(mode, CidrSet.empty(), CidrSet.empty());
    }

    private static Call call(String name) {
        return new Call(CLIENT, name, 0);
    }

    /** Whatever the forest has said is explained to the last digit; where it was not asked there is nothing to explain. */
    private static void assertExplained(Verdict verdict) {
        Explanation explanation = verdict.explain();
        if (verdict.ground() == null) {
            assertThat(explanation).isNull();
            assertThat(verdict.reason() == Reason.BANNED || verdict.score() == 0)
                    .isTrue();
            return;
        }
        assertThat(Objects.requireNonNull(explanation).score()).isEqualTo(verdict.score());
        double sum = explanation.bias()
                + explanation.contributions().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum();
        assertThat(sum).isEqualTo(verdict.score(), within(1e-9));
    }

    @Test
    void explain_forestNotAsked_isNull() throws IOException {
        CidrSet own = CidrSet.of(List.of(CLIENT.toString()));
        Model demo = NamesModel.read();

        assertThat(new Gate(policy(Mode.OFF), demo, 64, 64, 1).judge(call("GET /api/rarely")))
                .returns(Reason.OFF, Verdict::reason)
                .returns(null, Verdict::explain);
        assertThat(new Gate(policy(Mode.ENFORCE, own, CidrSet.empty()), demo, 64, 64, 1).judge(call("GET /x")))
                .returns(Reason.ALLOW_LISTED, Verdict::reason)
                .returns(null, Verdict::explain);
        assertThat(new Gate(policy(Mode.ENFORCE, CidrSet.empty(), own), demo, 64, 64, 1).judge(call("GET /x")))
                .returns(Reason.DENY_LISTED, Verdict::reason)
                .returns(null, Verdict::explain);
        assertThat(new Gate(policy(Mode.ENFORCE), ShippedModel.read(), 64, 64, 1).judge(call("GET /x")))
                .returns(Reason.WARMING_UP, Verdict::reason)
                .returns(null, Verdict::explain);
        assertThat(new Gate(policy(Mode.ENFORCE), demo, 64, 64, 1).judge(call("GET /api/rarely")))
                .as("the first call")
                .returns(Reason.CLEAR, Verdict::reason)
                .returns(null, Verdict::explain);
        assertThat(new Verdict(Action.REFUSE, Reason.FAILURE, 0, 1).explain()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"OBSERVE", "ENFORCE"})
    void explain_demoModel_addsUpFromClearToBehaviour(Mode mode) throws IOException {
        Gate gate = new Gate(policy(mode), NamesModel.read(), 64, 64, 1).exact();
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < 30; i++) {
            Verdict verdict = gate.judge(call("GET /api/rarely"));
            assertExplained(verdict);
            assertThat(verdict.withoutGround())
                    .isEqualTo(new Verdict(verdict.action(), verdict.reason(), verdict.score(), verdict.waitMillis()));
            assertThat(verdict.ground() != null).isEqualTo(i > 0 && verdict.reason() != Reason.BANNED);
            seen.add(verdict.reason());
        }

        assertThat(seen).contains(Reason.CLEAR, Reason.BEHAVIOUR);
        assertThat(seen.contains(Reason.BANNED)).isEqualTo(mode == Mode.ENFORCE);
    }

    @Test
    void explain_shippedModelAmongOtherClients_addsUp() throws IOException {
        Gate gate = new Gate(policy(Mode.OBSERVE), ShippedModel.read(), 1_024, 64, 1).exact();
        SplittableRandom random = new SplittableRandom(1);
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < 4_000; i++) {
            boolean scans = i > 1_500 && i % 20 == 0;
            Call call = scans
                    ? new Call(CLIENT, "GET /probe" + i, i * 50L)
                    : new Call(Ip.ofV4(0x0a000000 + random.nextInt(100)), "GET /" + random.nextInt(9), i * 50L);
            Verdict verdict = gate.judge(call);
            assertExplained(verdict);
            seen.add(verdict.reason());
            gate.observe(call, scans ? Outcome.NOT_FOUND : Outcome.SUCCESS);
        }

        assertThat(seen).contains(Reason.WARMING_UP, Reason.CLEAR, Reason.BEHAVIOUR);
    }
}
