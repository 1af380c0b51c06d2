package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The model in the jar on a small site that it has never seen. */
final class ShippedModelTest {

    private static final int PAGES = 20;

    private final Gate gate;
    private long timeMillis;

    /** A gate whose warm-up is over. */
    ShippedModelTest() throws IOException {
        Policy policy = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
        gate = new Gate(policy, ShippedModel.read(), 1_024, 1_024, 7);
        for (int visitor = 0; visitor < 60; visitor++) {
            visit(Ip.ofV4(0x0a000000 + visitor), visitor);
        }
    }

    private void visit(Ip client, int from) {
        for (int page = 0; page < 6; page++) {
            call(client, "GET /page" + (from + page) % PAGES, Outcome.SUCCESS);
        }
    }

    private Verdict call(Ip client, String name, Outcome outcome) {
        timeMillis += 200;
        Call call = new Call(client, name, timeMillis);
        Verdict verdict = gate.judge(call);
        if (!verdict.refuses()) {
            gate.observe(call, outcome);
        }
        return verdict;
    }

    @Test
    void judge_scannerOfUnknownRoutes_isRefusedWithinTenCallsAndSaysWhy() {
        Ip scanner = Ip.of("198.51.100.1");
        int calls = 1;
        Verdict verdict = call(scanner, "GET /old1.php", Outcome.NOT_FOUND);
        while (!verdict.refuses() && calls < 100) {
            verdict = call(scanner, "GET /old" + ++calls + ".php", Outcome.NOT_FOUND);
        }

        assertThat(calls).isBetween(2, 10);
        assertThat(verdict.explain()).isNotNull();
        assertThat(String.valueOf(verdict.explain())).contains("404 or 410");
        assertThat(call(scanner, "GET /page1", Outcome.SUCCESS).reason()).isEqualTo(Reason.BANNED);
    }

    @Test
    void judge_quickUserWithALostIcon_isNeverRefused() {
        Ip user = Ip.of("198.51.100.2");
        call(user, "GET /favicon.ico", Outcome.NOT_FOUND);
        for (int i = 0; i < 400; i++) {
            assertThat(call(user, "GET /page" + i % PAGES, Outcome.SUCCESS).refuses())
                    .as("call %d", i)
                    .isFalse();
        }
    }

    @Test
    void judge_ownRefusals_neverCount() {
        Ip scanner = Ip.of("198.51.100.3");
        for (int i = 0; i < 50; i++) {
            call(scanner, "GET /x" + i, Outcome.NOT_FOUND);
        }
        timeMillis += Duration.ofMinutes(11).toMillis();

        assertThat(call(scanner, "GET /page1", Outcome.SUCCESS).reason()).isEqualTo(Reason.CLEAR);
        assertThat(call(scanner, "GET /page2", Outcome.SUCCESS).score()).isZero();
    }
}
