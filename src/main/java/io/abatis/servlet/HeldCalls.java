package io.abatis.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds calls for a while without a thread for each: a held call is an asynchronous request, which one timer gives back to the container. Safe for all
 * threads; closing it answers 503 to what is still held.
 */
final class HeldCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCalls.class);

    private final Set<AsyncContext> held = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    /** Its thread begins with the first held call. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread daemon = new Thread(task, "abatis-held-calls");
        daemon.setDaemon(true);
        return daemon;
    });

    /** What became of a call that was to be held. */
    enum Result {
        /** The container will dispatch it later. */
        HELD,
        /** Too many are held already. */
        FULL,
        /** A filter or servlet on its way takes no asynchronous requests. */
        IMPOSSIBLE
    }

    /**
     * Holds a call, if that can be.
     *
     * @param most how many may be held at once
     * @param listener hears how the call ends
     */
    Result hold(
            HttpServletRequest request, HttpServletResponse response, long millis, int most, AsyncListener listener) {
        if (!request.isAsyncSupported()) {
            return Result.IMPOSSIBLE;
        }
        if (taken.incrementAndGet() > most || timer.isShutdown()) {
            taken.decrementAndGet();
            return Result.FULL;
        }
        AsyncContext context = request.startAsync(request, response);
        context.addListener(listener);
        held.add(context);
        Future<?> unused = timer.schedule(() -> release(context), millis, TimeUnit.MILLISECONDS);
        return Result.HELD;
    }

    private void release(AsyncContext context) {
        if (held.remove(context)) {
            taken.decrementAndGet();
            try {
                context.dispatch();
            } catch (IllegalStateException e) {
                LOG.debug("a held call has ended before its time", e); // its client has gone
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        for (AsyncContext context : List.copyOf(held)) {
            if (held.remove(context)) {
                refuse(context);
            }
        }
    }

    private static void refuse(AsyncContext context) {
        try {
            if (context.getResponse() instanceof HttpServletResponse response) {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            context.complete();
        } catch (IllegalStateException e) {
            LOG.debug("a held call has ended before its time", e);
        }
    }
}
