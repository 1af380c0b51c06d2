package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTableTest {

    private static final WindowShape SHAPE = new WindowShape(new int[] {0, 1}, 4);
    private static final Readout READOUT =
            Readout.of(SHAPE).count(0, 0).count(0, 1).calls(1_000).build();
    private static final int NOTHING_SEEN = Sighting.NONE.packed();
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
    void count_aMillionStrangers_neverExceedsCapacity() {
        ClientTable table = table(1_024);
        for (int i = 0; i < 1_000_000; i++) {
            record(table, Ip.ofV4(i), i / 1_000);
            if (i % 10_000 == 0) {
                assertThat(table.size()).isLessThanOrEqualTo(1_024);
            }
        }
        assertThat(table.size()).isEqualTo(1_024);
        assertThat(table.size() + table.evictions()).isEqualTo(1_000_000);
    }

    @Test
    void count_sequentialAddresses_areSpreadOverTheTable() {
        ClientTable v4 = table(8_192);
        ClientTable v6 = table(8_192);
        for (int i = 0; i < 4_096; i++) {
            record(v4, Ip.ofV4(i << 8), 0);
            record(v6, new Ip(0x2001_0db8_0000_0000L + i, 0), 0);
        }
        assertThat(v4.evictions()).isLessThan(4_096 / 10);
        assertThat(v6.evictions()).isLessThan(4_096 / 10);
    }

    @Test
    void count_anotherSecret_fillsOtherSets() {
        ClientTable one = new ClientTable(1_024, SHAPE, 1);
        ClientTable other = new ClientTable(1_024, SHAPE, 2);
        List<Boolean> differing = new ArrayList<>();
        for (int i = 0; i < 4_096; i++) {
            long before = one.evictions() - other.evictions();
            record(one, Ip.ofV4(i), 0);
            record(other, Ip.ofV4(i), 0);
            differing.add(one.evictions() - other.evictions() != before);
        }
        assertThat(differing).contains(true);
    }

    @Test
    void count_floodOfStrangers_busyClientKeepsItsCounts() {
        ClientTable table = table(64);
        for (int i = 0; i < 10; i++) {
            record(table, BUSY, i);
        }
        for (int i = 0; i < 100_000; i++) {
            record(table, Ip.ofV4(i), 10 + i / 100);
        }
        assertThat(calls(table, BUSY)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void count_floodOfSeveralCallsEach_busyClientKeepsItsCountsForAnHour(int each) {
        ClientTable table = table(64);
        for (int i = 0; i < 10; i++) {
            record(table, BUSY, i);
        }
        for (int i = 0; i < 100_000; i++) {
            for (int call = 0; call < each; call++) {
                record(table, Ip.ofV4(i), 10 + i * 59L * MINUTE / 100_000);
            }
        }
        assertThat(calls(table, BUSY)).isEqualTo(10);
    }

    @Test
    void count_newcomerOfSeveralCalls_isKeptFromThenOn() {
        ClientTable table = table(8);
        for (int i = 0; i < 1_000; i++) {
            record(table, Ip.ofV4(i), i);
        }
        for (int i = 0; i < 3; i++) {
            record(table, BUSY, 1_000 + i);
        }
        for (int i = 0; i < 1_000; i++) {
            record(table, Ip.ofV4(i), 2_000 + i);
        }
        assertThat(calls(table, BUSY)).isEqualTo(3);
    }

    @Test
    void count_newcomersInTurns_fourOfThemProveThemselvesInAFullSet() {
        ClientTable table = table(8);
        for (int client = 0; client < 4; client++) {
            record(table, Ip.ofV4(client), 0, 20);
        }
        for (int call = 1; call <= 3; call++) {
            for (int i = 100; i < 104; i++) {
                assertThat(record(table, Ip.ofV4(i), call)).isEqualTo(call);
            }
        }
        assertThat(table.evictions()).isZero();
    }

    @Test
    void count_newcomerOfTwiceTheCalls_isKeptInsteadOfTheOneOfFewest() {
        ClientTable table = table(8);
        for (int client = 0; client < 4; client++) {
            record(table, Ip.ofV4(client), 0, 20);
        }
        record(table, Ip.ofV4(50), 1, 33);
        for (int stranger = 100; stranger < 120; stranger++) {
            record(table, Ip.ofV4(stranger), 2, 34);
        }
        assertThat(calls(table, Ip.ofV4(50)))
                .as("kept: of those who called more, three had room instead of clients of 20 calls")
                .isEqualTo(33);
    }

    @Test
    void count_busyClientIdleForHours_makesRoom() {
        ClientTable table = table(8);
        for (int i = 0; i < 1_000; i++) {
            record(table, BUSY, 0);
        }
        for (int i = 0; i < 8; i++) {
            record(table, Ip.ofV4(i), 24 * 60 * MINUTE + i);
        }
        assertThat(calls(table, BUSY)).isZero();
    }

    @Test
    void count_fullSet_stalestStrangerGoesFirst() {
        ClientTable table = table(8);
        for (int i = 0; i < 8; i++) {
            record(table, Ip.ofV4(i), 100 - i);
        }
        record(table, Ip.ofV4(99), 101);
        for (int i = 0; i < 7; i++) {
            assertThat(calls(table, Ip.ofV4(i))).isEqualTo(1);
        }
        assertThat(table.evictions()).isEqualTo(1);
    }

    @Test
    void count_fullSet_fewestCallsGoFirst() {
        ClientTable table = table(8);
        for (int i = 0; i < 8; i++) {
            for (int call = 0; call <= (i == 3 ? 0 : i + 1); call++) {
                record(table, Ip.ofV4(i), 100);
            }
        }
        record(table, Ip.ofV4(99), 101);
        assertThat(calls(table, Ip.ofV4(0))).isEqualTo(2);
        assertThat(table.evictions()).isEqualTo(1);
        assertThat(calls(table, Ip.ofV4(3))).isZero();
    }

    @Test
    void count_clockGoesBack_keepsTheLatestTime() {
        ClientTable table = table(8);
        record(table, BUSY, 1_000 * MINUTE);
        record(table, BUSY, 0);
        for (int i = 0; i < 8; i++) {
            record(table, Ip.ofV4(i), 1_000 * MINUTE);
        }
        assertThat(calls(table, BUSY)).isEqualTo(2);
    }

    /** Whatever a count takes: up to 127 a byte, beyond that two. */
    @ParameterizedTest
    @ValueSource(ints = {2, 127, 128, 129, 255, 256, 4_096})
    void count_countAtItsMost_isSparedWithinBoundsAlone(int most) {
        WindowShape shape = new WindowShape(new int[] {0}, most);
        Readout readout = Readout.of(shape).count(0, 0).build();
        Readout sparing = readout.sparing(Bounds.of(new int[] {most - 1}, new int[] {most}));
        ClientTable table = new ClientTable(8, shape, SECRET);
        int[] vector = new int[1];
        for (int calls = 1; calls <= most; calls++) {
            long expected = calls >= most - 1 ? -calls : calls;
            assertThat(table.count(BUSY, -1, 0, 0, NOTHING_SEEN, sparing, vector))
                    .isEqualTo(expected);
        }
        assertThat(vector[0]).isEqualTo(most - 2);
        table.count(BUSY, -1, 0, 0, NOTHING_SEEN, readout, vector);
        assertThat(vector[0]).isEqualTo(most);
    }

    @Test
    void count_unknownKind_isRefusedAndTracksNobody() {
        ClientTable table = table(8);
        assertThatThrownBy(() -> table.count(BUSY, -1, 0, 2, NOTHING_SEEN, READOUT, new int[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(table.size()).isZero();
        assertThat(record(table, BUSY, 0)).isEqualTo(1);
        assertThatThrownBy(() -> table.count(BUSY, -1, 0, -2, NOTHING_SEEN, READOUT, new int[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(calls(table, BUSY)).isEqualTo(1);
    }

    @Test
    void read_strangers_tracksNobodyAndWritesNothing() {
        ClientTable table = table(8);
        record(table, Ip.of("::1"), 0);
        int[] vector = {7, 7, 7};
        assertThat(table.read(Ip.of("::"), READOUT, vector)).isZero();
        assertThat(table.answer(Ip.of("::"), Outcome.SUCCESS, NOTHING_SEEN)).isZero();
        table.forget(Ip.of("::"));
        assertThat(vector).containsOnly(7);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void count_zeroAddress_isAClientLikeAnyOther() {
        ClientTable table = table(8);
        Ip zero = Ip.of("::");
        record(table, zero, 0);
        table.forget(zero);
        assertThat(calls(table, zero)).isZero();
        assertThat(record(table, zero, 0)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void count_strangerInThePlaceOfABusyClient_beginsWithNothing() {
        ClientTable table = table(8);
        for (int call = 0; call < 20; call++) {
            table.count(BUSY, -1, 0, call % 2, NOTHING_SEEN, READOUT, new int[3]);
        }
        table.forget(BUSY);
        for (int i = 0; i < 8; i++) {
            assertThat(record(table, Ip.ofV4(i), 0)).isEqualTo(1);
            int[] vector = new int[3];
            table.read(Ip.ofV4(i), READOUT, vector);
            assertThat(vector).containsExactly(0, 1, 1);
        }
    }

    @Test
    void seek_clientThatWentOrOthersCame_isAGuessThatDoesNoHarm() {
        ClientTable table = table(8);
        assertThat(table.seek(BUSY)).isNegative();
        record(table, BUSY, 0);
        int there = table.seek(BUSY);
        assertThat(there).isBetween(0, 7);
        table.forget(BUSY);
        assertThat(table.count(BUSY, there, 0, 1, NOTHING_SEEN, READOUT, new int[3]))
                .isEqualTo(1);
        for (int guess = -1; guess < 8; guess++) {
            assertThat(table.count(BUSY, guess, 0, 1, NOTHING_SEEN, READOUT, new int[3]))
                    .isEqualTo(guess + 3);
        }
        assertThat(table.size()).isEqualTo(1);
    }

    /** So few lie close together, and more do not wait for each other's places. */
    @Test
    void seek_clientsByTheirNumber_areInFirstPlacesUntilTheyAreMore() {
        ClientTable table = table(8 * 1_024);
        for (int i = 0; i < 256; i++) {
            record(table, Ip.ofV4(i), 0);
            assertThat(table.seek(Ip.ofV4(i))).isBetween(0, 3);
        }
        Set<Integer> places = new HashSet<>();
        for (int i = 256; i < 512; i++) {
            record(table, Ip.ofV4(i), 0);
            places.add(table.seek(Ip.ofV4(i)));
        }
        assertThat(places).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(table.size()).isEqualTo(512);
    }

    @Test
    void bytes_anyCapacity_areThoseOfAllPlaces() {
        long one = ClientTable.bytes(8, SHAPE);
        assertThat(one).isBetween(8L * 32, 8L * 128);
        assertThat(ClientTable.bytes(9, SHAPE)).isEqualTo(2 * one);
        assertThat(ClientTable.bytes(1 << 28, SHAPE)).isEqualTo(one << 25);
        assertThatThrownBy(() -> ClientTable.bytes(0, SHAPE)).hasMessageContaining("capacity");
    }

    @Test
    void forget_knownClient_isAStrangerAgain() {
        ClientTable table = table(64);
        record(table, BUSY, 0);
        record(table, Ip.ofV4(1), 0);
        table.forget(BUSY);
        table.forget(BUSY);
        table.forget(Ip.ofV4(77));
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.evictions()).isZero();
        assertThat(calls(table, BUSY)).isZero();
        assertThat(calls(table, Ip.ofV4(1))).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void count_manyThreads_losesNoCount() throws Exception {
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
                        record(table, Ip.ofV4(i % clients), i);
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
            assertThat(calls(table, Ip.ofV4(i))).isEqualTo(threads * rounds / clients);
            int[] vector = new int[3];
            table.read(Ip.ofV4(i), READOUT, vector);
            assertThat(vector).containsExactly(0, 4, 1_000);
        }
        assertThat(table.size()).isEqualTo(clients);
    }

    /** A visitor may be slow: were a lock held for it, this would wait for itself for ever. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void forEach_visitorUsesTheTable_isLetTo() {
        ClientTable table = table(64);
        for (int i = 0; i < 32; i++) {
            record(table, Ip.ofV4(i), i);
        }
        List<Long> visited = new ArrayList<>();
        table.forEach(Readout.of(SHAPE).calls(255).build(), new int[1], (client, calls, lastMillis) -> {
            visited.add(client.low() & 0xff);
            assertThat(calls).isEqualTo(1);
            assertThat(lastMillis).isEqualTo(client.low() & 0xff);
            table.forget(client);
        });
        assertThat(visited).doesNotHaveDuplicates().hasSizeGreaterThan(16);
        assertThat(table.size()).isZero();
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
                            record(table, client, i);
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

    private static long record(ClientTable table, Ip client, long timeMillis) {
        return table.count(client, table.seek(client), timeMillis, 1, NOTHING_SEEN, READOUT, new int[3]);
    }

    private static void record(ClientTable table, Ip client, long timeMillis, int times) {
        for (int i = 0; i < times; i++) {
            record(table, client, timeMillis);
        }
    }

    private static long calls(ClientTable table, Ip client) {
        return table.read(client, READOUT, new int[3]);
    }
}
