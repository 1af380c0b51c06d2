package io.abatis.admin;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something each second, on a daemon thread of its own, and goes on if it fails. Safe for all threads. */
final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Runnable beat;
    private @Nullable ScheduledExecutorService thread;
    private long failures;

    Pulse(Runnable beat) {
        this.beat = beat;
    }

    synchronized void begin() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
                Thread made = new Thread(runnable, "abatis-admin");
                made.setDaemon(true);
                return made;
            });
            var unused = thread.scheduleWithFixedDelay(this::once, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void once() {
        try {
            beat.run();
        } catch (RuntimeException e) {
            failures++;
            if (Long.bitCount(failures) == 1) { // soon, and never often
                LOG.error("the operator's figures could not be brought up to date, {} times so far", failures, e);
            }
        }
    }

    synchronized void end() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
