package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShareTest {

    /** Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods, 1998, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, .2553, .3662", "15, 148, .0624, .1605", "0, 20, 0, .1611", "1, 29, .0061, .1718"})
    void interval_newcombesExamples_isAsPublished(int count, int of, double low, double high) {
        Share share = new Share(count, of);

        assertThat(share.low()).isEqualTo(low, within(5e-5));
        assertThat(share.high()).isEqualTo(high, within(5e-5));
    }

    @Test
    void interval_oneOfOne_isZZOverOnePlusZZ() {
        // n = 1 and p = 1: the interval is from 1 / (1 + z²), with z² = 3.8414588, to 1
        assertThat(new Share(1, 1).low()).isEqualTo(1 / 4.841458820694124, within(1e-12));
        assertThat(new Share(1, 1).high()).isEqualTo(1);
    }

    @Test
    void ofNone_isUndefined() {
        Share share = new Share(0, 0);

        assertThat(share.value()).isNaN();
        assertThat(share.low()).isNaN();
        assertThat(share.high()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "4, 3", "0, -1"})
    void create_notAShare_isRefused(int count, int of) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(count, of))
                .withMessage(count + " of " + of + " is no share");
    }

    @Property(seed = "1")
    void interval_any_holdsTheShareAndIsNoPoint(
            @ForAll @IntRange(min = 1, max = 100_000) int of, @ForAll @IntRange(max = 100_000) int drawn) {
        Share share = new Share(drawn % (of + 1), of);

        assertThat(share.low()).isBetween(0.0, share.value());
        assertThat(share.high()).isBetween(share.value(), 1.0).isGreaterThan(share.low());
        Share others = new Share(of - share.count(), of);
        assertThat(others.low()).isEqualTo(1 - share.high(), within(1e-12));
    }
}
