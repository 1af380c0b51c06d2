package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        BanList bans = new BanList(10);
        Ban ban = bans.add(CLIENT, 1_000, 2_000, 0.9);
        assertThat(ban).isEqualTo(new Ban(CLIENT, 2_000, 0.9, 0));
        assertThat(bans.find(CLIENT, 1_000)).isEqualTo(ban);
        assertThat(bans.find(CLIENT, 1_999)).isEqualTo(ban);
        assertThat(bans.find(CLIENT, 2_000)).isNull();
        assertThat(bans.find(Ip.of("192.0.2.2"), 1_500)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 2000, 1",
        "1001, 2000, 1",
        "999, 2000, 2",
        "0, 2000, 2",
        "2000, 2000, 1",
        "9000, 2000, 1",
        "1999, 2000, 1"
    })
    void secondsLeft_anyTime_isRoundedUpAndAtLeastOne(long now, long until, long seconds) {
        assertThat(new Ban(CLIENT, until, 1, 0).secondsLeft(now)).isEqualTo(seconds);
    }

    @Test
    void add_whileOneHolds_changesNothing() {
        BanList bans = new BanList(10);
        Ban first = bans.add(CLIENT, 0, 100, 0.9);
        assertThat(bans.add(CLIENT, 99, 999, 1.0)).isEqualTo(first);
        assertThat(bans.find(CLIENT, 100)).isNull();
    }

    @Test
    void add_afterOneEnded_countsTheEarlierOnes() {
        BanList bans = new BanList(10);
        for (int i = 0; i < 5; i++) {
            assertThat(bans.add(CLIENT, i * 100L, i * 100L + 50, 1).earlier()).isEqualTo(i);
        }
        bans.remove(CLIENT);
        assertThat(bans.find(CLIENT, 440)).isNull();
        assertThat(bans.add(CLIENT, 441, 500, 1).earlier()).isZero();
    }

    @Test
    void current_several_holdingOnesLastToEndFirst() {
        BanList bans = new BanList(10);
        bans.add(Ip.ofV4(1), 0, 100, 1);
        bans.add(Ip.ofV4(2), 0, 300, 1);
        bans.add(Ip.ofV4(4), 0, 200, 1);
        bans.add(Ip.ofV4(3), 0, 200, 1);
        assertThat(bans.current(100)).extracting(Ban::client).containsExactly(Ip.ofV4(2), Ip.ofV4(3), Ip.ofV4(4));
        assertThat(bans.current(300)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void constructor_noCapacity_isRefused(int capacity) {
        assertThatThrownBy(() -> new BanList(capacity)).hasMessageContaining("capacity");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 1_000})
    void add_moreThanFit_neverExceedsCapacityAndHoldsTheNewest(int capacity) {
        BanList bans = new BanList(capacity);
        for (int i = 0; i < 5_000; i++) {
            bans.add(Ip.ofV4(i), i, 100_000 + i, 1);
            assertThat(bans.find(Ip.ofV4(i), i)).isNotNull();
            if (i % 500 == 0) {
                assertThat(bans.current(0)).hasSizeLessThanOrEqualTo(capacity);
            }
        }
        assertThat(bans.current(0)).hasSizeBetween(capacity - capacity / 16, capacity);
    }

    @Test
    void add_full_expiredGoFirstThenThoseThatEndSoonest() {
        BanList bans = new BanList(4);
        bans.add(Ip.ofV4(1), 0, 10, 1);
        bans.add(Ip.ofV4(2), 0, 50, 1);
        bans.add(Ip.ofV4(3), 0, 40, 1);
        bans.add(Ip.ofV4(4), 0, 60, 1);
        bans.add(Ip.ofV4(5), 20, 70, 1);
        assertThat(bans.current(0))
                .extracting(Ban::client)
                .containsExactly(Ip.ofV4(5), Ip.ofV4(4), Ip.ofV4(2), Ip.ofV4(3));
        bans.add(Ip.ofV4(6), 20, 80, 1);
        assertThat(bans.current(0))
                .extracting(Ban::client)
                .containsExactly(Ip.ofV4(6), Ip.ofV4(5), Ip.ofV4(4), Ip.ofV4(2));
    }

    @Test
    void add_steadyStormAtCapacity_staysCheap() {
        int capacity = 20_000;
        BanList bans = new BanList(capacity);
        // One ban ends whenever one begins, so the list is full all the time and each addition finds one expired ban.
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 5 * capacity; i++) {
                bans.add(Ip.ofV4(i), i, i + capacity, 1);
            }
        });
        assertThat(bans.current(5L * capacity - 1)).hasSizeGreaterThan(capacity * 15 / 16 - 2);
    }

    @Test
    void add_sameClientAtOnce_isOneBan() throws Exception {
        BanList bans = new BanList(10);
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
                        return bans.add(CLIENT, now, until, 1);
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
