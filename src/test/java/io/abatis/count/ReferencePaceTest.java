package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencePaceTest {

    @Property(seed = "1")
    void perMinute_anyTimes_isThatOfTheLastOnes(
            @ForAll @IntRange(min = 1, max = 12) int longest,
            @ForAll @Size(max = 40) List<@LongRange(min = -100_000, max = 1_000_000) Long> times) {
        ReferencePace pace = new ReferencePace(longest);
        for (int done = 1; done <= times.size(); done++) {
            pace.record(times.get(done - 1));
            for (int length = 1; length <= longest; length++) {
                List<Long> last = times.subList(Math.max(0, done - length), done);
                long span = Math.max(1_000, last.get(last.size() - 1) - last.get(0));
                assertThat(pace.perMinute(length)).isEqualTo((int) ((last.size() - 1) * 60_000L / span));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 60000", "1, 60000", "999, 60000", "1000, 60000", "2000, 30000", "60000, 1000", "3600000, 16"})
    void perMinute_aThousandIntervalsOver_isThatSpeed(long span, int speed) {
        ReferencePace pace = new ReferencePace(1_001);
        pace.record(0);
        for (int i = 1; i < 1_000; i++) {
            pace.record(span / 2);
        }
        pace.record(span);
        assertThat(pace.perMinute(1_001)).isEqualTo(speed);
    }

    @Test
    void perMinute_fewerThanTwoCalls_isZero() {
        ReferencePace pace = new ReferencePace(4);
        assertThat(pace.perMinute(4)).isZero();
        pace.record(1_700_000_000_000L);
        assertThat(pace.perMinute(4)).isZero();
        pace.record(1_700_000_000_000L);
        assertThat(pace.perMinute(1)).isZero();
        assertThat(pace.perMinute(2)).isEqualTo(60);
    }

    @Test
    void perMinute_extremeTimes_neverNegative() {
        ReferencePace pace = new ReferencePace(2);
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MIN_VALUE}) {
            pace.record(time);
            assertThat(pace.perMinute(2)).isBetween(0, 60);
        }
    }
}
