package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

final class BanListThreadsTest {

    private static final int THREADS = 4;
    private static final int EACH = 2_000;
    private static final Duration FORGET = Duration.ofDays(1);
    private static final BanLadder LADDER =
            new BanLadder(Duration.ofSeconds(10), Duration.ofHours(1), 0.5, Duration.ofDays(1));

    private static void together(IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Void>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                all.add(() -> {
                    start.await();
                    work.accept(thread);
                    return null;
                });
            }
            for (Future<Void> one : pool.invokeAll(all)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void delay_sameClientAtOnce_losesNone() throws Exception {
        BanList list = new BanList(10, new SplittableRandom(1), 1);
        together(thread -> {
            for (int i = 0; i < EACH; i++) {
                list.delay(Ip.ofV4(1), FORGET, i);
            }
        });
        assertThat(list.past(Ip.ofV4(1), FORGET, EACH).delays()).isEqualTo(THREADS * EACH);
    }

    @Test
    void all_sameAndOtherClientsAtOnce_staysBoundedAndCountsRight() throws Exception {
        int capacity = 512;
        BanList list = new BanList(capacity, new SplittableRandom(1), 1);
        together(thread -> {
            SplittableRandom random = new SplittableRandom(thread);
            for (int i = 0; i < EACH; i++) {
                long now = i * 10L;
                Ip client = Ip.ofV4(random.nextInt(2_000));
                switch (random.nextInt(20)) {
                    case 0 -> list.pardonSince(now - 500);
                    case 1 -> list.clear(client, new Exemption(now, now + random.nextInt(2)), now);
                    case 2, 3, 4, 5, 6, 7 -> list.delay(client, FORGET, now);
                    case 8, 9, 10, 11, 12 -> list.limit(client, Duration.ofSeconds(1), FORGET, now, 1);
                    default -> {
                        Ban ban = list.ban(client, LADDER, now, 1);
                        assertThat(ban.client()).isEqualTo(client);
                    }
                }
                Ban found = list.find(client, now);
                assertThat(found == null || found.client().equals(client)).isTrue();
            }
        });
        long now = EACH * 10L;
        assertThat(list.current(Long.MIN_VALUE + 1)).hasSizeLessThanOrEqualTo(capacity);
        list.held(now + 100_000);
        BanList.Held held = list.held(now);
        assertThat(held.bans() + held.limits()).isEqualTo(list.current(now).size());
    }
}
