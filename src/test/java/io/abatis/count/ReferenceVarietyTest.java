package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReferenceVarietyTest {

    /** Against the plain way: keep the last ones, and look through all of them. */
    @Property(seed = "1")
    void record_anyRoutes_isWhatARecountSays(
            @ForAll @IntRange(min = 1, max = 12) int length, @ForAll("routes") List<Short> routes) {
        ReferenceVariety variety = new ReferenceVariety(length);
        Deque<Short> last = new ArrayDeque<>();
        for (short route : routes) {
            variety.record(route);
            last.addLast(route);
            if (last.size() > length) {
                last.removeFirst();
            }
            Set<Short> distinct = new HashSet<>(last);
            assertThat(variety.distinct()).isEqualTo(distinct.size());
            assertThat(variety.most())
                    .isEqualTo(distinct.stream()
                            .mapToInt(one -> Collections.frequency(last, one))
                            .max()
                            .orElse(0));
            for (short one = -2; one <= 4; one++) {
                assertThat(variety.contains(one)).isEqualTo(last.contains(one));
            }
        }
    }

    @Provide
    static Arbitrary<List<Short>> routes() {
        Arbitrary<Short> few = Arbitraries.shorts().between((short) -2, (short) 4);
        return few.list().ofMaxSize(60);
    }

    @Test
    void newVariety_nothingRecorded_isEmpty() {
        ReferenceVariety variety = new ReferenceVariety(8);
        assertThat(variety.distinct()).isZero();
        assertThat(variety.most()).isZero();
        assertThat(variety.contains((short) 0)).isFalse();
        assertThat(variety.contains((short) 1)).isFalse();
    }

    @Test
    void record_longestLength_countsUpToIt() {
        ReferenceVariety variety = new ReferenceVariety(WindowShape.MAX_LENGTH);
        for (int i = 0; i < WindowShape.MAX_LENGTH + 5; i++) {
            variety.record(Short.MIN_VALUE);
        }
        assertThat(variety.most()).isEqualTo(WindowShape.MAX_LENGTH);
        assertThat(variety.distinct()).isEqualTo(1);
    }
}
