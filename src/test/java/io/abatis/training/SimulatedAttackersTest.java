package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.Rarity;
import io.abatis.count.Sighting;
import io.abatis.traffic.Labels.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatedAttackersTest {

    /** Users of so many calls: call 0 is made by one of them, call 1 by two, and so on. */
    private static List<History> users(int calls, Function<String, PastCall> call) {
        return IntStream.range(0, calls)
                .mapToObj(user -> new History(
                        Ip.ofV4(user),
                        Label.BENIGN,
                        IntStream.range(user, calls)
                                .mapToObj(i -> call.apply("GET /" + i))
                                .toList()))
                .toList();
    }

    private static List<History> draw(int calls, int attackers) {
        return SimulatedAttackers.of(users(calls, PastCall::named), new Random(1))
                .draw(attackers);
    }

    private static PastCall answered(String name) {
        return new PastCall(name, new Sighting(Rarity.OFTEN, MethodClass.READ, (short) 3), Outcome.SUCCESS, 1_000);
    }

    @Test
    void draw_fourteenCalls_everyOtherPrefersTheRarest() {
        List<History> attackers = draw(14, 20);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < attackers.size(); i += 2) {
            drawn.addAll(attackers.get(i).names().toList());
        }

        assertThat(attackers).hasSize(20).allMatch(History::malicious);
        assertThat(attackers.stream().map(History::client).distinct()).hasSize(20);
        // weights 6, 3, 2, 1, 1, 1 of 14, and none for the rest
        assertThat(drawn).doesNotContain("GET /6", "GET /13");
        assertThat(Collections.frequency(drawn, "GET /0") / (double) drawn.size())
                .isBetween(.40, .46);
        assertThat(Collections.frequency(drawn, "GET /1") / (double) drawn.size())
                .isBetween(.18, .25);
        assertThat(Collections.frequency(drawn, "GET /5") / (double) drawn.size())
                .isBetween(.05, .10);
    }

    @Test
    void draw_again_givesOtherAddresses() {
        SimulatedAttackers attackers = SimulatedAttackers.of(users(5, PastCall::named), new Random(1));
        List<History> all = new ArrayList<>(attackers.draw(7));
        all.addAll(attackers.draw(7));
        assertThat(all.stream().map(History::client).distinct()).hasSize(14);
    }

    /** Nobody can learn to tell attackers by answers from logs that have none. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 64, 1_000})
    void draw_usersWithoutAnswers_fullHistoriesOfTheirCallsWithoutAnswers(int n) {
        List<History> users = users(n, PastCall::named);
        List<String> names = users.stream().flatMap(History::names).distinct().toList();
        assertThat(SimulatedAttackers.of(users, new Random(1)).draw(12))
                .allSatisfy(attacker -> assertThat(attacker.calls())
                        .hasSize(400)
                        .allMatch(call -> call.outcome() == Outcome.UNKNOWN && names.contains(call.name())));
    }

    @Test
    void draw_usersWithAnswers_allBehavioursAreAmongThem() {
        List<History> attackers = SimulatedAttackers.of(users(14, SimulatedAttackersTest::answered), new Random(1))
                .draw(24);

        assertThat(attackers)
                .filteredOn(attacker -> attacker.calls().size() == 1)
                .hasSize(2);
        assertThat(attackers)
                .as("forced browsing")
                .anyMatch(attacker -> attacker.names().allMatch(String::isEmpty)
                        && attacker.calls().stream().allMatch(call -> call.gapMillis() < 1_000));
        assertThat(attackers)
                .as("slow browsing")
                .anyMatch(attacker -> attacker.calls().stream().allMatch(call -> call.gapMillis() > 60_000));
        assertThat(attackers)
                .as("credential stuffing")
                .anyMatch(attacker -> attacker.calls().size() == 400
                        && attacker.calls().stream().distinct().count() == 1
                        && attacker.calls().get(0).outcome() == Outcome.UNAUTHORIZED
                        && attacker.calls().get(0).sighting().method() == MethodClass.WRITE);
        assertThat(attackers.stream().flatMap(attacker -> attacker.calls().stream()))
                .filteredOn(call -> call.name().isEmpty())
                .allMatch(call -> call.sighting().rarity() == Rarity.NEVER
                        && call.sighting().route() != 0);
    }

    @Test
    void draw_sameChance_givesTheSameAttackers() {
        assertThat(draw(14, 20)).isEqualTo(draw(14, 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void of_tooFewCalls_isSaid(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draw(n, 2))
                .withMessageContaining("at least three different calls of benign clients, and the logs have " + n);
    }

    @Test
    void of_attackersAmongTheClients_areNotLookedAt() {
        List<History> clients = new ArrayList<>(users(3, PastCall::named));
        clients.add(new History(Ip.ofV4(99), Label.MALICIOUS, List.of(PastCall.named("GET /evil"))));
        assertThat(SimulatedAttackers.of(clients, new Random(1)).draw(10))
                .noneMatch(attacker -> attacker.names().anyMatch("GET /evil"::equals));
    }
}
