package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.gate.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class AuditLogThreadsTest {

    private static final int THREADS = 4;
    private static final int EACH = 100;

    /** Whatever is told while the log is closed is written or counted as dropped, and nothing is written twice. */
    @Property(seed = "1", tries = 25)
    void close_whileOthersTell_losesNothingThatWasAccepted(
            @ForAll @IntRange(min = 1, max = 64) int room, @ForAll @IntRange(min = 0, max = EACH) int before)
            throws Exception {
        try (CapturedLog captured = new CapturedLog()) {
            AuditLog log = new AuditLog(room, () -> 7);
            CyclicBarrier barrier = new CyclicBarrier(THREADS + 1);
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> telling = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int from = thread * EACH;
                    telling.add(pool.submit(() -> {
                        for (int i = 0; i < EACH; i++) {
                            if (i == before) {
                                barrier.await();
                            }
                            log.on(Samples.of(i % 2 == 0 ? Kind.FLAGGED : Kind.CLEARED, from + i));
                        }
                        if (before >= EACH) {
                            barrier.await();
                        }
                        return null;
                    }));
                }
                barrier.await();
                log.close();
                for (Future<?> future : telling) {
                    future.get(20, TimeUnit.SECONDS);
                }
            } finally {
                pool.shutdownNow();
            }
            List<String> notes = captured.lines().stream()
                    .map(AuditEvent::parse)
                    .filter(event -> !event.kind().equals("left-out"))
                    .map(event -> String.valueOf(event.note()))
                    .toList();
            assertThat(notes).doesNotHaveDuplicates();
            assertThat(notes.size() + log.dropped()).isEqualTo((long) THREADS * EACH);
        }
    }
}
