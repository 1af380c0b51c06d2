package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTableTest {

    private static final WindowShape SHAPE = new WindowShape(new int[] {0, 1}, 4);
    private static final long SECRET = 0x0123_4567_89ab_cdefL;
    private static final long MINUTE = 60_000;
    private static final Ip BUSY = Ip.of("192.0.2.1");

    @ParameterizedTest
    @CsvSource({"1, 8", "8, 8", "9, 16", "16, 16", "17, 32", "1000, 1024", "1024, 1024"})
    void capacity_any_isThatPowerOfTwoOrTheNext(int wanted, int places) {
        assertThat(table(wanted).capacity()).isEqualTo(places);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 28) + 1, Integer.MAX_VALUE})
    void constructor_capacityOutOfRange_isRefused(int capacity) {
        assertThatThrownBy(() -> table(capacity)).hasMessageContaining("capacity");
    }

    @Test
    void with_aMillionStrangers_neverExceedsCapacity() {
        ClientTable table = table(1_024);
        for (int i = 0; i < 1_000_000; i++) {
            table.with(Ip.ofV4(i), i / 1_000, ClientTableTest::recording);
            if (i % 10_000 == 0) {
                assertThat(table.size()).isLessThanOrEqualTo(1_024);
            }
        }
        assertThat(table.size()).isEqualTo(1_024);
        assertThat(table.size() + table.evictions()).isEqualTo(1_000_000);
    }

    @Test
    void with_sequentialAddresses_areSpreadOverTheTable() {
        ClientTable v4 = table(8_192);
        ClientTable v6 = table(8_192);
        for (int i = 0; i < 4_096; i++) {
            v4.with(Ip.ofV4(i << 8), 0, ClientTableTest::recording);
            v6.with(new Ip(0x2001_0db8_0000_0000L + i, 0), 0, ClientTableTest::recording);
        }
        assertThat(v4.evictions()).isLessThan(4_096 / 10);
        assertThat(v6.evictions()).isLessThan(4_096 / 10);
    }

    @Test
    void with_anotherSecret_fillsOtherSets() {
        ClientTable one = new ClientTable(1_024, SHAPE, 1);
        ClientTable other = new ClientTable(1_024, SHAPE, 2);
        List<Boolean> differing = new ArrayList<>();
        for (int i = 0; i < 4_096; i++) {
            long before = one.evictions() - other.evictions();
            one.with(Ip.ofV4(i), 0, ClientTableTest::recording);
            other.with(Ip.ofV4(i), 0, ClientTableTest::recording);
            differing.add(one.evictions() - other.evictions() != before);
        }
        assertThat(differing).contains(true);
    }

    @Test
    void with_floodOfStrangers_busyClientKeepsItsCounts() {
        ClientTable table = table(64);
        for (int i = 0; i < 10; i++) {
            table.with(BUSY, i, ClientTableTest::recording);
        }
        for (int i = 0; i < 100_000; i++) {
            table.with(Ip.ofV4(i), 10 + i / 100, ClientTableTest::recording);
        }
        assertThat(table.with(BUSY, 2_000, Window::calls)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void with_floodOfSeveralCallsEach_busyClientKeepsItsCountsForAnHour(int each) {
        ClientTable table = table(64);
        for (int i = 0; i < 10; i++) {
            table.with(BUSY, i, ClientTableTest::recording);
        }
        for (int i = 0; i < 100_000; i++) {
            for (int call = 0; call < each; call++) {
                table.with(Ip.ofV4(i), 10 + i * 59L * MINUTE / 100_000, ClientTableTest::recording);
            }
        }
        assertThat(table.with(BUSY, 60 * MINUTE, Window::calls)).isEqualTo(10);
    }

    @Test
    void with_newcomerOfSeveralCalls_isKeptFromThenOn() {
        ClientTable table = table(8);
        for (int i = 0; i < 1_000; i++) {
            table.with(Ip.ofV4(i), i, ClientTableTest::recording);
        }
        for (int i = 0; i < 3; i++) {
            table.with(BUSY, 1_000 + i, ClientTableTest::recording);
        }
        for (int i = 0; i < 1_000; i++) {
            table.with(Ip.ofV4(i), 2_000 + i, ClientTableTest::recording);
        }
        assertThat(table.with(BUSY, 3_000, Window::calls)).isEqualTo(3);
    }

    @Test
    void with_newcomersInTurns_fourOfThemProveThemselvesInAFullSet() {
        ClientTable table = table(8);
        for (int client = 0; client < 4; client++) {
            for (int call = 0; call < 20; call++) {
                table.with(Ip.ofV4(client), 0, ClientTableTest::recording);
            }
        }
        for (int call = 1; call <= 3; call++) {
            for (int i = 100; i < 104; i++) {
                assertThat(table.with(Ip.ofV4(i), call, ClientTableTest::recording))
                        .isEqualTo(call);
            }
        }
        assertThat(table.evictions()).isZero();
    }

    @Test
    void with_busyClientIdleForHours_makesRoom() {
        ClientTable table = table(8);
        for (int i = 0; i < 1_000; i++) {
            table.with(BUSY, 0, ClientTableTest::recording);
        }
        for (int i = 0; i < 8; i++) {
            table.with(Ip.ofV4(i), 24 * 60 * MINUTE + i, ClientTableTest::recording);
        }
        assertThat(table.with(BUSY, 24 * 60 * MINUTE + 9, Window::calls)).isZero();
    }

    @Test
    void with_fullSet_stalestStrangerGoesFirst() {
        ClientTable table = table(8);
        for (int i = 0; i < 8; i++) {
            table.with(Ip.ofV4(i), 100 - i, ClientTableTest::recording);
        }
        table.with(Ip.ofV4(99), 101, ClientTableTest::recording);
        for (int i = 0; i < 7; i++) {
            assertThat(table.with(Ip.ofV4(i), 101, Window::calls)).isEqualTo(1);
        }
        assertThat(table.evictions()).isEqualTo(1);
    }

    @Test
    void with_fullSet_fewestCallsGoFirst() {
        ClientTable table = table(8);
        for (int i = 0; i < 8; i++) {
            for (int call = 0; call <= (i == 3 ? 0 : i + 1); call++) {
                table.with(Ip.ofV4(i), 100, ClientTableTest::recording);
            }
        }
        table.with(Ip.ofV4(99), 101, ClientTableTest::recording);
        assertThat(table.with(Ip.ofV4(0), 101, Window::calls)).isEqualTo(2);
        assertThat(table.evictions()).isEqualTo(1);
        assertThat(table.with(Ip.ofV4(3), 101, Window::calls)).isZero();
    }

    @Test
    void with_clockGoesBack_keepsTheLatestTime() {
        ClientTable table = table(8);
        table.with(BUSY, 1_000 * MINUTE, ClientTableTest::recording);
        table.with(BUSY, 0, ClientTableTest::recording);
        for (int i = 0; i < 8; i++) {
            table.with(Ip.ofV4(i), 1_000 * MINUTE, ClientTableTest::recording);
        }
        assertThat(table.with(BUSY, 1_000 * MINUTE, Window::calls)).isEqualTo(2);
    }

    @Test
    void with_knownClient_seesTheSameWindow() {
        ClientTable table = table(64);
        Map<Ip, Window> windows = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Ip client = Ip.ofV4(i % 3);
            table.with(client, i, window -> {
                assertThat(windows.computeIfAbsent(client, c -> window)).isSameAs(window);
                return 0;
            });
        }
        assertThat(windows).hasSize(3);
        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void forget_knownClient_isAStrangerAgain() {
        ClientTable table = table(64);
        table.with(BUSY, 0, ClientTableTest::recording);
        table.with(Ip.ofV4(1), 0, ClientTableTest::recording);
        table.forget(BUSY);
        table.forget(BUSY);
        table.forget(Ip.ofV4(77));
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.evictions()).isZero();
        assertThat(table.with(BUSY, 1, Window::calls)).isZero();
        assertThat(table.with(Ip.ofV4(1), 1, Window::calls)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void with_workFails_tableGoesOn() {
        ClientTable table = table(8);
        assertThatThrownBy(() -> table.with(BUSY, 0, window -> {
                    throw new IllegalStateException("work");
                }))
                .hasMessage("work");
        assertThat(table.with(BUSY, 0, ClientTableTest::recording)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void with_manyThreads_losesNoCount() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        int clients = 5;
        ClientTable table = table(8); // one set: all clients behind one lock
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < rounds; i++) {
                        table.with(Ip.ofV4(i % clients), i, ClientTableTest::recording);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (int i = 0; i < clients; i++) {
            assertThat(table.with(Ip.ofV4(i), rounds, Window::calls)).isEqualTo((double) threads * rounds / clients);
            assertThat(table.with(Ip.ofV4(i), rounds, window -> window.count(0, 0) + window.count(0, 1)))
                    .isEqualTo(4);
        }
        assertThat(table.size()).isEqualTo(clients);
    }

    @Test
    void forget_whileOthersRecord_sizeStaysTrue() throws Exception {
        ClientTable table = table(64);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int seed = t;
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 50_000; i++) {
                        Ip client = Ip.ofV4((i * 31 + seed) % 200);
                        if (i % 3 == 0) {
                            table.forget(client);
                        } else {
                            table.with(client, i, ClientTableTest::recording);
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(table.size()).isBetween(1L, 64L);
        for (int i = 0; i < 200; i++) {
            table.forget(Ip.ofV4(i));
        }
        assertThat(table.size()).isZero();
    }

    private static ClientTable table(int capacity) {
        return new ClientTable(capacity, SHAPE, SECRET);
    }

    private static double recording(Window window) {
        window.record(1, Sighting.NONE, 0);
        return window.calls();
    }
}
