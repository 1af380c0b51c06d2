package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class VirtualClientsTest {

    private static final int BLOCK = 16;

    /** Shorter histories are lived as they are. */
    private static final int LONG = 64;

    /** Calls named {@code client:number}, none twice. */
    private static History model(String name, int calls) {
        return new History(
                Ip.of("10.0.0.1"),
                Label.BENIGN,
                IntStream.range(0, calls)
                        .mapToObj(i -> PastCall.named(name + ":" + i))
                        .toList());
    }

    private static List<String> names(List<PastCall> life) {
        return life.stream().map(PastCall::name).toList();
    }

    private static int number(String call) {
        return Integer.parseInt(call.substring(call.indexOf(':') + 1));
    }

    @Property(tries = 200)
    void life_anySeed_isRunsOfOneModelsHistory(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int calls,
            @ForAll @IntRange(min = 0, max = 300) int length) {
        List<History> models = List.of(model("a", calls), model("b", calls));
        List<String> life = names(new VirtualClients(models, new SplittableRandom(seed)).life(length));

        if (calls < LONG) {
            assertThat(life).hasSize(Math.min(length, calls));
            assertThat(life)
                    .extracting(VirtualClientsTest::number)
                    .isEqualTo(IntStream.range(0, life.size()).boxed().toList());
            return;
        }
        assertThat(life).hasSize(length);
        assertThat(life.stream().map(call -> call.charAt(0)).distinct()).hasSizeLessThanOrEqualTo(1);
        int run = 0;
        for (int i = 0; i < length; i++) {
            boolean goesOn = run > 0 && run < BLOCK && number(life.get(i)) == number(life.get(i - 1)) + 1;
            if (!goesOn && i > 0) {
                // a block ends when it is full, or with the history
                assertThat(run == BLOCK || number(life.get(i - 1)) == calls - 1).isTrue();
            }
            run = goesOn ? run + 1 : 1;
        }
    }

    @Test
    void life_sameSeed_isTheSameAndAnotherSeedGivesAnother() {
        List<History> models = List.of(model("a", 100), model("b", 70));

        assertThat(new VirtualClients(models, new SplittableRandom(5)).life(500))
                .isEqualTo(new VirtualClients(models, new SplittableRandom(5)).life(500))
                .isNotEqualTo(new VirtualClients(models, new SplittableRandom(6)).life(500));
    }

    @Test
    void life_many_comeFromAllModelsAndAllPlaces() {
        VirtualClients clients = new VirtualClients(List.of(model("a", 100), model("b", 1)), new SplittableRandom(1));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.addAll(names(clients.life(20)));
        }

        assertThat(seen).hasSize(101);
    }

    @Test
    void mixedLife_twoModels_drawsEveryCallOfEach() {
        List<String> life = names(
                new VirtualClients(List.of(model("a", 3), model("b", 70)), new SplittableRandom(1)).mixedLife(5_000));

        assertThat(life).hasSize(5_000);
        assertThat(new HashSet<>(life)).hasSize(73);
        assertThat(life.stream().filter(call -> call.startsWith("a")).count())
                .as("clients count alike, however many calls they made")
                .isBetween(2_300L, 2_700L);
    }
}
