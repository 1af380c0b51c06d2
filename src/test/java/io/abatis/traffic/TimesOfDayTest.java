package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.traffic.LogFormat.UnreadableLine;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesOfDayTest {

    private final TimesOfDay times = new TimesOfDay();

    @Test
    void millis_everySecondOfADay_isThatOfThePlatformsReader() throws UnreadableLine {
        for (int second = 0; second < 86_400; second++) {
            String text = LocalTime.ofSecondOfDay(second).toString();
            assertThat(times.millis(text.length() == 5 ? text + ":00" : text)).isEqualTo(second * 1_000L);
        }
        assertThat(times.millis("00:00:00")).isEqualTo(86_400_000);
    }

    @Test
    void millis_withoutSeconds_isReadToo() throws UnreadableLine {
        assertThat(times.millis("10:05")).isEqualTo(36_300_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24:00:00",
                "10:60:00",
                "10:00:60",
                "1:00:000",
                "aa:00:00",
                "10-00-00",
                "10:0/:00",
                "-1:00:00",
                "10:00:0٣",
                "2026-01-01T00:00:00"
            })
    void millis_ofWhatIsNoTime_fails(String text) {
        assertThatExceptionOfType(UnreadableLine.class).isThrownBy(() -> times.millis(text));
    }
}
