package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Hashing;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RememberedTest {

    private static final int MOST = 1 << 12;

    /** A thing is remembered for one generation at least, and for two at most. */
    @Property(seed = "1", tries = 20)
    void contains_whatWasAdded_isSoForAGenerationAndForgottenAfterTwo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Remembered remembered = new Remembered(MOST);
        long[] things = random.longs(4 * MOST).toArray();
        int ends = 0;
        for (int i = 0; i < things.length; i++) {
            ends += remembered.add(things[i]) ? 1 : 0;
            if (i % 97 == 0) {
                for (int back = 0; back < MOST && back <= i; back += 61) {
                    assertThat(remembered.contains(things[i - back])).isTrue();
                }
            }
        }
        assertThat(ends).isEqualTo(4);
        int stillThere = 0;
        for (int i = 0; i < 2 * MOST; i++) {
            stillThere += remembered.contains(things[i]) ? 1 : 0;
        }
        assertThat(stillThere).isLessThan(2 * MOST / 100);
    }

    /** Taken when it is worst: both generations as full as they become. */
    @Property(seed = "1", tries = 20)
    void contains_neverSeen_isTakenForSeenLessThanOnceInAHundred(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Remembered remembered = new Remembered(MOST);
        random.longs(2L * MOST - 1).forEach(remembered::add);
        long wrong = random.longs(20_000).filter(remembered::contains).count();
        assertThat(wrong).isLessThan(200);
    }

    @Test
    void add_aGeneration_endsWithItsLastThing() {
        Remembered remembered = new Remembered(4);
        boolean[] ends = new boolean[9];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = remembered.add(Hashing.mix(i));
        }
        assertThat(ends).containsExactly(false, false, false, true, false, false, false, true, false);
    }

    @Test
    void newOne_nothingAdded_containsNothing() {
        Remembered remembered = new Remembered(2);
        assertThat(new SplittableRandom(1).longs(1_000).anyMatch(remembered::contains))
                .isFalse();
        assertThat(remembered.contains(0)).isFalse();
    }
}
