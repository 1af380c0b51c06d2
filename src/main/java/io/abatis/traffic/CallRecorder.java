package io.abatis.traffic;

import com.vlkan.rfos.RotatingFileOutputStream;
import com.vlkan.rfos.RotationConfig;
import com.vlkan.rfos.policy.SizeBasedRotationPolicy;
import io.abatis.call.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the call log of a live filter, off the request's thread: {@link #record} never waits and never fails. What the disk cannot take is dropped and
 * counted. The file is set aside when it is full, and only so many are kept. Safe for all threads; owns one daemon thread until closed.
 */
public final class CallRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final long CLOSE_SECONDS = 5;
    private static final long IDLE_MILLIS = 200;

    private final BlockingQueue<Call> queue;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final OutputStream out;
    private final ScheduledExecutorService rotations;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * Opens the log, or goes on with it.
     *
     * @param file the file to write to; its folder is made if need be
     * @param maxBytes the size at which it is set aside
     * @param maxFiles how many are kept that were set aside
     * @param queue how many calls may wait
     * @throws IOException if the file cannot be written to
     */
    public CallRecorder(Path file, long maxBytes, int maxFiles, int queue) throws IOException {
        this(rotations -> open(file, maxBytes, maxFiles, rotations), new ArrayBlockingQueue<>(queue));
    }

    /** Opens what is written to. */
    @FunctionalInterface
    interface Opening {

        /** Opens it; {@code rotations} is for work that is not the writer's. */
        OutputStream open(ScheduledExecutorService rotations) throws IOException;
    }

    CallRecorder(Opening opening, BlockingQueue<Call> queue) throws IOException {
        this.queue = queue;
        this.rotations = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "abatis-call-log-rotation"));
        try {
            this.out = opening.open(rotations);
        } catch (IOException e) {
            rotations.shutdownNow();
            throw e;
        }
        this.writer = daemon(this::writeAll, "abatis-call-log");
        this.writer.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static OutputStream open(Path file, long maxBytes, int maxFiles, ScheduledExecutorService rotations)
            throws IOException {
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(Objects.requireNonNull(absolute.getParent(), "a file has a folder"));
            boolean fresh = Files.notExists(absolute) || Files.size(absolute) == 0;
            return new RotatingFileOutputStream(RotationConfig.builder()
                    .file(absolute.toString())
                    .maxBackupCount(maxFiles)
                    .policy(new SizeBasedRotationPolicy(maxBytes))
                    .executorService(rotations)
                    .callbacks(Set.of(new CallLogHeader(fresh)))
                    .build());
        } catch (IOException | RuntimeException e) { // the library wraps what is wrong with the file in one of its own
            Throwable cause = e.getCause() instanceof IOException wrapped ? wrapped : e;
            throw new IOException("the call log " + absolute + " cannot be written: " + cause, e);
        }
    }

    /** Takes a call to be written soon, unless too many wait. */
    public void record(Call call) {
        if (closed || !queue.offer(call)) {
            dropped.increment();
        } else if (closed && queue.remove(call)) { // closed in between, and nobody may be left to write it
            dropped.increment();
        }
    }

    /** How many calls were not written, for want of room in the queue or because the disk refused. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many calls were written. */
    public long written() {
        return written.sum();
    }

    private void writeAll() {
        boolean failing = false;
        long reported = 0;
        try {
            while (true) {
                reported = report(reported);
                Call call = closed ? queue.poll() : queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (call != null) {
                    failing = write(call, failing);
                } else if (closed) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says how many calls were dropped, whenever they have become twice as many: soon, and never often. */
    private long report(long reported) {
        long now = dropped();
        if (now == 0 || now < 2 * reported) {
            return reported;
        }
        LOG.warn("{} calls were dropped from the call log so far, {} written", now, written());
        return now;
    }

    /** Whether writing is failing: the first failure of a row is logged, all are counted. */
    private boolean write(Call call, boolean failing) {
        try {
            out.write(
                    CallLog.line(call.timeMillis(), call.client(), call.name()).getBytes(StandardCharsets.UTF_8));
            written.increment();
            return false;
        } catch (IOException | RuntimeException e) {
            dropped.increment();
            if (!failing) {
                LOG.error("calls are not recorded: {}", e.toString());
            }
            return true;
        }
    }

    /** Writes what waits, within a few seconds, and closes the file. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
        dropped.add(queue.drainTo(new ArrayList<>()));
        try {
            out.close();
        } catch (IOException e) {
            LOG.error("the call log was not closed: {}", e.toString());
        } finally {
            rotations.shutdownNow();
        }
        if (dropped() > 0) {
            LOG.warn("{} calls were dropped from the call log, {} written", dropped(), written());
        }
    }
}
