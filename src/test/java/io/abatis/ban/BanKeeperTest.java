package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BanKeeperTest {

    private static final Duration FORGET = Duration.ofDays(1);
    private static final BanLadder HOUR = BanLadder.flat(Duration.ofHours(1));
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int PATIENCE_SECONDS = 30;
    private static final Ip CLIENT = Ip.of("192.0.2.1");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final FaultyDisk.Faults faults = new FaultyDisk.Faults();
    private BanList bans = list(100_000);
    private BanStore store;
    private BanKeeper keeper;

    private static BanList list(int capacity) {
        return new BanList(capacity, new SplittableRandom(1), 1);
    }

    @BeforeEach
    void open() throws IOException {
        store = BanStore.open(folder, told::add, faults::open);
        keeper = new BanKeeper(bans, store, PAUSE);
    }

    @AfterEach
    void close() {
        keeper.close();
        store.close();
        assertThat(told).isEmpty();
    }

    private void restart(BanList next) throws IOException {
        keeper.close();
        store.close();
        bans = next;
        store = BanStore.open(folder, told::add, faults::open);
    }

    private void durable() throws Exception {
        keeper.durable().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<Offender> sorted(Collection<Offender> some) {
        return some.stream().sorted(Comparator.comparing(Offender::client)).toList();
    }

    @Test
    void durable_bansTextsAndStates_areThereAfterARestart() throws Exception {
        Ban ban = bans.ban(CLIENT, HOUR, 1_000, 0.9);
        keeper.put(BanStore.Area.EVENTS, CLIENT, "why");
        keeper.put(BanStore.Area.LABELS, CLIENT, "benign");
        keeper.put(BanStore.Area.LABELS, CLIENT, null);
        byte[] state = {1};
        keeper.state("secret", state);
        state[0] = 2;
        durable();
        assertThat(keeper.pending()).isZero();
        assertThat(keeper.failures()).isZero();
        assertThat(keeper.written()).isPositive();
        restart(list(10));
        bans.restore(store.offenders(), FORGET, 2_000);
        keeper = new BanKeeper(bans, store, PAUSE);
        assertThat(bans.find(CLIENT, 2_000)).isEqualTo(ban);
        assertThat(store.texts(BanStore.Area.EVENTS)).isEqualTo(Map.of(CLIENT, "why"));
        assertThat(store.texts(BanStore.Area.LABELS)).isEmpty();
        assertThat(store.state("secret")).containsExactly(1);
        durable();
        assertThat(keeper.written()).as("what is kept already").isZero();
    }

    @Test
    void close_withoutDurable_writesWhatIsLeft() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            bans.ban(Ip.ofV4(i), HOUR, i, 1);
        }
        List<Offender> all = sorted(bans.all());
        restart(list(10));
        assertThat(store.offenders()).isEqualTo(all);
        keeper = new BanKeeper(bans, store, PAUSE);
    }

    @Test
    void changed_everything_isInTheStore() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        bans = list(100);
        keeper.close();
        keeper = new BanKeeper(bans, store, PAUSE);
        for (int i = 0; i < 5_000; i++) {
            Ip client = Ip.ofV4(random.nextInt(300));
            switch (random.nextInt(12)) {
                case 0 -> bans.clear(client, new Exemption(i, i + random.nextInt(20)), i);
                case 1 -> bans.endExemption(client, i);
                case 2 -> bans.banByHand(client, Duration.ofMillis(1 + random.nextInt(500)), FORGET, i);
                case 3 -> bans.pardonSince(i - random.nextInt(50));
                case 4 -> bans.shift(random.nextInt(9) - 4, i);
                case 5, 6 -> bans.limit(client, Duration.ofMillis(20), FORGET, i, 1);
                case 7, 8 -> bans.ban(client, HOUR, i, 1);
                default -> bans.delay(client, FORGET, i);
            }
            if (i % 500 == 0) {
                durable();
                assertThat(store.offenders()).isEqualTo(sorted(bans.all()));
            }
        }
        durable();
        assertThat(store.offenders()).isEqualTo(sorted(bans.all()));
    }

    /** More than can be noted one by one, and some of them gone again. */
    @Test
    void changed_moreThanCanBeNoted_writesAll() throws Exception {
        faults.isFull = true;
        int many = Noted.MOST_CLIENTS + 1_000;
        for (int i = 0; i < many; i++) {
            bans.ban(Ip.ofV4(i), HOUR, i, 1);
        }
        assertThat(keeper.pending()).isBetween((long) many, 3L * many);
        faults.isFull = false;
        bans.pardonSince(many - 500);
        failing(keeper.durable());
        durable();
        assertThat(store.offenders()).hasSize(many - 500).isEqualTo(sorted(bans.all()));
    }

    private static void failing(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e).hasRootCauseInstanceOf(IOException.class);
        }
    }

    /** What was written before, by an earlier process, and is remembered by nobody. */
    @Test
    void constructor_storeKnowsMore_isMadeEqual() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            bans.ban(Ip.ofV4(i), BanLadder.flat(Duration.ofSeconds(1 + i)), 0, 1);
        }
        durable();
        restart(list(20_000));
        bans.restore(store.offenders(), Duration.ofSeconds(1), 5_000_000);
        assertThat(bans.all()).hasSizeBetween(4_990, 5_010);
        keeper = new BanKeeper(bans, store, PAUSE);
        durable();
        assertThat(store.offenders()).isEqualTo(sorted(bans.all()));
    }

    /** A list that was not restored must not make the store forget everything. */
    @Test
    void constructor_emptyList_removesNothing() throws Exception {
        bans.ban(CLIENT, HOUR, 0, 1);
        restart(list(10));
        keeper = new BanKeeper(bans, store, PAUSE);
        durable();
        assertThat(store.offenders()).hasSize(1);
    }

    @Test
    void durable_diskFails_saysSoAndWritesLater() throws Exception {
        faults.isUnsynced = true;
        bans.ban(CLIENT, HOUR, 0, 1);
        keeper.put(BanStore.Area.EVENTS, CLIENT, "first");
        keeper.state("secret", new byte[] {1});
        assertThatThrownBy(this::durable).hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(this::durable).hasMessageContaining("cannot be written");
        assertThat(keeper.failures()).isBetween(2L, 100L);
        assertThat(keeper.pending()).isEqualTo(3);
        keeper.put(BanStore.Area.EVENTS, CLIENT, "second");
        faults.isUnsynced = false;
        failing(keeper.durable());
        durable();
        assertThat(keeper.pending()).isZero();
        assertThat(store.offenders()).hasSize(1);
        assertThat(store.texts(BanStore.Area.EVENTS)).isEqualTo(Map.of(CLIENT, "second"));
        assertThat(store.state("secret")).containsExactly(1);
    }

    @Test
    void durable_fileLost_allIsWrittenAnew() throws Exception {
        bans.ban(CLIENT, HOUR, 0, 1);
        durable();
        faults.isUnsynced = true;
        bans.ban(Ip.ofV4(2), HOUR, 0, 1);
        assertThatThrownBy(this::durable).isInstanceOf(ExecutionException.class);
        Files.delete(folder.resolve(BanStore.FILE));
        faults.isUnsynced = false;
        failing(keeper.durable());
        durable();
        assertThat(store.offenders()).isEqualTo(sorted(bans.all())).hasSize(2);
    }

    @Test
    void close_diskFails_endsSoon() throws Exception {
        faults.isFull = true;
        bans.ban(CLIENT, HOUR, 0, 1);
        CompletableFuture<Void> future = keeper.durable();
        keeper.close();
        assertThat(future).isCompletedExceptionally();
        assertThat(keeper.durable()).isCompletedExceptionally();
        assertThat(keeper.pending()).isEqualTo(1);
        bans.ban(Ip.ofV4(3), HOUR, 0, 1);
        assertThat(keeper.pending()).as("noted by nobody").isEqualTo(1);
    }

    @Test
    void put_tooManyTexts_areLostAndDurableSaysSo() throws Exception {
        faults.isFull = true;
        for (int i = 0; i < 3 * Noted.MOST_TEXTS; i++) {
            keeper.put(BanStore.Area.EVENTS, Ip.ofV4(i), "why");
        }
        assertThat(keeper.pending()).isLessThanOrEqualTo(2L * Noted.MOST_TEXTS);
        faults.isFull = false;
        assertThatThrownBy(this::durable).isInstanceOf(ExecutionException.class);
    }

    @Test
    void put_noLine_isRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> keeper.put(BanStore.Area.EVENTS, CLIENT, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> keeper.state("", new byte[0]));
        assertThat(keeper.pending()).isZero();
    }

    /** Whoever was told so finds it in the store, whatever others do at the same time. */
    @Test
    void durable_manyThreads_neverTooEarly() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                all.add(() -> {
                    int seen = 0;
                    for (int i = 0; i < 300; i++) {
                        Ip client = Ip.ofV4(thread * 1_000_000 + i);
                        Ban ban = bans.ban(client, HOUR, i, 1);
                        keeper.put(BanStore.Area.EVENTS, client, "e" + i);
                        durable();
                        Offender kept = store.offender(client);
                        assertThat(kept).isNotNull();
                        assertThat(kept == null ? null : kept.ban()).isEqualTo(ban);
                        seen += i % 50 > 0
                                        || ("e" + i)
                                                .equals(store.texts(BanStore.Area.EVENTS)
                                                        .get(client))
                                ? 1
                                : 0;
                    }
                    return seen;
                });
            }
            for (Future<Integer> one : pool.invokeAll(all)) {
                assertThat(one.get()).isEqualTo(300);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** A storm: whoever bans must not wait for the disk. */
    @Test
    void changed_diskStandsStill_nobodyWaits() throws Exception {
        try (var stalled = faults.stall()) {
            bans.ban(CLIENT, HOUR, 0, 1);
            stalled.await();
            for (int i = 0; i < 30_000; i++) {
                bans.ban(Ip.ofV4(i), HOUR, i, 1);
                keeper.put(BanStore.Area.EVENTS, Ip.ofV4(i % 1_000), "why");
            }
        }
        durable();
        assertThat(store.offenders()).isEqualTo(sorted(bans.all()));
    }
}
