package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.abatis.ban.BanList.Held;
import io.abatis.client.Ip;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays when there is no place for all, and how many are refused at a moment. */
final class BanListBoundsTest {

    private static final Duration FORGET = Duration.ofDays(1);
    private static final BanLadder HOUR = BanLadder.flat(Duration.ofHours(1));
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int FLOOD = 5_000;

    private static BanList list(int capacity) {
        return new BanList(capacity, new SplittableRandom(1), 1);
    }

    private static BanList banned(int capacity, int bans) {
        BanList list = list(capacity);
        IntStream.range(0, bans).forEach(i -> list.ban(Ip.ofV4(i), HOUR, i, 1));
        return list;
    }

    private static long found(BanList list, int bans, long now) {
        return IntStream.range(0, bans)
                .filter(i -> list.find(Ip.ofV4(i), now) != null)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "16, 16", "100, 100", "100, 99", "100, 94", "1000, 1000", "1000, 990"})
    void bansInForce_floodOfHeldCallsAndLimits_allStay(int capacity, int bans) {
        BanList list = banned(capacity, bans);
        for (int i = 0; i < FLOOD; i++) {
            Ip stranger = Ip.ofV4(1_000_000 + i);
            list.delay(stranger, FORGET, 2_000 + i);
            list.limit(Ip.ofV4(2_000_000 + i), LIMIT, FORGET, 2_000 + i, 1);
        }
        assertThat(found(list, bans, 2_000 + FLOOD)).isEqualTo(bans);
        assertThat(list.current(0)).hasSizeLessThanOrEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 16, 100, 1_000})
    void limitsInForce_floodOfHeldCalls_allStay(int capacity) {
        BanList list = list(capacity);
        IntStream.range(0, capacity).forEach(i -> list.limit(Ip.ofV4(i), LIMIT, FORGET, i, 1));
        IntStream.range(0, FLOOD).forEach(i -> list.delay(Ip.ofV4(1_000_000 + i), FORGET, 2_000));
        assertThat(found(list, capacity, 2_000)).isEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 16, 100, 1_000})
    void ban_listFullOfBans_findsItsPlaceAndThoseThatEndSoonestGo(int capacity) {
        BanList list = banned(capacity, capacity);
        list.delay(Ip.ofV4(-2), FORGET, 2_000);
        list.ban(Ip.ofV4(-1), HOUR, 2_000, 1);
        assertThat(list.find(Ip.ofV4(-1), 2_000)).isNotNull();
        assertThat(found(list, capacity, 2_000)).isEqualTo(capacity - capacity / 16 - 1);
        assertThat(list.find(Ip.ofV4(0), 2_000)).isNull();
    }

    @Test
    void order_full_neverBannedThenOverThenLimitedThenBanned() {
        BanList list = list(4);
        BanLadder second = BanLadder.flat(Duration.ofSeconds(1));
        list.ban(Ip.ofV4(1), HOUR, 0, 1);
        list.limit(Ip.ofV4(2), LIMIT, FORGET, 0, 1);
        list.ban(Ip.ofV4(3), second, 0, 1);
        list.delay(Ip.ofV4(4), FORGET, 5_000);
        for (int newcomer = 5; newcomer < 8; newcomer++) {
            list.ban(Ip.ofV4(newcomer), HOUR, 6_000, 1);
            Ip gone = Ip.ofV4(new int[] {4, 3, 2}[newcomer - 5]);
            assertThat(list.past(gone, FORGET, 6_000)).isEqualTo(Offender.unknown(gone, 6_000));
        }
        assertThat(list.find(Ip.ofV4(1), 6_000)).isNotNull();
    }

    @Test
    void delay_floodIntoAListFullOfBans_staysCheap() {
        int capacity = 20_000;
        BanList list = banned(capacity, capacity);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> IntStream.range(0, 5 * capacity)
                        .forEach(i -> list.delay(Ip.ofV4(1_000_000 + i), FORGET, 50_000)));
        assertThat(found(list, capacity, 50_000)).isEqualTo(capacity);
    }

    @Test
    void delay_afterBansEnded_isRememberedAgain() {
        BanList list = banned(16, 16);
        Ip client = Ip.ofV4(-1);
        list.delay(client, FORGET, 100);
        assertThat(list.past(client, FORGET, 100).delays()).isZero();
        long later = Duration.ofHours(2).toMillis();
        for (int i = 1; i <= 4; i++) {
            list.delay(client, FORGET, later + i);
        }
        assertThat(list.past(client, FORGET, later + 4).delays()).isPositive();
    }

    @Test
    void held_bansAndLimitsComeAndGo_isRightToTheSecond() {
        BanList list = list(100);
        assertThat(list.held(0)).isEqualTo(new Held(0, 0));
        list.ban(Ip.ofV4(1), HOUR, 0, 1);
        list.limit(Ip.ofV4(2), LIMIT, FORGET, 0, 1);
        list.limit(Ip.ofV4(2), LIMIT, FORGET, 1, 1);
        list.delay(Ip.ofV4(3), FORGET, 1);
        assertThat(list.held(500)).isEqualTo(new Held(1, 1));
        assertThat(list.held(9_999)).isEqualTo(new Held(1, 1));
        assertThat(list.held(11_000)).isEqualTo(new Held(1, 0));
        assertThat(list.held(9_000)).as("a clock set back").isEqualTo(new Held(1, 1));
        list.clear(Ip.ofV4(1), new Exemption(0, 0), 9_000);
        assertThat(list.held(9_000)).isEqualTo(new Held(0, 1));
        list.pardonSince(0);
        assertThat(list.held(9_000)).isEqualTo(new Held(0, 0));
    }

    @Test
    void held_pardonOfWhatWasOver_takesNothingElseAway() {
        BanList list = list(100);
        list.ban(Ip.ofV4(1), HOUR, 0, 1);
        list.ban(Ip.ofV4(2), HOUR, 0, 1);
        list.limit(Ip.ofV4(3), LIMIT, FORGET, 50_000, 1);
        assertThat(list.held(70_000)).isEqualTo(new Held(2, 0));
        assertThat(list.pardonSince(40_000)).isEqualTo(1);
        assertThat(list.held(70_000)).isEqualTo(new Held(2, 0));
    }

    @Test
    void pardonSince_aTime_leavesOlderBansAndForgetsBlanks() {
        BanList list = list(100);
        list.ban(Ip.ofV4(1), HOUR, 999, 1);
        list.ban(Ip.ofV4(2), HOUR, 1_000, 1);
        list.limit(Ip.ofV4(3), LIMIT, FORGET, 1_001, 1);
        list.delay(Ip.ofV4(4), FORGET, 1_001);
        assertThat(list.pardonSince(1_000)).isEqualTo(2);
        assertThat(list.current(1_001)).extracting(Ban::client).containsExactly(Ip.ofV4(1));
        assertThat(list.past(Ip.ofV4(2), FORGET, 7)).isEqualTo(Offender.unknown(Ip.ofV4(2), 7));
        assertThat(list.past(Ip.ofV4(4), FORGET, 1_001).delays()).isEqualTo(1);
        assertThat(list.pardonSince(1_000)).isZero();
    }

    @Test
    void ban_sameSeed_sameLengths() {
        BanLadder ladder = new BanLadder(Duration.ofMinutes(1), Duration.ofDays(1), 0.1, FORGET);
        BanList one = list(100);
        BanList other = list(100);
        for (int i = 0; i < 50; i++) {
            Ban ban = one.ban(Ip.ofV4(i), ladder, 0, 1);
            assertThat(other.ban(Ip.ofV4(i), ladder, 0, 1)).isEqualTo(ban);
            assertThat(ban.untilMillis()).isBetween(54_000L, 66_000L);
        }
        assertThat(one.current(0)).extracting(Ban::untilMillis).doesNotHaveDuplicates();
    }
}
