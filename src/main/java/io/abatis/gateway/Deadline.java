package io.abatis.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Bounds the time until a request is on its way: waiting for a connection, looking up the name, connecting, shaking hands. */
final class Deadline {

    private Deadline() {}

    static void until(Request request, Duration longest, Scheduler scheduler) {
        TimeoutException failure = new TimeoutException("no connection within " + longest.toMillis() + " ms");
        Runnable abort = () -> {
            var unused = request.abort(failure);
        };
        Scheduler.Task late = scheduler.schedule(abort, longest.toMillis(), TimeUnit.MILLISECONDS);
        request.onRequestBegin(begun -> late.cancel());
        request.onRequestFailure((failed, why) -> late.cancel());
    }
}
