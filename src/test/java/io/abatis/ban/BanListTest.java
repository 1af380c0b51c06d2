package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BanListTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");

    @Test
    void find_untilItsTime_holdsAndThenNot() {
        BanList bans = new BanList(10, new SplittableRandom(1), 1);
        Ban ban = limit(bans, CLIENT, 1_000, 2_000, 0.9);
        assertThat(ban).isEqualTo(new Ban(CLIENT, Sanction.LIMIT, 1_000, 2_000, 0.9, 0));
        assertThat(bans.find(CLIENT, 1_000)).isEqualTo(ban);
        assertThat(bans.find(CLIENT, 1_999)).isEqualTo(ban);
        assertThat(bans.find(CLIENT, 2_000)).isNull();
        assertThat(bans.find(Ip.of("192.0.2.2"), 1_500)).isNull();
    }

    private static Ban limit(BanList bans, Ip client, long now, long until, double score) {
        return bans.limit(client, Duration.ofMillis(until - now), Duration.ofDays(1), now, score);
    }

    @ParameterizedTest
    @CsvSource({"1000, 2000, 1000", "1999, 2000, 1", "2000, 2000, 1", "9000, 2000, 1"})
    void millisLeft_anyTime_isAtLeastOne(long now, long until, long left) {
        assertThat(new Ban(CLIENT, Sanction.BAN, 0, until, 1, 0).millisLeft(now))
                .isEqualTo(left);
    }

    @Test
    void limit_whileOneHolds_changesNothing() {
        BanList bans = new BanList(10, new SplittableRandom(1), 1);
        Ban first = limit(bans, CLIENT, 0, 100, 0.9);
        assertThat(limit(bans, CLIENT, 99, 999, 1.0)).isEqualTo(first);
        assertThat(bans.find(CLIENT, 100)).isNull();
    }

    @Test
    void limit_afterOneEnded_countsTheEarlierOnes() {
        BanList bans = new BanList(10, new SplittableRandom(1), 1);
        for (int i = 0; i < 5; i++) {
            assertThat(limit(bans, CLIENT, i * 100L, i * 100L + 50, 1).earlier())
                    .isEqualTo(i);
        }
        bans.clear(CLIENT, new Exemption(440, 440), 440);
        assertThat(bans.find(CLIENT, 440)).isNull();
        assertThat(limit(bans, CLIENT, 441, 500, 1).earlier()).isZero();
    }

    @Test
    void current_several_holdingOnesLastToEndFirst() {
        BanList bans = new BanList(10, new SplittableRandom(1), 1);
        limit(bans, Ip.ofV4(1), 0, 100, 1);
        limit(bans, Ip.ofV4(2), 0, 300, 1);
        limit(bans, Ip.ofV4(4), 0, 200, 1);
        limit(bans, Ip.ofV4(3), 0, 200, 1);
        assertThat(bans.current(100)).extracting(Ban::client).containsExactly(Ip.ofV4(2), Ip.ofV4(3), Ip.ofV4(4));
        assertThat(bans.current(300)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void constructor_noCapacity_isRefused(int capacity) {
        assertThatThrownBy(() -> new BanList(capacity, new SplittableRandom(1), 1))
                .hasMessageContaining("capacity");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 1_000})
    void limit_moreThanFit_neverExceedsCapacityAndHoldsTheNewest(int capacity) {
        BanList bans = new BanList(capacity, new SplittableRandom(1), 1);
        for (int i = 0; i < 5_000; i++) {
            limit(bans, Ip.ofV4(i), i, 100_000 + i, 1);
            assertThat(bans.find(Ip.ofV4(i), i)).isNotNull();
            if (i % 500 == 0) {
                assertThat(bans.current(0)).hasSizeLessThanOrEqualTo(capacity);
            }
        }
        assertThat(bans.current(0)).hasSizeBetween(capacity - capacity / 16, capacity);
    }

    @Test
    void limit_full_expiredGoFirstThenThoseThatEndSoonest() {
        BanList bans = new BanList(4, new SplittableRandom(1), 1);
        limit(bans, Ip.ofV4(1), 0, 10, 1);
        limit(bans, Ip.ofV4(2), 0, 50, 1);
        limit(bans, Ip.ofV4(3), 0, 40, 1);
        limit(bans, Ip.ofV4(4), 0, 60, 1);
        limit(bans, Ip.ofV4(5), 20, 70, 1);
        assertThat(bans.current(0))
                .extracting(Ban::client)
                .containsExactly(Ip.ofV4(5), Ip.ofV4(4), Ip.ofV4(2), Ip.ofV4(3));
        limit(bans, Ip.ofV4(6), 20, 80, 1);
        assertThat(bans.current(0))
                .extracting(Ban::client)
                .containsExactly(Ip.ofV4(6), Ip.ofV4(5), Ip.ofV4(4), Ip.ofV4(2));
    }

    @Test
    void limit_steadyStormAtCapacity_staysCheap() {
        int capacity = 20_000;
        BanList bans = new BanList(capacity, new SplittableRandom(1), 1);
        // One ban ends whenever one begins, so the list is full all the time and each addition finds one expired ban.
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 5 * capacity; i++) {
                limit(bans, Ip.ofV4(i), i, i + capacity, 1);
            }
        });
        assertThat(bans.current(5L * capacity - 1)).hasSizeGreaterThan(capacity * 15 / 16 - 2);
    }

    @Test
    void limit_sameClientAtOnce_isOneBan() throws Exception {
        BanList bans = new BanList(10, new SplittableRandom(1), 1);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 500; round++) {
                long now = round * 100L;
                CyclicBarrier together = new CyclicBarrier(4);
                List<Callable<Ban>> adds = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    long until = now + 50 + t;
                    adds.add(() -> {
                        together.await();
                        return limit(bans, CLIENT, now, until, 1);
                    });
                }
                Set<Ban> seen =
                        pool.invokeAll(adds).stream().map(BanListTest::get).collect(Collectors.toSet());
                assertThat(seen).hasSize(1).first().extracting(Ban::earlier).isEqualTo(round);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Ban get(Future<Ban> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
