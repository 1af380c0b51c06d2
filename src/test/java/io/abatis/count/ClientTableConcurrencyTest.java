package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight clients of one set, each called by a thread of its own: they come and go all the time, take the places of those that went, and nobody may see any of it.
 * What each thread sees of its client is what the plain window says, as if it were alone.
 */
@Tag("concurrency")
final class ClientTableConcurrencyTest {

    private static final int THREADS = 8;
    private static final int LIVES = 300;
    private static final WindowShape SHAPE = new WindowShape(new int[] {-3, 5}, EnumSet.allOf(Facet.class), 3, 8, 64);
    private static final Readout READOUT = Reading.of(SHAPE);

    private final ClientTable table = new ClientTable(1, SHAPE, 1);

    @Test
    void count_neighboursComeAndGo_eachSeesItsOwnHistory() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                Ip client = Ip.ofV4(number);
                SplittableRandom random = new SplittableRandom(number);
                wrong.add(pool.submit(() -> {
                    start.await();
                    int differing = 0;
                    for (int life = 0; life < LIVES; life++) {
                        differing += live(client, random);
                    }
                    return differing;
                }));
            }
            for (Future<Integer> one : wrong) {
                assertThat(one.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(table.size()).isZero();
        assertThat(table.evictions()).isZero();
    }

    /** A client comes, calls, and is forgotten. How often what was seen was not its own history. */
    private int live(Ip client, SplittableRandom random) {
        ReferenceWindow reference = new ReferenceWindow(SHAPE);
        int[] vector = new int[Reading.of(SHAPE, reference).length];
        int calls = 1 + random.nextInt(80);
        int differing = 0;
        for (int call = 1; call <= calls; call++) {
            Sighting sighting =
                    new Sighting(Rarity.NEVER, MethodClass.WRITE, (short) (1 + random.nextInt(1 + random.nextInt(30))));
            int kind = random.nextInt(-1, 2);
            reference.record(kind, sighting, call);
            long counted = table.count(client, table.seek(client), call, kind, sighting.packed(), READOUT, vector);
            differing += counted == call && Arrays.equals(vector, Reading.of(SHAPE, reference)) ? 0 : 1;
            reference.answer(Outcome.NOT_FOUND, sighting);
            differing += table.answer(client, Outcome.NOT_FOUND, sighting.packed()) == call ? 0 : 1;
        }
        differing += table.read(client, READOUT, vector) == calls ? 0 : 1;
        differing += Arrays.equals(vector, Reading.of(SHAPE, reference)) ? 0 : 1;
        table.forget(client);
        return differing;
    }
}
