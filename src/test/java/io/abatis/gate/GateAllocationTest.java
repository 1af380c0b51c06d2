package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.DemoModel;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call of a known client leaves for the garbage collector: nothing. */
final class GateAllocationTest {

    private static final int CLIENTS = 100;
    private static final int CALLS = 20_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Models of which one counts names alone, and one all there is. */
    enum Kind {
        NAMES,
        ALL;

        Model model() throws IOException {
            return this == NAMES ? NamesModel.read() : DemoModel.read();
        }
    }

    @ParameterizedTest
    @EnumSource
    void judgeAndObserve_knownClients_allocateNothing(Kind kind) throws IOException {
        Policy policy = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), 1.0, 2, Duration.ofMinutes(1));
        Model model = kind.model();
        Gate gate = new Gate(policy, model, 1 << 12, 16, 1);
        List<String> names = new ArrayList<>(model.layout().logOdds().keySet());
        Call[] calls = new Call[CALLS];
        for (int i = 0; i < CALLS; i++) {
            calls[i] = new Call(Ip.ofV4(i % CLIENTS), names.get(i / CLIENTS % Math.min(5, names.size())), i * 100L);
        }
        run(gate, calls);

        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(gate, calls);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(gate.stats().snapshot().verdicts().get(Reason.CLEAR)).isEqualTo((1L + ROUNDS) * CALLS);
        // Not each round's: the machine's compiler and a counter that splits take what they want when they want it.
        assertThat(least).isZero();
    }

    private static void run(Gate gate, Call[] calls) {
        for (Call call : calls) {
            gate.judge(call);
            gate.observe(call, Outcome.SUCCESS);
        }
    }
}
