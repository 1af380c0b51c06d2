package io.abatis.servlet;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again, on a daemon thread of its own, until closed. */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final ScheduledExecutorService thread;

    /**
     * @param name the thread's
     * @param every the time between two looks, above zero
     * @param look may fail; it is tried again
     */
    Watch(String name, Duration every, Runnable look) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
        Future<?> unused = thread.scheduleWithFixedDelay(
                () -> guarded(look), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error e) { // or there would never be another look
            LOG.error("{} failed, and is tried again", Thread.currentThread().getName(), e);
        }
    }

    /** A look that is under way goes on to its end: interrupted, it would only complain of files that it could not read. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
