package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table in flat arrays against the plain one that it replaced. */
final class ClientTableDifferentialTest {

    private static final int[] NO_NAMES = {};

    /** Many small shapes, each for a while. */
    @Property(seed = "1", tries = 400)
    void anyDeeds_anyShape_areSeenAsInTheReference(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowShape shape = Deeds.shape(random, 20, WindowShape.MAX_LENGTHS, 1 + random.nextInt(70));
        new Deeds(seed, shape, 1 + random.nextInt(32), 1 + random.nextInt(60)).run(300);
    }

    /** Rings that need a byte or two a call, counts that need two. */
    @Property(seed = "1", tries = 12)
    void anyDeeds_wideShape_areSeenAsInTheReference(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowShape shape = Deeds.shape(random, random.nextBoolean() ? 300 : 100, 4, 700);
        new Deeds(seed, shape, 8, 9).run(4_000);
    }

    @ParameterizedTest
    @CsvSource({"names, 250000", "facets, 200000", "both, 100000"})
    void manyDeeds_usualShapes_areSeenAsInTheReference(String what, int deeds) {
        int[] odds = what.equals("facets") ? NO_NAMES : new int[] {-9, -4, 0, 3, 7, 20, 64};
        EnumSet<Facet> facets = what.equals("names") ? EnumSet.noneOf(Facet.class) : EnumSet.allOf(Facet.class);
        Deeds many = new Deeds(7, new WindowShape(odds, facets, 8, 64), 64, 200);
        many.run(deeds);
        assertThat(many.evictions()).isGreaterThan(deeds / 100);
    }

    @Test
    void manyDeeds_longestWindow_areSeenAsInTheReference() {
        WindowShape shape = new WindowShape(new int[] {5, -5}, EnumSet.allOf(Facet.class), 3, WindowShape.MAX_LENGTH);
        new Deeds(3, shape, 1, 2).run(16_000);
    }

    @Test
    void manyDeeds_mostLengths_areSeenAsInTheReference() {
        int[] lengths = IntStream.rangeClosed(1, WindowShape.MAX_LENGTHS)
                .map(i -> i * i)
                .toArray();
        new Deeds(5, new WindowShape(new int[] {1, -1}, EnumSet.allOf(Facet.class), lengths), 16, 20).run(20_000);
    }
}
