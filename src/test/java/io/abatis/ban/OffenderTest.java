package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of one client, and for how long. */
final class OffenderTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Duration FORGET = Duration.ofSeconds(100);

    /** Bans last 10 seconds, limits 2, and 100 seconds without a ban take a step back. */
    private static final BanLadder LADDER = new BanLadder(Duration.ofSeconds(10), Duration.ofSeconds(10), 0, FORGET);

    /** What was done to the client is B(an), L(imit) or D(elay), and P(ardon) of what began then or later, each with its second; then follows when to look. */
    @ParameterizedTest(name = "{0} at {1}: {2} delays, {3} limits, {4} bans")
    @CsvSource({
        // the time without a ban is counted from the ban's end, not from its begin
        "B0, 10, 0, 0, 1",
        "B0, 109.999, 0, 0, 1",
        "B0, 110, 0, 0, 0",
        "B0 B20 B40, 149, 0, 0, 3",
        "B0 B20 B40, 150, 0, 0, 2",
        "B0 B20 B40, 250, 0, 0, 1",
        "B0 B20 B40, 350, 0, 0, 0",
        "B0 B20 B40, 1000000000, 0, 0, 0",
        // what is left over of a while is not lost
        "B0 B20 B40 B200, 309, 0, 0, 3",
        "B0 B20 B40 B200, 310, 0, 0, 2",
        // calls that are held, and limits, are no bans: they do not keep a ban from being forgotten
        "B0 B20 D99 D129, 130, 2, 0, 1",
        "B0 D50 D100 D150, 151, 3, 0, 0",
        "B0 L60, 111, 0, 1, 0",
        "B0 B20 D90 D170, 229, 2, 0, 1",
        "B0 B20 D90 D170, 230, 2, 0, 0",
        // nor does a held call begin the time anew, or take back more than it should
        "B0 B20 D131 D132 D133, 134, 3, 0, 1",
        // what is milder is forgotten after one while in peace
        "D0 D1 D2, 101.999, 3, 0, 0",
        "D0 D1 D2, 102, 0, 0, 0",
        "L0 L3, 104.999, 0, 2, 0",
        "L0 L3, 105, 0, 0, 0",
        "D0 L3 D50, 149.999, 2, 1, 0",
        "D0 L3 D50, 150, 0, 0, 0",
        "L0 B10, 119, 0, 1, 1",
        "L0 B10, 120, 0, 0, 0",
        "D0 D101, 102, 1, 0, 0",
        // a clock that goes back takes nothing back
        "B1000 D5, 5, 1, 0, 1",
        "B1000 B20, 20, 0, 0, 1",
        "L1000, -1000000, 0, 1, 0",
        // pardons
        "B0 P0, 1, 0, 0, 0",
        "B0 P0.001, 1, 0, 0, 1",
        "B0 B20 P20, 21, 0, 0, 1",
        "B0 B20 P20, 109.999, 0, 0, 1",
        "B0 B20 P20, 110, 0, 0, 0",
        "L0 L3 L6 B9 P0, 10, 0, 0, 0",
        "L0 L3 L6 B9 P6, 10, 0, 2, 0",
        "L0 L3 L6 B9 P9, 10, 0, 3, 0",
        "D0 L3 D8 B9 P3, 20, 2, 0, 0",
        "D0 L3 D8 B9 P3, 107.999, 2, 0, 0",
        "D0 L3 D8 B9 P3, 108, 0, 0, 0",
        "B0 B20 B40 B60 B80 P21, 81, 0, 0, 2",
        "B0 P0 P0, 1, 0, 0, 0",
        "B0 B200 P200, 200, 0, 0, 0",
    })
    void after_history_remembersOnlyWhatIsNotLongPast(String history, double look, int delays, int limits, int bans) {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        for (String event : history.split(" ", -1)) {
            long now = millis(Double.parseDouble(event.substring(1)));
            switch (event.charAt(0)) {
                case 'B' -> list.ban(CLIENT, LADDER, now, 1);
                case 'L' -> list.limit(CLIENT, Duration.ofSeconds(2), FORGET, now, 1);
                case 'P' -> list.pardonSince(now);
                default -> list.delay(CLIENT, FORGET, now);
            }
        }
        Offender past = list.past(CLIENT, FORGET, millis(look));
        String found = String.format(Locale.ROOT, "%d %d %d", past.delays(), past.limits(), past.bans());
        assertThat(found).isEqualTo(delays + " " + limits + " " + bans);
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1_000);
    }

    @Test
    void after_timesAtTheEndsOfTheirRange_neverOverflow() {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        Ban late = list.ban(CLIENT, LADDER, Long.MAX_VALUE - 5, 1);
        assertThat(late.untilMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(list.find(CLIENT, Long.MAX_VALUE - 1)).isEqualTo(late);
        assertThat(list.past(CLIENT, FORGET, Long.MIN_VALUE).bans()).isEqualTo(1);
        assertThat(list.past(CLIENT, FORGET, Long.MAX_VALUE).bans()).isEqualTo(1);
        Ip other = Ip.of("192.0.2.2");
        list.ban(other, LADDER, Long.MIN_VALUE, 1);
        list.delay(other, FORGET, Long.MIN_VALUE);
        assertThat(list.past(other, FORGET, Long.MAX_VALUE))
                .satisfies(past -> assertThat(past.bans()).isZero())
                .satisfies(past -> assertThat(past.delays()).isZero());
    }

    /** Each memory holds the one before, for pardons: were they never cut, they would fill the heap. */
    @Test
    void before_bannedAgainAndAgain_goesBackOneMinute() {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        for (int i = 0; i < 1_000; i++) {
            list.limit(CLIENT, Duration.ofSeconds(1), FORGET, i * 1_000L, 1);
        }
        int depth = 0;
        for (Offender one = list.past(CLIENT, FORGET, 999_000); one != null; one = one.before()) {
            depth++;
        }
        assertThat(depth).isBetween(60, 63);
        list.pardonSince(999_000 - 60_000);
        assertThat(list.past(CLIENT, FORGET, 999_000).limits()).isEqualTo(939);
    }
}
