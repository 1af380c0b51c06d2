package io.abatis.container.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** The answers that are given later. */
final class Asynchronous {

    private static final int EVENTS = 3;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long SOON_MILLIS = 100;
    private static final Semaphore GO = new Semaphore(0);

    private Asynchronous() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(PATIENCE_MILLIS);
        switch (request.getParameter("by")) {
            case "dispatch" -> async.dispatch("/app/target");
            case "missing" -> async.dispatch("/app/fail?code=404");
            case "throw" -> async.dispatch("/app/throw?kind=runtime");
            case "timeout" -> async.setTimeout(SOON_MILLIS);
            case "poll" -> {
                async.setTimeout(SOON_MILLIS);
                async.addListener(new Poll());
            }
            default ->
                async.start(() -> {
                    response.setStatus(HttpServletResponse.SC_GONE);
                    async.complete();
                });
        }
    }

    /** Server-sent events: the next one when somebody calls {@link #next}. */
    static void events(HttpServletRequest request, HttpServletResponse response) {
        GO.drainPermits();
        response.setContentType("text/event-stream");
        AsyncContext async = request.startAsync();
        async.setTimeout(PATIENCE_MILLIS);
        async.start(() -> {
            try {
                for (int event = 0; event < EVENTS; event++) {
                    response.getOutputStream().print("data: " + event + "\n\n");
                    response.flushBuffer();
                    GO.acquireUninterruptibly();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }

    static void next() {
        GO.release();
    }

    /** Long polling: nothing happened in time, which is no failure. */
    private static final class Poll implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(HttpServletResponse.SC_NO_CONTENT);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
