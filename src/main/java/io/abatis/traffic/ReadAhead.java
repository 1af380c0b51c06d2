package io.abatis.traffic;

import io.abatis.traffic.LogReader.Result;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log in a thread of its own, a little ahead of the thread that takes the entries: in the same order, so nothing depends on which of the two is quicker. What has been read and not
 * been taken is bounded, in entries and in characters.
 */
final class ReadAhead {

    private static final int BATCH = 1_024;
    private static final int BATCHES = 4;
    private static final int MOST_CHARS = 1 << 18;
    private static final List<LogEntry> END = List.of();

    private final BlockingQueue<List<LogEntry>> batches = new ArrayBlockingQueue<>(BATCHES);
    private List<LogEntry> batch = new ArrayList<>(BATCH);
    private int chars;

    private ReadAhead() {}

    /** What reads a log. */
    interface Source {
        /** Reads it to its end. */
        Result read(Consumer<LogEntry> sink) throws IOException;
    }

    /**
     * Reads, and hands the entries on in the calling thread.
     *
     * @throws IOException what the source throws, when all that came before has been handed on
     */
    static Result read(Source source, Consumer<LogEntry> sink) throws IOException {
        ReadAhead ahead = new ReadAhead();
        FutureTask<Result> task = new FutureTask<>(() -> ahead.readAll(source));
        Thread reader = new Thread(task, "abatis-log");
        reader.setDaemon(true);
        reader.start();
        try {
            ahead.handOn(sink);
            return task.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading was interrupted");
        } finally {
            reader.interrupt(); // of no effect but where the sink has failed
        }
    }

    private static IOException thrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    private Result readAll(Source source) throws IOException, InterruptedException {
        try {
            return source.read(this::add);
        } finally {
            batches.put(batch);
            batches.put(END);
        }
    }

    private void add(LogEntry entry) {
        batch.add(entry);
        chars += entry.timeText().length()
                + entry.clientText().length()
                + entry.callText().length();
        if (batch.size() == BATCH || chars >= MOST_CHARS) {
            try {
                batches.put(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("nobody takes the entries").initCause(e);
            }
            batch = new ArrayList<>(BATCH);
            chars = 0;
        }
    }

    private void handOn(Consumer<LogEntry> sink) throws InterruptedException {
        for (List<LogEntry> next = batches.take(); next != END; next = batches.take()) {
            next.forEach(sink);
        }
    }
}
