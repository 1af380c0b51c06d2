package io.abatis.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs programs from argument lists, within limits of time, output and number. Each gets an empty input and an environment
 * of {@code LC_ALL=C} alone. Thread-safe; {@link #close} ends the watchdog.
 */
final class CommandRunner implements AutoCloseable {

    /**
     * How many programs may do how much.
     *
     * @param time how long each may run
     * @param bytes how much output of each is kept; one that writes more is ended
     * @param atOnce how many may run at the same time
     */
    record Limits(Duration time, int bytes, int atOnce) {}

    /** What became of a program. */
    enum End {
        /** It ended by itself. */
        EXIT,
        /** It was ended because it took too long. */
        TIME,
        /** It was ended because it wrote too much. */
        OUTPUT
    }

    /**
     * A program's result.
     *
     * @param end how it ended
     * @param exit its exit code; negative if it was ended
     * @param output what it wrote to standard output and error, at most as much as the limit
     */
    record Result(End end, int exit, String output) {}

    private static final File NOTHING = new File("/dev/null");

    private final Limits limits;
    private final Semaphore places;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "command-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    CommandRunner(Limits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.atOnce());
    }

    /**
     * Runs a program and waits for its end.
     *
     * @param line the program's absolute path and its arguments
     * @param folder the working directory
     * @return the result; empty if as many programs as allowed are running already
     * @throws IOException if the program cannot be started
     */
    Optional<Result> run(List<String> line, Path folder) throws IOException {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(watched(start(line, folder)));
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }

    private static Process start(List<String> line, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private Result watched(Process process) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = watchdog.schedule(
                () -> {
                    late.set(true);
                    kill(process);
                },
                limits.time().toNanos(),
                TimeUnit.NANOSECONDS);
        try (InputStream stream = process.getInputStream()) {
            byte[] output = stream.readNBytes(limits.bytes());
            boolean more = stream.read() >= 0;
            if (more) {
                kill(process);
            }
            int exit = process.waitFor();
            End end = more ? End.OUTPUT : late.get() ? End.TIME : End.EXIT;
            return new Result(end, end == End.EXIT ? exit : -1, new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a program was running", stop);
        } finally {
            alarm.cancel(false);
            kill(process);
        }
    }

    /**
     * Ends a program and all it has started: those would hold its output open. Through handles, because
     * {@link Process#destroyForcibly} closes the output under its reader; the program first, so that it sees nobody die.
     */
    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.toHandle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
