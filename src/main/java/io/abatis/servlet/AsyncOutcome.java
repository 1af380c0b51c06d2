package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the gate how an asynchronous call ended. */
final class AsyncOutcome implements AsyncListener {

    private final Installation abatis;
    private final Call call;
    private final HttpServletResponse response;
    private final AtomicBoolean observed = new AtomicBoolean();
    private volatile boolean failed;

    AsyncOutcome(Installation abatis, Call call, HttpServletResponse response) {
        this.abatis = abatis;
        this.call = call;
        this.response = response;
    }

    /** Tomcat calls this twice where the application answers an asynchronous dispatch by {@code sendError}: the first time counts. */
    @Override
    public void onComplete(AsyncEvent event) {
        if (!observed.compareAndSet(false, true)) {
            return;
        }
        try {
            abatis.gate().observe(call, failed ? Outcome.SERVER_ERROR : Outcome.of(response.getStatus()));
        } catch (RuntimeException e) {
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
