package io.abatis.servlet;

import io.abatis.call.Outcome;
import io.abatis.console.Seen;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells the gate how a call ended, once: when the application has returned, or when its asynchronous request is complete. It never fails: what the
 * application has answered or thrown must not be replaced.
 */
final class Observation implements AsyncListener {

    private final Installation abatis;
    private final Service service;
    private final Seen seen;
    private final HttpServletResponse response;
    private volatile boolean failed;
    private boolean isTold;

    Observation(Installation abatis, Service service, Seen seen, HttpServletResponse response) {
        this.abatis = abatis;
        this.service = service;
        this.seen = seen;
        this.response = response;
    }

    /** The application has returned, or thrown. Nearly every call is answered by then: for that nothing is made, and nothing locked. */
    static void returned(
            Installation abatis,
            Service service,
            Seen seen,
            HttpServletRequest request,
            HttpServletResponse response,
            boolean hasThrown) {
        try {
            if (hasThrown) {
                service.observe(seen, Outcome.SERVER_ERROR);
            } else if (!request.isAsyncStarted()) {
                service.observe(seen, Outcome.of(response.getStatus()));
            } else {
                new Observation(abatis, service, seen, response).awaitEnd(request);
            }
        } catch (RuntimeException | Error e) {
            abatis.failedToObserve(e);
        }
    }

    /** It may be too late: another thread may complete the request at any time. */
    private void awaitEnd(HttpServletRequest request) {
        try {
            request.getAsyncContext().addListener(this);
        } catch (IllegalStateException e) {
            tell();
        }
    }

    private void tell() {
        if (isFirst()) {
            service.observe(seen, failed ? Outcome.SERVER_ERROR : Outcome.of(response.getStatus()));
        }
    }

    /** An asynchronous request may be complete in one thread before the application has returned in another. */
    private synchronized boolean isFirst() {
        boolean first = !isTold;
        isTold = true;
        return first;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        try {
            tell();
        } catch (RuntimeException | Error e) {
            abatis.failedToObserve(e);
        }
    }

    /** Says nothing yet: the application may answer, as long polling does, and the container answers 500 if it does not. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        failed = true;
    }

    /** A new cycle drops the listeners of the old one. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
