package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scenarios make of their groups. */
final class ScenarioPlanTest {

    private static final LoopbackUrl URL = LoopbackUrl.parse("http://127.0.0.1:8080");

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config/scenarios"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void sequence_shippedScenario_isInOrderAndTheSameForTheSameSeed(Path file) throws Exception {
        LoadPlan plan = new LoadPlan(URL, ScenarioReader.read(file), 1);
        List<PlannedCall> calls = calls(plan);
        assertThat(calls).isEqualTo(calls(new LoadPlan(URL, ScenarioReader.read(file), 1)));
        assertThat(calls).isNotEqualTo(calls(new LoadPlan(URL, ScenarioReader.read(file), 2)));
        assertThat(calls)
                .hasSize((int) plan.totalCalls())
                .isSortedAccordingTo((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
        assertThat(calls.get(calls.size() - 1).atNanos())
                .isLessThan(plan.duration().toNanos());
        assertThat(plan.rate() * plan.duration().toSeconds()).isBetween(calls.size() - 12.0, (double) calls.size());
        assertThat(plan.scenario().about()).endsWith(".");
        assertThat(plan.scenario().hasAttackers() && plan.scenario().hasBenign())
                .isTrue();
    }

    @Test
    void shipped_everyKind_isThere() throws IOException {
        assertThat(shipped())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "burst.conf",
                        "credential-stuffing.conf",
                        "ipv6-rotation.conf",
                        "mix.conf",
                        "nat.conf",
                        "ramp.conf",
                        "rare-calls.conf",
                        "scanner.conf",
                        "slow-and-low.conf",
                        "takeover.conf");
    }

    @Test
    void sequence_takeoverAtCall_turnsEachWithItsOwn() throws Exception {
        LoadPlan plan = plan("clients { user = 3 }, takeover { at-call = 4, behaviour = rare }");
        assertThat(plan.clients()).isZero();
        assertThat(plan.attackers()).isEqualTo(3);
        List<PlannedCall> calls = calls(plan);
        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.kind() == ClientKind.HOSTILE).isEqualTo(call.number() >= 4));
        assertThat(calls).anyMatch(call -> call.kind() == ClientKind.HOSTILE);
        assertThat(plan.client(0).address()).isEqualTo("172.144.0.22");
    }

    @Test
    void sequence_takeoverAtTime_turnsAllThen() throws Exception {
        List<PlannedCall> calls = calls(plan("clients { user = 3 }, takeover { at = 2s, behaviour = rare }"));
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call.kind() == ClientKind.HOSTILE).isEqualTo(call.atNanos() >= 2_000_000_000L))
                .anyMatch(call -> call.kind() == ClientKind.HOSTILE);
    }

    @Test
    void sequence_behindOneAddress_isOneClient() throws Exception {
        LoadPlan plan = plan("behind = office, clients { user = 9, rare = 1 }");
        assertThat(plan.cast().clients())
                .containsExactly(new CraftedClient("174.144.22.1", ClientKind.HOSTILE, 9, 1, List.of("a")));
        List<PlannedCall> calls = calls(plan);
        assertThat(calls).extracting(PlannedCall::address).containsOnly("174.144.22.1");
        assertThat(calls).extracting(PlannedCall::person).contains(0, 9);
        assertThat(calls.get(calls.size() - 1).number()).isEqualTo(calls.size());
    }

    @Test
    void sequence_rotating_hasANewAddressOfOneNetworkEachTime() throws Exception {
        LoadPlan plan = plan("addresses = ipv6-rotating, clients { rare = 1 }");
        assertThat(plan.client(0).address()).isEqualTo("2001:db8:2:1::/64");
        Set<String> seen = new HashSet<>();
        for (PlannedCall call : calls(plan)) {
            assertThat(call.address()).matches("2001:db8:2:1(:[0-9a-f]{1,4}){4}");
            assertThat(seen.add(call.address())).isTrue();
        }
    }

    @Test
    void cast_ipv6_hasANetworkForEach() throws Exception {
        LoadPlan plan = plan("addresses = ipv6, clients { user = 65536 }");
        assertThat(plan.cast().person(0).address()).isEqualTo("2001:db8:1:1::1");
        assertThat(plan.client(0).address()).isEqualTo("2001:db8:1:1::/64");
        assertThat(plan.cast().clients().stream().map(CraftedClient::address).distinct())
                .hasSize(65_536);
    }

    @Test
    void sequence_otherGroupChanged_staysTheSame() throws Exception {
        String tail = ", { name = b, clients { user = 3 }, rate = 7 }]";
        String one = "duration = 5s, groups = [{ name = a, clients { user = 2 }, rate = 5 }" + tail;
        String other = "duration = 5s, groups = [{ name = a, clients { rare = 2 }, rate = 50 }" + tail;
        assertThat(requestsOf(2, one)).isEqualTo(requestsOf(2, other)).hasSize(35);
    }

    private static List<Request> requestsOf(int firstPerson, String text) throws ScenarioException {
        return calls(new LoadPlan(URL, ScenarioReader.parse("x", text), 3)).stream()
                .filter(call -> call.person() >= firstPerson)
                .map(PlannedCall::request)
                .toList();
    }

    @Test
    void first_part_cutsGroupsAndLeavesLaterOnesOut() throws Exception {
        Scenario whole = ScenarioReader.parse(
                "x",
                "duration = 10s, groups = [{ name = a, clients { user = 2 }, rate = 5, start = 1s }, "
                        + "{ name = b, clients { user = 3 }, rate = 7, start = 5s }]");
        LoadPlan part = new LoadPlan(URL, whole.first(Duration.ofSeconds(3)), 1);
        assertThat(part.totalCalls()).isEqualTo(10);
        assertThat(part.clients()).isEqualTo(2);
        assertThat(whole.first(Duration.ofSeconds(10))).isSameAs(whole);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.first(Duration.ofSeconds(1)))
                .withMessageContaining("no group");
    }

    private static LoadPlan plan(String keys) throws ScenarioException {
        String text = "duration = 4s, groups = [{ name = a, rate = 20, " + keys + " }]";
        return new LoadPlan(URL, ScenarioReader.parse("x", text), 1);
    }

    private static List<PlannedCall> calls(LoadPlan plan) {
        List<PlannedCall> calls = new ArrayList<>();
        plan.sequence().forEachRemaining(calls::add);
        return calls;
    }
}
