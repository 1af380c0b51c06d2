package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowTest {

    /** A shape and the kinds of the calls recorded. */
    record History(WindowShape shape, List<Integer> kinds) {}

    private static void record(Window window, int kind) {
        window.record(kind, Sighting.NONE, 0);
    }

    @Property(seed = "1")
    void record_anyCalls_countsAreARecountOfTheLastOnes(@ForAll("histories") History history) {
        WindowShape shape = history.shape();
        Window window = new Window(shape);
        for (int done = 1; done <= history.kinds().size(); done++) {
            record(window, history.kinds().get(done - 1));
            assertThat(window.calls()).isEqualTo(done);
            for (int i = 0; i < shape.lengths(); i++) {
                List<Integer> last = history.kinds().subList(Math.max(0, done - shape.length(i)), done);
                for (int kind = 0; kind < shape.kinds(); kind++) {
                    assertThat(window.count(i, kind)).isEqualTo(java.util.Collections.frequency(last, kind));
                }
            }
        }
    }

    @Property(seed = "1")
    void record_anyCalls_evidenceIsThatOfTheWholeHistory(@ForAll("histories") History history) {
        Window window = new Window(history.shape());
        int[] odds = new int[history.kinds().size()];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = history.shape().logOdds(history.kinds().get(i));
            record(window, history.kinds().get(i));
            assertThat(window.fresh()).isEqualTo(fresh(odds, i + 1));
            assertThat(window.turned()).isEqualTo(turned(odds, i + 1));
        }
    }

    /** Wald's sum: absorbed at -112, and it grows no further than 256. */
    private static int fresh(int[] odds, int calls) {
        int sum = 0;
        for (int i = 0; i < calls; i++) {
            sum = Math.min(256, sum + odds[i]);
            if (sum <= -112) {
                return -112;
            }
        }
        return sum;
    }

    /** Page's sum: the largest of the sums of the last k calls, 0 for k = 0, where nothing reached the ceiling. */
    private static int turned(int[] odds, int calls) {
        int start = 0;
        int sum = 0;
        for (int i = 0; i < calls; i++) {
            int most = 0;
            int tail = 0;
            for (int from = i; from >= start; from--) {
                tail += odds[from];
                most = Math.max(most, from == start ? tail + sum : tail);
            }
            most = Math.max(most, 0);
            if (most >= 256 || i == calls - 1) {
                if (i == calls - 1) {
                    return Math.min(256, most);
                }
                start = i + 1;
                sum = 256;
            }
        }
        return 0;
    }

    @Test
    void newWindow_nothingRecorded_isEmpty() {
        Window window = new Window(new WindowShape(new int[] {1, -1}, 2, 3));
        assertThat(List.of(window.count(0, 0), window.count(0, 1), window.count(1, 0), window.count(1, 1)))
                .containsOnly(0);
        assertThat(window.calls()).isZero();
        assertThat(window.fresh()).isZero();
        assertThat(window.turned()).isZero();
    }

    @Test
    void record_longestLength_countsUpToIt() {
        Window window = new Window(new WindowShape(new int[] {64, -64}, 1, WindowShape.MAX_LENGTH));
        for (int i = 0; i < 3 * WindowShape.MAX_LENGTH; i++) {
            record(window, 0);
        }
        assertThat(window.count(0, 0)).isEqualTo(1);
        assertThat(window.count(1, 0)).isEqualTo(WindowShape.MAX_LENGTH);
        assertThat(window.turned()).isEqualTo(256);
        for (int i = 0; i < WindowShape.MAX_LENGTH; i++) {
            record(window, 1);
        }
        assertThat(window.count(1, 0)).isZero();
        assertThat(window.count(1, 1)).isEqualTo(WindowShape.MAX_LENGTH);
        assertThat(window.turned()).isZero();
        assertThat(window.fresh()).isEqualTo(-112);
    }

    @Test
    void record_mostKinds_fitsTheRing() {
        int most = Short.MAX_VALUE;
        Window window = new Window(new WindowShape(new int[most], 1));
        record(window, most - 1);
        record(window, most - 2);
        assertThat(window.count(0, most - 1)).isZero();
        assertThat(window.count(0, most - 2)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void record_unknownKind_failsAndChangesNothing(int kind) {
        Window window = new Window(new WindowShape(new int[] {1, 1}, 2, 4));
        record(window, 1);
        assertThatThrownBy(() -> record(window, kind)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(window.calls()).isEqualTo(1);
        assertThat(window.fresh()).isEqualTo(1);
        assertThat(IntStream.range(0, 2).map(length -> window.count(length, 0) + window.count(length, 1)))
                .containsOnly(1);
    }

    @Test
    void record_unnamedCall_isACallWithoutAName() {
        Window window = new Window(new WindowShape(new int[] {1, 1}, 2, 4));
        record(window, 1);
        record(window, Window.UNNAMED);
        assertThat(window.calls()).isEqualTo(2);
        assertThat(window.fresh()).isEqualTo(1);
        assertThat(window.count(0, 1)).isEqualTo(1);
    }

    @Provide
    static Arbitrary<History> histories() {
        Arbitrary<int[]> odds = Arbitraries.integers()
                .between(-64, 64)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(5);
        Arbitrary<int[]> lengths = Arbitraries.integers()
                .between(1, 20)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> set.stream().mapToInt(Integer::intValue).sorted().toArray());
        return Combinators.combine(odds, lengths)
                .as(WindowShape::new)
                .flatMap(shape -> Arbitraries.integers()
                        .between(0, shape.kinds() - 1)
                        .list()
                        .ofMaxSize(70)
                        .map(kinds -> new History(shape, kinds)));
    }
}
