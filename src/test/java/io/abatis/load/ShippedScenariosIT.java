package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario files over HTTP against the demo, with the waiting left out. */
@Timeout(120)
final class ShippedScenariosIT {

    /** Long enough for somebody to turn hostile in each. */
    private static Duration part(Path file) {
        return Duration.ofSeconds(file.endsWith("takeover.conf") ? 16 : 8);
    }

    static List<Path> shipped() throws IOException {
        return ScenarioPlanTest.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void run_firstPart_isPlayedAndNoUserRefused(Path file) throws Exception {
        LoadResult result = play(ScenarioReader.read(file).first(part(file)));
        assertThat(result.failures()).isEmpty();
        assertThat(result.sent()).isEqualTo(result.plan().totalCalls()).isEqualTo(result.answered());
        assertThat(result.groups()).allSatisfy(group -> assertThat(group.sent()).isPositive());
        assertThat(result.heard(ClientKind.HOSTILE)).isPositive();
        assertThat(result.refusedClients(ClientKind.BENIGN)).isZero();
    }

    @Test
    void run_rotation_isRefusedByItsNetwork() throws Exception {
        LoadResult result = play(ScenarioReader.read(Path.of("config/scenarios/ipv6-rotation.conf")));
        assertThat(result.refusedClients(ClientKind.HOSTILE)).isEqualTo(3);
        assertThat(result.servedAfterRefusal(ClientKind.HOSTILE)).isZero();
    }

    private static LoadResult play(Scenario scenario) throws IOException {
        try (DemoServer demo = new DemoServer(0).start()) {
            LoopbackUrl target = LoopbackUrl.parse("http://127.0.0.1:" + demo.port());
            return new LoadTester(
                            new LoadPlan(target, scenario, 1),
                            new Limits(16, Duration.ofSeconds(10)),
                            new FakeTicker(),
                            InstantSource.fixed(Instant.EPOCH),
                            answer -> {})
                    .run();
        }
    }
}
