package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LastMinuteTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0, 1",
        "0 0 0, 1 2 3",
        "0 59999 60000, 1 2 2",
        "59000 60000 118999 119000, 1 2 3 3",
        "59999 60000 59999 60000 59999, 1 2 3 4 5",
        "100000 70000 100000, 1 2 3",
        "100000 40000 40000, 1 1 2",
        "40000 400000 40000, 1 1 1",
        "-5 -1 0 1, 1 2 3 4",
        "9223372036854775807 9223372036854775807, 1 2",
        "-9223372036854775808 -9223372036854775808 9223372036854775807, 1 2 1",
    })
    void add_times_countsWithinAMinute(String times, String counts) {
        LastMinute minute = new LastMinute();
        List<String> found = new ArrayList<>();
        for (String time : times.split(" ", -1)) {
            found.add(Integer.toString(minute.add(Long.parseLong(time))));
        }
        assertThat(String.join(" ", found)).isEqualTo(counts);
    }

    /** By whole seconds: so all within 59 seconds are counted, and none that is older than a minute. */
    @Property(seed = "1", tries = 200)
    void add_anyTimesInOrder_isBetweenTwoPlainCounts(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LastMinute minute = new LastMinute();
        List<Long> all = new ArrayList<>();
        long now = 1_700_000_000_000L + random.nextInt(60_000);
        for (int i = 0; i < 300; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(70_000) : random.nextInt(500);
            all.add(now);
            long least = now - 59_000;
            long most = now - 60_000;
            assertThat((long) minute.add(now))
                    .isBetween(
                            all.stream().filter(one -> one >= least).count(),
                            all.stream().filter(one -> one > most).count());
        }
    }
}
