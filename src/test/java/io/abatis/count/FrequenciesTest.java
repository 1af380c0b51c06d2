package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Hashing;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FrequenciesTest {

    /** Far too narrow for its things, so that they do share places. */
    @Property(seed = "1", tries = 200)
    void count_anythingCounted_isNeverTooLow(@ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int halvings) {
        SplittableRandom random = new SplittableRandom(seed);
        Frequencies frequencies = new Frequencies(32);
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            long thing = Hashing.mix(random.nextInt(1 + random.nextInt(200)));
            frequencies.increment(thing);
            counts.merge(thing, 1, Integer::sum);
            if (halvings > 0 && i % (2_000 / halvings) == 7) {
                frequencies.halve();
                counts.replaceAll((one, count) -> count / 2);
            }
        }
        counts.forEach((thing, count) -> assertThat(frequencies.count(thing)).isGreaterThanOrEqualTo(count));
    }

    @Property(seed = "1", tries = 20)
    void count_fewThings_isExact(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frequencies frequencies = new Frequencies(1 << 14);
        long[] things = random.longs(500).toArray();
        for (int i = 0; i < things.length; i++) {
            for (int times = 0; times <= i; times++) {
                frequencies.increment(things[i]);
            }
        }
        for (int i = 0; i < things.length; i++) {
            assertThat(frequencies.count(things[i])).isEqualTo(i + 1);
        }
        assertThat(random.longs(1_000).map(frequencies::count).sum()).isLessThan(5);
    }

    /** With as many things as places, the width that a site's routes are counted in, hardly one is off. */
    @Test
    void count_asManyThingsAsPlaces_isHardlyEverOff() {
        int things = 1 << 12;
        Frequencies frequencies = new Frequencies(things);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < things; i++) {
                frequencies.increment(Hashing.mix(i));
            }
        }
        int off = 0;
        for (int i = 0; i < things; i++) {
            off += frequencies.count(Hashing.mix(i)) == 3 ? 0 : 1;
        }
        assertThat(off).isLessThan(things / 5);
    }

    @Test
    void increment_moreThanFits_staysAtTheMost() {
        Frequencies frequencies = new Frequencies(16);
        for (int i = 0; i < 70_000; i++) {
            frequencies.increment(42);
        }
        assertThat(frequencies.count(42)).isEqualTo(65_535);
        frequencies.halve();
        assertThat(frequencies.count(42)).isEqualTo(32_767);
    }

    @Test
    void increment_hashesWhoseUpperHalfIsZero_areCountedAllTheSame() {
        Frequencies frequencies = new Frequencies(16);
        frequencies.increment(5);
        frequencies.increment(5);
        assertThat(frequencies.count(5)).isEqualTo(2);
        assertThat(frequencies.count(0)).isZero();
    }
}
