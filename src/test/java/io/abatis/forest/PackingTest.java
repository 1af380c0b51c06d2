package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PackingTest {

    @Test
    void of_anyRuns_neverOverlapAndLieInOneWordOrBeginOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2_000; round++) {
            int longest = 1 + random.nextInt(random.nextBoolean() ? 64 : 300);
            int[] sizes = random.ints(random.nextInt(1, 60), 1, longest + 1).toArray();
            Packing packing = Packing.of(sizes);
            BitSet taken = new BitSet();
            for (int run = 0; run < sizes.length; run++) {
                int first = packing.firsts()[run];
                assertThat(taken.get(first, first + sizes[run]).isEmpty()).isTrue();
                taken.set(first, first + sizes[run]);
                boolean liesInOne = first / 64 == (first + sizes[run] - 1) / 64;
                assertThat(liesInOne || first % 64 == 0).isTrue();
            }
            assertThat(taken.length()).isBetween(packing.words() * 64 - 63, packing.words() * 64);
            if (longest <= 64) {
                int bits = Arrays.stream(sizes).sum();
                assertThat(packing.words()).isLessThanOrEqualTo(2 * ((bits + 63) / 64));
            }
        }
    }

    @Test
    void of_runsThatFitTogether_leavesNothingOver() {
        assertThat(Packing.of(33, 40, 31, 24)).satisfies(packing -> {
            assertThat(packing.words()).isEqualTo(2);
            assertThat(packing.firsts()).containsExactly(64, 0, 97, 40);
        });
        assertThat(Packing.of(1, 64, 130, 61).words()).isEqualTo(4);
        assertThat(Packing.of(64).firsts()).containsExactly(0);
        assertThat(Packing.of().words()).isZero();
    }
}
