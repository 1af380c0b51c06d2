package io.abatis.gateway;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a status of what went wrong on the upstream server's side, and tells the log, once a minute. Safe for all threads. */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final GatewayPlan plan;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    Troubles(GatewayPlan plan) {
        this.plan = plan;
    }

    /**
     * The status to answer.
     *
     * @param failure why there is no answer
     * @param broken what the client's side failed with: its own doing, and no matter for the log; null if that did not
     */
    int status(Throwable failure, @Nullable Throwable broken) {
        if (broken != null) {
            return isTimeout(broken) ? HttpStatus.REQUEST_TIMEOUT_408 : HttpStatus.BAD_REQUEST_400;
        }
        tell(failure);
        if (failure instanceof RejectedExecutionException) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        }
        return isTimeout(failure) ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
    }

    private void tell(Throwable failure) {
        long now = System.nanoTime();
        long last = told.get();
        if (now - last >= MINUTE_NANOS && told.compareAndSet(last, now)) {
            LOG.warn("{} {}; further troubles of this minute are not told", plan.upstream(), why(failure));
        }
    }

    private String why(Throwable failure) {
        if (failure instanceof SSLException) {
            return "cannot be spoken to in TLS: " + failure.getMessage()
                    + (plan.trust() == null ? " (--upstream-trust names certificates of your own)" : "");
        }
        if (failure instanceof UnknownHostException) {
            return "cannot be found: no address for this name";
        }
        if (failure instanceof RejectedExecutionException) {
            return "has all its " + plan.limits().connections() + " connections busy (--upstream-connections)";
        }
        if (failure instanceof ConnectException) {
            return "refuses connections";
        }
        if (isTimeout(failure)) {
            return "takes too long: " + failure.getMessage();
        }
        if (failure instanceof EOFException || failure instanceof ClosedChannelException) {
            return "ends connections before its answer is whole";
        }
        // Messages of Jetty's client describe its inner state; the kind of failure says enough.
        return "gives no proper answer: " + failure.getClass().getSimpleName();
    }
}
