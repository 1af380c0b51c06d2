package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ReferenceTallyTest {

    private static final int KINDS = 4;

    @Property(seed = "1")
    void record_anyKinds_isWhatARecountSays(
            @ForAll("lengths") int[] lengths,
            @ForAll @Size(max = 70) List<@IntRange(min = 0, max = KINDS - 1) Integer> kinds) {
        ReferenceTally tally = new ReferenceTally(KINDS, lengths);
        for (int done = 0; done <= kinds.size(); done++) {
            for (int i = 0; i < lengths.length; i++) {
                List<Integer> last = kinds.subList(Math.max(0, done - lengths[i]), done);
                assertThat(tally.within(i)).isEqualTo(last.size());
                for (int kind = 0; kind < KINDS; kind++) {
                    assertThat(tally.count(i, kind)).isEqualTo(Collections.frequency(last, kind));
                }
            }
            if (done < kinds.size()) {
                tally.record(kinds.get(done));
            }
        }
    }

    @Provide
    static Arbitrary<int[]> lengths() {
        return Arbitraries.integers()
                .between(1, 20)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> set.stream().mapToInt(Integer::intValue).sorted().toArray());
    }

    @Test
    void record_mostKindsAndLongest_fitsTheArrays() {
        int most = Short.MAX_VALUE;
        ReferenceTally tally = new ReferenceTally(most, new int[] {1, WindowShape.MAX_LENGTH});
        for (int i = 0; i < 2 * WindowShape.MAX_LENGTH; i++) {
            tally.record(most - 1);
        }
        assertThat(tally.count(1, most - 1)).isEqualTo(WindowShape.MAX_LENGTH);
        tally.record(0);
        assertThat(tally.count(0, most - 1)).isZero();
        assertThat(tally.count(1, most - 1)).isEqualTo(WindowShape.MAX_LENGTH - 1);
    }

    @Test
    void record_unknownKind_isRefused() {
        ReferenceTally tally = new ReferenceTally(KINDS, new int[] {2});
        assertThatThrownBy(() -> tally.record(KINDS)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tally.record(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(tally.within(0)).isZero();
    }
}
