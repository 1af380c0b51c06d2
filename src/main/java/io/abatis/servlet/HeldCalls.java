package io.abatis.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds calls for a while without a thread for each: a held call is an asynchronous request, which one timer gives back to the container. Safe for all
 * threads; closing it answers 503 to what is still held.
 */
final class HeldCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCalls.class);

    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean toldImpossible = new AtomicBoolean();

    /** Its thread begins with the first held call. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread daemon = new Thread(task, "abatis-held-calls");
        daemon.setDaemon(true);
        return daemon;
    });

    HeldCalls() {
        timer.setRemoveOnCancelPolicy(true);
    }

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
     * Holds a call, if that can be. Its body is left unread.
     *
     * @param most how many may be held at once
     * @param listener hears how the call ends
     */
    Result hold(HttpServletRequest request, long millis, int most, AsyncListener listener) {
        if (!request.isAsyncSupported() || request.isAsyncStarted()) {
            return impossible();
        }
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return Result.FULL;
        }
        AsyncContext context;
        try {
            // Without wrappers of filters before this one: they see the dispatch, too, and would wrap what they have
            // wrapped.
            context = request.startAsync();
        } catch (IllegalStateException e) {
            taken.decrementAndGet();
            return impossible();
        }
        Held call = new Held(context);
        context.addListener(listener);
        context.addListener(call);
        held.add(call);
        try {
            call.end = timer.schedule(() -> release(call), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            refuse(call); // closed meanwhile
        }
        return Result.HELD;
    }

    private Result impossible() {
        if (toldImpossible.compareAndSet(false, true)) {
            LOG.warn("calls that are to be held go on at once: a filter or servlet on their way takes no asynchronous"
                    + " requests (async-supported)");
        }
        return Result.IMPOSSIBLE;
    }

    /** How many calls are held now. */
    int size() {
        return held.size();
    }

    /** Whether the call was still held. Its place is free from now on. */
    private boolean remove(Held call) {
        boolean was = held.remove(call);
        if (was) {
            taken.decrementAndGet();
            Future<?> end = call.end;
            if (end != null) {
                end.cancel(false);
            }
        }
        return was;
    }

    private void release(Held call) {
        if (remove(call)) {
            try {
                call.context.dispatch();
            } catch (IllegalStateException e) {
                LOG.debug("a held call has ended before its time", e); // its client has gone
            }
        }
    }

    private void refuse(Held call) {
        if (remove(call)) {
            try {
                if (call.context.getResponse() instanceof HttpServletResponse response) {
                    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                }
                call.context.complete();
            } catch (IllegalStateException e) {
                LOG.debug("a held call has ended before its time", e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        List.copyOf(held).forEach(this::refuse);
    }

    /** One held call: it frees its place when the container ends it first, and goes on early where requests time out early. */
    private final class Held implements AsyncListener {
        final AsyncContext context;
        volatile @Nullable Future<?> end;

        Held(AsyncContext context) {
            this.context = context;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            release(this);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            remove(this);
        }

        @Override
        public void onError(AsyncEvent event) {
            remove(this);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
