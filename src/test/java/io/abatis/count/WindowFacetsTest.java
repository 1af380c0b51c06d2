package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows with facets, against a recount of the whole history. */
final class WindowFacetsTest {

    private static final int[] LENGTHS = {1, 3, 8};

    private record Answered(Outcome outcome, Sighting sighting) {}

    private final List<Sighting> calls = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();

    private static <E extends Enum<E>> E any(E[] constants, SplittableRandom random) {
        return constants[random.nextInt(constants.length)];
    }

    private static <T> List<T> last(List<T> all, int length) {
        return all.subList(Math.max(0, all.size() - length), all.size());
    }

    /** Answers come late, in any order, and not to all calls. */
    @Property(seed = "1", tries = 200)
    void recordAndAnswer_anyOrder_areARecountOfTheLastOnes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Window window = new Window(new WindowShape(new int[0], EnumSet.allOf(Facet.class), LENGTHS));
        calls.clear();
        answers.clear();
        List<Sighting> open = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                Sighting sighting =
                        new Sighting(any(Rarity.values(), random), any(MethodClass.values(), random), (short)
                                (1 + random.nextInt(4)));
                window.record(Window.UNNAMED, sighting, 0);
                calls.add(sighting);
                open.add(sighting);
            } else {
                Sighting sighting = open.remove(random.nextInt(open.size()));
                Outcome outcome = any(Outcome.values(), random);
                window.answer(outcome, sighting);
                if (outcome != Outcome.UNKNOWN) {
                    answers.add(new Answered(outcome, sighting));
                }
            }
            assertThat(window.calls()).isEqualTo(calls.size());
            for (int length = 0; length < LENGTHS.length; length++) {
                assertCalls(window, length);
                assertAnswers(window, length);
            }
        }
    }

    private void assertCalls(Window window, int length) {
        List<Sighting> last = last(calls, LENGTHS[length]);
        for (Rarity rarity : Rarity.values()) {
            assertThat(window.rarity(length, rarity)).isEqualTo((int)
                    last.stream().filter(call -> call.rarity() == rarity).count());
        }
        for (MethodClass method : MethodClass.values()) {
            assertThat(window.methods(length, method)).isEqualTo((int)
                    last.stream().filter(call -> call.method() == method).count());
        }
        Map<Short, Integer> routes = new HashMap<>();
        last.forEach(call -> routes.merge(call.route(), 1, Integer::sum));
        assertThat(window.distinct(length)).isEqualTo(routes.size());
        assertThat(window.top(length)).isEqualTo(100 * Collections.max(routes.values()) / last.size());
    }

    private static boolean isMiss(Answered answer) {
        return switch (answer.outcome()) {
            case UNAUTHORIZED, NOT_FOUND, CLIENT_ERROR -> true;
            case SUCCESS, REDIRECT, SERVER_ERROR, UNKNOWN -> false;
        };
    }

    private void assertAnswers(Window window, int length) {
        List<Answered> last = last(answers, LENGTHS[length]);
        for (Outcome outcome : Outcome.values()) {
            List<Answered> such =
                    last.stream().filter(answer -> answer.outcome() == outcome).toList();
            assertThat(window.answers(length, outcome)).isEqualTo(such.size());
            assertThat(window.strange(length, outcome)).isEqualTo((int) such.stream()
                    .filter(answer -> answer.sighting().rarity().isStrange())
                    .count());
        }
        assertThat(window.misses(length)).isEqualTo((int) last.stream()
                .filter(WindowFacetsTest::isMiss)
                .map(answer -> answer.sighting().route())
                .distinct()
                .count());
    }

    @ParameterizedTest
    @EnumSource(Facet.class)
    void window_oneFacet_keepsThatOneOnly(Facet facet) {
        Window window = new Window(new WindowShape(new int[0], Set.of(facet), 4));
        Sighting sighting = new Sighting(Rarity.RARELY, MethodClass.WRITE, (short) 9);
        window.record(Window.UNNAMED, sighting, 0);
        window.record(Window.UNNAMED, sighting, 2_000);
        window.answer(Outcome.NOT_FOUND, sighting);

        assertThat(window.calls()).isEqualTo(2);
        assertThat(window.rarity(0, Rarity.RARELY)).isEqualTo(facet == Facet.RARITY ? 2 : 0);
        assertThat(window.methods(0, MethodClass.WRITE)).isEqualTo(facet == Facet.METHODS ? 2 : 0);
        assertThat(window.distinct(0)).isEqualTo(facet == Facet.VARIETY ? 1 : 0);
        assertThat(window.top(0)).isEqualTo(facet == Facet.VARIETY ? 100 : 0);
        assertThat(window.pace(0)).isEqualTo(facet == Facet.PACE ? 30 : 0);
        assertThat(window.answers(0, Outcome.NOT_FOUND)).isEqualTo(facet == Facet.ANSWERS ? 1 : 0);
        assertThat(window.strange(0, Outcome.NOT_FOUND)).isEqualTo(facet == Facet.ANSWERS ? 1 : 0);
        assertThat(window.misses(0)).isEqualTo(facet == Facet.ANSWERS ? 1 : 0);
        assertThat(window.other(0)).isEqualTo(facet == Facet.OTHER ? 2 : 0);
    }

    @Test
    void other_callsWithAndWithoutNames_areThoseWithoutAmongTheLastOnes() {
        Window window = new Window(new WindowShape(new int[2], Set.of(Facet.OTHER), 2, 4));
        Sighting sighting = new Sighting(Rarity.RARELY, MethodClass.READ, (short) 9);
        for (int kind : new int[] {Window.UNNAMED, Window.UNNAMED, 0, Window.UNNAMED, 1}) {
            window.record(kind, sighting, 0);
        }
        assertThat(window.other(0)).isOne();
        assertThat(window.other(1)).isEqualTo(2);
        assertThat(window.count(1, 0)).isOne();
    }

    @Test
    void newWindow_allFacets_isEmpty() {
        Window window = new Window(new WindowShape(new int[0], EnumSet.allOf(Facet.class), 4));
        assertThat(List.of(window.distinct(0), window.top(0), window.pace(0), window.misses(0), window.other(0)))
                .containsOnly(0);
    }
}
