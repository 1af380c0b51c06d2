package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.call.Call;
import io.abatis.client.Ip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What waits, what is dropped, and what closing does, over streams that the test holds in its hand. */
final class CallRecorderQueueTest {

    private static final int ROOM = 4;

    private static Call call(int number) {
        return new Call(Ip.ofV4(number), "GET /" + number, number);
    }

    /** A stream whose first write waits until it is let go. */
    private static final class HeldStream extends ByteArrayOutputStream {
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void write(byte[] bytes) throws IOException {
            writing.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            super.write(bytes);
        }

        private long lines() {
            return toString(StandardCharsets.UTF_8).lines().count();
        }
    }

    @Test
    void record_queueFull_dropsAndCountsWithoutWaiting() throws Exception {
        HeldStream out = new HeldStream();
        CallRecorder recorder = new CallRecorder(rotations -> out, new ArrayBlockingQueue<>(ROOM));
        recorder.record(call(0));
        assertThat(out.writing.await(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 1; i <= ROOM; i++) {
            recorder.record(call(i));
        }
        assertThat(recorder.dropped()).isZero();
        for (int i = 1; i <= 3; i++) {
            recorder.record(call(100 + i));
            assertThat(recorder.dropped()).isEqualTo(i);
        }
        assertThat(recorder.written()).isZero();

        out.letGo.countDown();
        recorder.close();

        assertThat(recorder.written()).isEqualTo(1 + ROOM);
        assertThat(recorder.dropped()).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .extracting(line -> line.substring(line.lastIndexOf('/') + 1))
                .containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void record_afterClose_isDropped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CallRecorder recorder = new CallRecorder(rotations -> out, new ArrayBlockingQueue<>(ROOM));
        recorder.close();

        recorder.record(call(1));
        recorder.record(call(2));

        assertThat(recorder.dropped()).isEqualTo(2);
        assertThat(out.size()).isZero();
    }

    /** The narrow gap between the look whether it is closed and the place in the queue. */
    @Test
    void record_closedMeanwhile_isDropped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<CallRecorder> closing = new ArrayList<>();
        ArrayBlockingQueue<Call> queue = new ArrayBlockingQueue<>(ROOM) {
            private static final long serialVersionUID = 1;

            @Override
            public boolean offer(Call call) {
                closing.forEach(CallRecorder::close);
                return super.offer(call);
            }
        };
        CallRecorder recorder = new CallRecorder(rotations -> out, queue);
        closing.add(recorder);

        recorder.record(call(1));

        assertThat(recorder.dropped()).isEqualTo(1);
        assertThat(recorder.written()).isZero();
        assertThat(out.size()).isZero();
    }

    @Test
    void close_byAnInterruptedThread_closesTheStreamAndCountsAll() throws Exception {
        HeldStream held = new HeldStream();
        CountDownLatch closed = new CountDownLatch(1);
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("lines are written whole");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                held.write(bytes);
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        CallRecorder recorder = new CallRecorder(rotations -> out, new ArrayBlockingQueue<>(ROOM));
        recorder.record(call(0));
        assertThat(held.writing.await(10, TimeUnit.SECONDS)).isTrue();
        recorder.record(call(1));

        Thread.currentThread().interrupt();
        recorder.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed.getCount()).isZero();
        assertThat(recorder.dropped()).isPositive();
        assertThat(recorder.written()).isZero();
    }

    @Test
    void record_streamThatFailsForAWhile_isGoneOnWith() throws IOException {
        List<String> lines = new ArrayList<>();
        OutputStream out = new OutputStream() {
            private int calls;

            @Override
            public void write(int b) {
                throw new AssertionError("lines are written whole");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                calls++;
                if (calls == 2) {
                    throw new IOException("no space");
                }
                if (calls == 3) {
                    throw new IllegalStateException("no luck");
                }
                lines.add(new String(bytes, StandardCharsets.UTF_8));
            }
        };
        CallRecorder recorder = new CallRecorder(rotations -> out, new ArrayBlockingQueue<>(100));
        for (int i = 0; i < 10; i++) {
            recorder.record(call(i));
        }
        recorder.close();

        assertThat(recorder.written()).isEqualTo(8);
        assertThat(recorder.dropped()).isEqualTo(2);
        assertThat(lines).hasSize(8);
    }

    @Test
    void open_fails_endsTheWorkOfRotations() {
        List<ScheduledExecutorService> rotations = new ArrayList<>();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new CallRecorder(
                        executor -> {
                            rotations.add(executor);
                            throw new IOException("no place");
                        },
                        new ArrayBlockingQueue<>(1)))
                .withMessage("no place");
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> rotations.get(0).execute(() -> {}));
    }

    /** Whoever records while it is closed finds its call written or counted as dropped, and never lost. */
    @Property(tries = 25)
    void close_whileOthersRecord_losesNoCount(
            @ForAll @IntRange(min = 1, max = 64) int room, @ForAll @IntRange(min = 0, max = 200) int before)
            throws Exception {
        HeldStream out = new HeldStream();
        out.letGo.countDown();
        CallRecorder recorder = new CallRecorder(rotations -> out, new ArrayBlockingQueue<>(room));
        int threads = 4;
        int each = 200;
        CyclicBarrier barrier = new CyclicBarrier(threads + 1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> recording = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int from = thread * each;
                recording.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        if (i == before) {
                            barrier.await();
                        }
                        recorder.record(call(from + i));
                    }
                    if (before >= each) {
                        barrier.await();
                    }
                    return null;
                }));
            }
            barrier.await();
            recorder.close();
            for (Future<?> future : recording) {
                future.get(10, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(recorder.written() + recorder.dropped()).isEqualTo((long) threads * each);
        assertThat(out.lines()).isEqualTo(recorder.written());
    }
}
