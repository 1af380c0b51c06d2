package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import org.junit.jupiter.api.Test;

/** Who tries tokens. */
final class ThrottleTest {

    private static final Ip ONE = Ip.of("127.0.0.1");
    private static final Ip OTHER = Ip.of("127.0.0.2");
    private static final long MINUTE = 60_000;

    private final Throttle throttle = new Throttle();
    private long now = 1_000_000_000;

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(ONE, now);
        }
    }

    @Test
    void failed_fourTimes_isListenedTo() {
        fail(4);
        assertThat(throttle.waitMillis(ONE, now)).isZero();
    }

    @Test
    void failed_fiveTimesWithinAMinute_waitsAndOthersDoNot() {
        fail(5);
        assertThat(throttle.waitMillis(ONE, now)).isEqualTo(MINUTE);
        assertThat(throttle.waitMillis(ONE, now + 59_999)).isEqualTo(1);
        assertThat(throttle.waitMillis(ONE, now + MINUTE)).isZero();
        assertThat(throttle.waitMillis(OTHER, now)).isZero();
    }

    @Test
    void failed_slowly_isListenedTo() {
        for (int i = 0; i < 40; i++) {
            now += 20_000;
            fail(1);
            assertThat(throttle.waitMillis(ONE, now)).isZero();
        }
    }

    @Test
    void failed_afterEachWait_waitsTwiceAsLongUpToAQuarter() {
        fail(5);
        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = throttle.waitMillis(ONE, now) / MINUTE;
            now += throttle.waitMillis(ONE, now);
            fail(1);
        }
        assertThat(waits).containsExactly(1, 2, 4, 8, 15, 15);
    }

    @Test
    void failed_afterAQuarterInPeace_beginsAnew() {
        fail(5);
        now += MINUTE + 15 * MINUTE;
        fail(1);
        assertThat(throttle.waitMillis(ONE, now)).isZero();
    }

    @Test
    void succeeded_inBetween_beginsAnew() {
        fail(4);
        throttle.succeeded(ONE);
        fail(4);
        assertThat(throttle.waitMillis(ONE, now)).isZero();
    }

    @Test
    void waitMillis_clockSetBackFar_isListenedTo() {
        fail(5);
        assertThat(throttle.waitMillis(ONE, now - 24 * 60 * MINUTE)).isZero();
    }

    @Test
    void failed_fiftyAddresses_isCrowdedForAMinute() {
        for (int i = 0; i < 49; i++) {
            throttle.failed(Ip.ofV4(0x7f000100 + i), now);
        }
        assertThat(throttle.crowdedMillis(now)).isZero();
        throttle.failed(Ip.of("127.9.9.9"), now + 10_000);
        assertThat(throttle.crowdedMillis(now + 10_000)).isEqualTo(50_000);
        assertThat(throttle.crowdedMillis(now + MINUTE)).isZero();
    }

    @Test
    void failed_addressesOfOneNetwork_countTogether() {
        for (int i = 1; i <= 5; i++) {
            throttle.failed(Ip.of("2001:db8::" + i), now);
        }
        assertThat(throttle.waitMillis(Ip.of("2001:db8::ffff"), now)).isPositive();
    }

    @Test
    void failed_aMillionAddresses_remembersTheLastOnes() {
        for (int i = 0; i < 1_000_000; i++) {
            throttle.failed(Ip.ofV4(i), now);
        }
        fail(5);
        assertThat(throttle.waitMillis(ONE, now)).isPositive();
    }
}
