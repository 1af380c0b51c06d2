package io.abatis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The histogram of judge times. */
final class TimingsTest {

    private static final double NANO = 1e-9;

    private static int binOf(long nanos) {
        Timings timings = new Timings();
        timings.add(nanos);
        return IntStream.rangeClosed(0, Timings.BOUNDS)
                .filter(bin -> timings.within(bin) == 1)
                .findFirst()
                .orElseThrow();
    }

    @Property(seed = "1")
    void add_any_belongsToTheFirstBinWhoseBoundIsNotBelow(@ForAll @LongRange(min = 0, max = 200_000_000) long nanos) {
        int bin = binOf(nanos);

        assertThat(bin == Timings.BOUNDS || Timings.boundSeconds(bin) >= nanos * NANO - NANO / 2)
                .isTrue();
        assertThat(bin == 0 || Timings.boundSeconds(bin - 1) < nanos * NANO - NANO / 2)
                .isTrue();
    }

    @Test
    void add_eachBound_belongsToItsOwnBin() {
        for (int bin = 0; bin < Timings.BOUNDS; bin++) {
            long bound = Math.round(Timings.boundSeconds(bin) / NANO);

            assertThat(binOf(bound)).isEqualTo(bin);
            assertThat(binOf(bound + 1)).isEqualTo(bin + 1);
        }
    }

    @Test
    void add_extremes_fitIn() {
        assertThat(binOf(-5)).isZero();
        assertThat(binOf(Long.MIN_VALUE)).isZero();
        assertThat(binOf(Long.MAX_VALUE)).isEqualTo(Timings.BOUNDS);
    }

    @Test
    void bounds_all_ascendFrom256NanosTo134Millis() {
        assertThat(Timings.boundSeconds(0)).isEqualTo(256 * NANO, within(NANO / 2));
        assertThat(Timings.boundSeconds(1)).isEqualTo(384 * NANO, within(NANO / 2));
        assertThat(Timings.boundSeconds(Timings.BOUNDS - 1)).isEqualTo(.134217728, within(NANO / 2));
        assertThat(IntStream.range(0, Timings.BOUNDS)
                        .mapToObj(Timings::boundSeconds)
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void wants_anyTime_isOneOfSixteen() {
        assertThat(LongStream.range(1_000_000, 1_016_000).filter(Timings::wants).count())
                .isEqualTo(1_000);
    }

    @Test
    void quantile_ofManyAndFew_isTheBoundOfTheirBin() {
        Timings timings = new Timings();
        assertThat(timings.quantileSeconds(.5)).isZero();
        for (int i = 0; i < 99; i++) {
            timings.add(500);
        }
        timings.add(1_000_000);

        assertThat(timings.count()).isEqualTo(100);
        assertThat(timings.seconds()).isEqualTo(.0010495, within(NANO));
        assertThat(timings.quantileSeconds(.5)).isEqualTo(512 * NANO, within(NANO / 2));
        assertThat(timings.quantileSeconds(.99)).isEqualTo(512 * NANO, within(NANO / 2));
        assertThat(timings.quantileSeconds(1)).isEqualTo(1_048_576 * NANO, within(NANO / 2));
        timings.add(Long.MAX_VALUE / 4);
        assertThat(timings.quantileSeconds(1)).isInfinite();
    }
}
