package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OffenderTableTest {

    private static Offender offender(int client, int state) {
        return Offender.unknown(Ip.ofV4(client), state);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 50, 500, 5_000})
    void all_anyChanges_isAsAMap(int clients) {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OffenderTable table = new OffenderTable(random.nextLong());
            Map<Ip, Offender> map = new HashMap<>();
            for (int step = 0; step < 4_000; step++) {
                Offender one = offender(random.nextInt(clients), step);
                if (random.nextInt(step % 1_000 < 500 ? 4 : 2) == 0) {
                    assertThat(table.remove(one.client())).isEqualTo(map.remove(one.client()) != null);
                } else {
                    table.put(one);
                    map.put(one.client(), one);
                }
                Ip asked = Ip.ofV4(random.nextInt(clients));
                assertThat(table.get(asked)).isSameAs(map.get(asked));
                assertThat(table.size()).isEqualTo(map.size());
            }
            List<Offender> all = table.all();
            assertThat(all).hasSize(map.size());
            assertThat(new HashSet<>(all)).isEqualTo(new HashSet<>(map.values()));
            map.forEach((client, one) -> assertThat(table.get(client)).isSameAs(one));
        }
    }

    @Test
    void get_empty_isNull() {
        OffenderTable table = new OffenderTable(1);
        assertThat(table.get(Ip.ofV4(1))).isNull();
        assertThat(table.remove(Ip.ofV4(1))).isFalse();
        assertThat(table.all()).isEmpty();
    }

    /** Nobody is taken for another whose address has the same tag and the same slot. */
    @Test
    void get_sameTagAndSlot_isToldApart() {
        Map<Long, Ip> seen = new HashMap<>();
        for (int address = 0; ; address++) {
            Ip client = Ip.ofV4(address);
            long hash = client.hash(1);
            Ip other = seen.put(hash >>> 56 << 56 | hash & 63, client);
            if (other != null) {
                OffenderTable table = new OffenderTable(1);
                table.put(Offender.unknown(other, 1));
                assertThat(table.get(client)).isNull();
                table.put(Offender.unknown(client, 2));
                assertThat(Objects.requireNonNull(table.get(other)).heldMillis())
                        .isEqualTo(1);
                assertThat(Objects.requireNonNull(table.get(client)).heldMillis())
                        .isEqualTo(2);
                return;
            }
        }
    }

    /** Who is banned stays so for every reader, however others come and go. */
    @Test
    @Timeout(120)
    void get_whileOthersComeAndGo_neverMissesOneWhoStays() throws Exception {
        OffenderTable table = new OffenderTable(7);
        int staying = 40;
        for (int client = 0; client < staying; client++) {
            table.put(offender(client, 0));
        }
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Long> reader = pool.submit(() -> {
                long reads = 0;
                int[] last = new int[staying];
                while (done.getCount() > 0 || reads < 100_000) {
                    int client = (int) (reads++ % staying);
                    Offender one = Objects.requireNonNull(table.get(Ip.ofV4(client)));
                    assertThat(one.client()).isEqualTo(Ip.ofV4(client));
                    assertThat(one.heldMillis()).isGreaterThanOrEqualTo(last[client]);
                    last[client] = (int) one.heldMillis();
                }
                return reads;
            });
            pool.submit(() -> {
                        SplittableRandom random = new SplittableRandom(1);
                        Set<Integer> guests = new HashSet<>();
                        for (int step = 1; step < 300_000; step++) {
                            int guest = staying + random.nextInt(100);
                            if (guests.remove(guest)) {
                                table.remove(Ip.ofV4(guest));
                            } else {
                                guests.add(guest);
                                table.put(offender(guest, step));
                            }
                            table.put(offender(step % staying, step));
                        }
                        done.countDown();
                        return null;
                    })
                    .get(100, TimeUnit.SECONDS);
            assertThat(reader.get(10, TimeUnit.SECONDS)).isGreaterThan(100_000 - 1);
        } finally {
            done.countDown();
            pool.shutdownNow();
        }
    }
}
