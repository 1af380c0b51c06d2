package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaneBoundsTest {

    private static final int FIRST_CELL = 10;
    private static final int AT = 3;

    /** A count that is bounded. */
    private record Bounded(int place, int least, int most) {

        boolean holds(Cells cells, byte[] bytes) {
            int count = cells.get(bytes, AT + place);
            return count >= least && count <= most;
        }
    }

    private static Cells cells(boolean wide) {
        return new Cells(FIRST_CELL, 1, wide ? Short.MAX_VALUE : Byte.MAX_VALUE);
    }

    private static boolean hold(Cells cells, int windowBytes, byte[] bytes, List<Bounded> all) {
        LaneBounds.Builder bounds = new LaneBounds.Builder(windowBytes, cells);
        all.forEach(one -> bounds.add(one.place(), one.least(), one.most()));
        return bounds.build().hold(bytes, AT);
    }

    @Property(tries = 20_000)
    void hold_any_isAsOneByOne(
            @ForAll boolean wide,
            @ForAll @IntRange(min = 1, max = 40) int counts,
            @ForAll @IntRange(max = 12) int bounded,
            @ForAll long seed) {
        Random random = new Random(seed);
        Cells cells = cells(wide);
        int greatest = wide ? Short.MAX_VALUE : Byte.MAX_VALUE;
        int windowBytes = FIRST_CELL + cells.bytes(counts) + random.nextInt(9);
        byte[] bytes = new byte[AT + windowBytes]; // nothing may be looked at behind the window
        random.nextBytes(bytes);
        for (int i = 0; i < counts; i++) {
            cells.put(bytes, AT + cells.place(0, i), oneOf(random, greatest));
        }
        List<Bounded> all = new ArrayList<>();
        for (int i = 0; i < bounded; i++) {
            all.add(bounded(random, cells, bytes, cells.place(0, random.nextInt(counts)), greatest));
        }

        assertThat(hold(cells, windowBytes, bytes, all))
                .isEqualTo(all.stream().allMatch(one -> one.holds(cells, bytes)));
    }

    /** Mostly the smallest, the greatest, and those beside them: what is borrowed or carried shows there. */
    private static int oneOf(Random random, int greatest) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> greatest - random.nextInt(3);
            default -> random.nextInt(greatest + 1);
        };
    }

    /** Holds often enough that a dozen of them may. */
    private static Bounded bounded(Random random, Cells cells, byte[] bytes, int place, int greatest) {
        int count = cells.get(bytes, AT + place);
        int least = random.nextInt(10) == 0 ? count + 1 : count - random.nextInt(greatest);
        int most = random.nextInt(10) == 0 ? count - 1 : count + random.nextInt(greatest);
        return switch (random.nextInt(8)) {
            case 0 -> new Bounded(place, Integer.MIN_VALUE, most);
            case 1 -> new Bounded(place, least, Integer.MAX_VALUE);
            case 2 -> new Bounded(place, count, count);
            default -> new Bounded(place, least, most);
        };
    }

    @Test
    void hold_nothingBounded_isAlways() {
        assertThat(hold(cells(false), FIRST_CELL, new byte[AT + FIRST_CELL], List.of()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 128, 200, false",
        "false, -5, -1, false",
        "false, 3, 2, false",
        "false, -5, 0, true",
        "false, 0, 99999, true",
        "true, 40000, 50000, false",
        "true, -70000, -1, false",
        "true, 3, 2, false",
        "true, -70000, 0, true",
        "true, 0, 99999, true"
    })
    void hold_boundsBeyondAllCounts_areAsOfAnyNumber(boolean wide, int least, int most, boolean expected) {
        Bounded bounded = new Bounded(FIRST_CELL, least, most);
        assertThat(hold(cells(wide), 24, new byte[AT + 24], List.of(bounded))).isEqualTo(expected);
    }
}
