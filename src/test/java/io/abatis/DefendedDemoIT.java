package io.abatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.demo.DemoServer;
import io.abatis.load.ClientKind;
import io.abatis.load.ClientResult;
import io.abatis.load.LoadPlan;
import io.abatis.load.LoadResult;
import io.abatis.load.LoadTester;
import io.abatis.load.LoopbackUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The main job on real input: crafted clients call the demo over HTTP, and the filter with the shipped model tells them apart. */
final class DefendedDemoIT {

    private static final int BENIGN = 16;
    private static final int HOSTILE = 6;
    private static final int MOST_CALLS = 25;

    @Test
    void traffic_benignAndHostileOverHttp_onlyAttackersAreRefusedAndSoon() throws Exception {
        try (DemoServer demo = new DemoServer(0).start()) {
            LoopbackUrl target = LoopbackUrl.parse("http://127.0.0.1:" + demo.port());
            LoadPlan plan = new LoadPlan(target, BENIGN, HOSTILE, 300, Duration.ofSeconds(10), 1);
            LoadResult result = new LoadTester(plan, InstantSource.system(), answer -> {}).run();

            long benignCalls = result.clients(ClientKind.BENIGN)
                    .mapToLong(ClientResult::served)
                    .sum();
            assertThat(benignCalls).isGreaterThan(2_000);
            assertThat(result.refusedClients(ClientKind.BENIGN))
                    .as("benign clients refused")
                    .isZero();
            // Numbered as sent: on a server that is still cold, a first call may be overtaken by later ones.
            assertThat(result.callsToRefusal(ClientKind.HOSTILE))
                    .as("calls until each attacker is refused")
                    .hasSize(HOSTILE);
            assertThat(Arrays.stream(result.callsToRefusal(ClientKind.HOSTILE))).allMatch(call -> call <= MOST_CALLS);
            assertThat(result.servedAfterRefusal(ClientKind.HOSTILE))
                    .as("calls of refused attackers that were served")
                    .isZero();
            assertThat(result.failed()).as("calls without an answer").isZero();
        }
    }
}
