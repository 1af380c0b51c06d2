package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BanLadderTest {

    @ParameterizedTest(name = "{0} to {1}, {2} earlier: {3}")
    @CsvSource({
        "PT10M, PT24H, 0, PT10M",
        "PT10M, PT24H, 1, PT20M",
        "PT10M, PT24H, 2, PT40M",
        "PT10M, PT24H, 7, PT1280M",
        "PT10M, PT24H, 8, PT24H",
        "PT10M, PT24H, 31, PT24H",
        "PT10M, PT24H, 32, PT24H",
        "PT10M, PT24H, 33, PT24H",
        "PT10M, PT24H, 2147483647, PT24H",
        "PT10M, PT10M, 5, PT10M",
        "PT1S, PT87600H, 26, PT67108864S",
        "PT1S, PT87600H, 2147483647, PT87600H",
        "PT87600H, PT87600H, 2147483647, PT87600H",
    })
    void millis_noJitter_doublesUpToTheLongest(Duration first, Duration longest, int earlier, Duration length) {
        BanLadder ladder = new BanLadder(first, longest, 0, Duration.ofDays(1));
        assertThat(ladder.millis(earlier, 0)).isEqualTo(length.toMillis());
        assertThat(ladder.millis(earlier, Math.nextDown(1.0))).isEqualTo(length.toMillis());
    }

    @ParameterizedTest(name = "{0} to {1} by {2}, {3} earlier: {4} to {5}")
    @CsvSource({
        "PT10M, PT24H, 0.1, 0, 540000, 660000",
        "PT10M, PT24H, 0.5, 1, 600000, 1800000",
        "PT10M, PT22M, 0.2, 1, 960000, 1320000",
        "PT10M, PT10M, 0.1, 3, 540000, 600000",
        "PT1S, PT1S, 0.5, 0, 1000, 1000",
        "PT1S, PT1H, 0.5, 0, 1000, 1500",
    })
    void millis_jitter_spreadsEvenlyOverItsRange(
            Duration first, Duration longest, double jitter, int earlier, long least, long most) {
        BanLadder ladder = new BanLadder(first, longest, jitter, Duration.ofDays(1));
        assertThat(ladder.millis(earlier, 0)).isEqualTo(least);
        assertThat(ladder.millis(earlier, 0.5)).isEqualTo((least + most) / 2);
        assertThat(ladder.millis(earlier, Math.nextDown(1.0))).isEqualTo(most);
    }

    @Property(seed = "1")
    void millis_anyLadder_isInRangeAndNeverShorterForMoreBans(
            @ForAll @IntRange(min = 1, max = 1_000_000) int firstSeconds,
            @ForAll @IntRange(max = 300_000_000) int more,
            @ForAll @DoubleRange(max = 0.5) double jitter,
            @ForAll @IntRange(max = Integer.MAX_VALUE - 1) int earlier,
            @ForAll @DoubleRange(max = 0.99) double chance) {
        Duration first = Duration.ofSeconds(firstSeconds);
        BanLadder ladder = new BanLadder(first, first.plusSeconds(more), jitter, Duration.ofDays(1));
        long millis = ladder.millis(earlier, chance);
        assertThat(millis).isBetween(1_000L, ladder.longest().toMillis());
        assertThat(millis).isGreaterThanOrEqualTo((long) (first.toMillis() * (1 - jitter)));
        assertThat(ladder.millis(earlier + 1, chance)).isGreaterThanOrEqualTo(millis);
    }

    @Test
    void millis_bansAtTheLongest_doNotEndTogether() {
        BanLadder ladder = new BanLadder(Duration.ofHours(1), Duration.ofHours(1), 0.1, Duration.ofDays(1));
        SplittableRandom random = new SplittableRandom(1);
        assertThat(random.doubles(1_000)
                        .mapToLong(chance -> ladder.millis(9, chance))
                        .distinct())
                .hasSizeGreaterThan(990);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.999S, PT24H, 0.1, PT24H, bans.time",
        "PT-1S, PT24H, 0.1, PT24H, bans.time",
        "PT10M, PT9M59.999S, 0.1, PT24H, bans.longest",
        "PT10M, PT87600H0.001S, 0.1, PT24H, bans.longest",
        "PT2562047788015215H, PT2562047788015215H, 0.1, PT24H, bans.longest",
        "PT10M, PT24H, -0.001, PT24H, bans.jitter",
        "PT10M, PT24H, 0.501, PT24H, bans.jitter",
        "PT10M, PT24H, NaN, PT24H, bans.jitter",
        "PT10M, PT24H, 0.1, PT0.999S, bans.forget",
        "PT10M, PT24H, 0.1, PT0S, bans.forget",
        "PT10M, PT24H, 0.1, PT2562047788015215H, bans.forget",
    })
    void constructor_outOfRange_isRefused(
            Duration first, Duration longest, double jitter, Duration forget, String named) {
        assertThatThrownBy(() -> new BanLadder(first, longest, jitter, forget))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
