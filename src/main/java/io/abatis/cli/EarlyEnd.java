package io.abatis.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an early end of some long work: the work is told to stop, and the process waits until it has said
 * what it found, a few seconds at most.
 */
final class EarlyEnd {

    private static final long WAIT_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private EarlyEnd(Runnable stop) {
        this.hook = new Thread(() -> {
            stop.run();
            awaitDone();
        });
    }

    /** From now until it is over, an end of the process calls {@code stop} and waits for {@link #over}. */
    static EarlyEnd on(Runnable stop) {
        EarlyEnd end = new EarlyEnd(stop);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** The work is over, and everything is said. */
    void over() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, which is what the hook is for.
        }
    }

    private void awaitDone() {
        try {
            if (!done.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("abatis: ended without waiting for the summary any longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
