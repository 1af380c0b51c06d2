package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    private static final Duration END = Duration.ofSeconds(10);

    @Property(seed = "1", tries = 300)
    void dueNanos_anyRamp_isAscendingWithinStartAndEnd(
            @ForAll @DoubleRange(min = .5, max = 500) double rate,
            @ForAll @IntRange(max = 9_000) int start,
            @ForAll @IntRange(max = 12_000) int ramp) {
        ascends(new Schedule(rate, Duration.ofMillis(start), END, Duration.ofMillis(ramp), null));
    }

    @Property(seed = "1", tries = 300)
    void dueNanos_anyBursts_isAscendingWithinStartAndEnd(
            @ForAll @DoubleRange(max = 300) double rate,
            @ForAll @IntRange(max = 9_000) int start,
            @ForAll @IntRange(min = 2, max = 5_000) int every,
            @ForAll @DoubleRange(min = .01, max = .99) double share,
            @ForAll @DoubleRange(min = .5, max = 1_000) double burst) {
        Duration length = Duration.ofNanos(Math.max(1, (long) (every * 1e6 * share)));
        var bursts = new Schedule.Bursts(Duration.ofMillis(every), length, burst);
        ascends(new Schedule(rate, Duration.ofMillis(start), END, Duration.ZERO, bursts));
    }

    private static void ascends(Schedule schedule) {
        long before = schedule.start().toNanos() - 1;
        long total = schedule.totalCalls();
        for (long call = 0; call < total; call++) {
            long due = schedule.dueNanos(call);
            assertThat(due).isGreaterThan(before).isLessThan(END.toNanos());
            assertThat(schedule.dueBy(due + 1_000)).isBetween(call + 1, Math.min(total, call + 2));
            before = due;
        }
        assertThat(total).isPositive();
        assertThat(schedule.dueBy(END.toNanos() - 1)).isBetween(total - 1, total);
        assertThat(schedule.dueBy(schedule.start().toNanos() - 1)).isZero();
    }

    /** The area under a rate that rises from 0 to 100 within 10 s is 500; in the first half of the time, a quarter of it. */
    @Test
    void dueNanos_ramp_rises() {
        Schedule ramp = new Schedule(100, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(10), null);
        assertThat(ramp.totalCalls()).isEqualTo(1_500);
        assertThat(within(ramp, 0, 5)).isEqualTo(125);
        assertThat(within(ramp, 5, 10)).isEqualTo(375);
        assertThat(within(ramp, 10, 20)).isEqualTo(1_000);
        assertThat(ramp.meanRate()).isEqualTo(75);
    }

    @Test
    void dueNanos_bursts_comeAtTheStartOfEachPeriod() {
        var bursts = new Schedule.Bursts(Duration.ofSeconds(5), Duration.ofSeconds(1), 40);
        Schedule schedule = new Schedule(5, Duration.ofSeconds(2), Duration.ofSeconds(12), Duration.ZERO, bursts);
        assertThat(within(schedule, 2, 3)).isEqualTo(40);
        assertThat(within(schedule, 3, 7)).isEqualTo(20);
        assertThat(within(schedule, 7, 8)).isEqualTo(40);
        assertThat(schedule.totalCalls()).isEqualTo(120);
    }

    @Test
    void dueNanos_silentBetweenBursts_isNeverDueThere() {
        var bursts = new Schedule.Bursts(Duration.ofSeconds(5), Duration.ofSeconds(1), 40);
        Schedule schedule = new Schedule(0, Duration.ZERO, END, Duration.ZERO, bursts);
        assertThat(schedule.totalCalls()).isEqualTo(80);
        assertThat(within(schedule, 1, 5)).isZero();
    }

    @Test
    void schedule_contradiction_isRefused() {
        var bursts = new Schedule.Bursts(Duration.ofSeconds(5), Duration.ofSeconds(5), 40);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(1, Duration.ZERO, END, Duration.ZERO, bursts))
                .withMessageContaining("shorter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(1, END, END, Duration.ZERO, null))
                .withMessageContaining("after the start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(0, Duration.ZERO, END, Duration.ZERO, null))
                .withMessageContaining("above 0");
    }

    private static long within(Schedule schedule, int from, int to) {
        return LongStream.range(0, schedule.totalCalls())
                .map(schedule::dueNanos)
                .filter(due -> due >= from * 1_000_000_000L - 1 && due < to * 1_000_000_000L - 1)
                .count();
    }
}
