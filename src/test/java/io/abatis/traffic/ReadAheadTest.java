package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.client.Ip;
import io.abatis.traffic.LogReader.Result;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two threads, one order. */
final class ReadAheadTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");

    private static LogEntry entry(int number, String text) {
        return new LogEntry(number, "", CLIENT, "", "GET /", text, 200);
    }

    @Test
    void read_manyEntries_comeInTheirOrderInThisThread() throws IOException {
        List<Long> taken = new ArrayList<>();
        Thread here = Thread.currentThread();
        Result result = ReadAhead.read(
                sink -> {
                    assertThat(Thread.currentThread()).isNotSameAs(here);
                    for (int i = 0; i < 100_000; i++) {
                        sink.accept(entry(i, ""));
                    }
                    return new Result(100_000, 7, "line 3");
                },
                entry -> {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    taken.add(entry.timeMillis());
                });

        assertThat(result).isEqualTo(new Result(100_000, 7, "line 3"));
        assertThat(taken).hasSize(100_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void read_sourceThatFails_failsBehindWhatItGave() {
        List<LogEntry> taken = new ArrayList<>();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReadAhead.read(
                        sink -> {
                            sink.accept(entry(1, ""));
                            throw new IOException("the disk is gone");
                        },
                        taken::add))
                .withMessage("the disk is gone");
        assertThat(taken).hasSize(1);
    }

    @Test
    void read_sinkThatFails_endsTheReader() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ReadAhead.read(
                        sink -> {
                            try {
                                while (true) {
                                    sink.accept(entry(1, ""));
                                }
                            } catch (CancellationException e) {
                                end.complete(e);
                                throw e;
                            }
                        },
                        entry -> {
                            throw new IllegalStateException("enough");
                        }))
                .withMessage("enough");

        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void read_longEntries_runAheadByFewCharacters() throws IOException {
        String text = "x".repeat(1 << 16);
        AtomicInteger given = new AtomicInteger();
        int[] most = new int[2];
        ReadAhead.read(
                sink -> {
                    for (int i = 0; i < 1_000; i++) {
                        given.incrementAndGet();
                        sink.accept(entry(i, text));
                    }
                    return new Result(1_000, 0, null);
                },
                entry -> most[0] = Math.max(most[0], given.get() - most[1]++));

        assertThat(most[0]).isBetween(1, 32);
    }

    @Test
    void read_interruptedThread_saysSo() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> ReadAhead.read(sink -> new Result(0, 0, null), entry -> {}));
        assertThat(Thread.interrupted()).isTrue();
    }
}
