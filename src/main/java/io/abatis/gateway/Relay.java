package io.abatis.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Streams one answer from the upstream server to the client without a thread that waits: a chunk is read when the one before is written. What has come is
 * sent on before more is waited for, headers too, so that events arrive when they happen.
 */
final class Relay implements Response.Listener, WriteListener {

    /*
     * One of two hands runs the pump at any time: the container's (onWritePossible, after isReady said false), or the upstream client's (the demand for a
     * chunk, after isReady said true). Neither is asked for while the other may come, so that the pump needs no lock, and each hand-over orders memory.
     *
     * The listener for writing is set no sooner than something is to be written: until then an error can still be answered instead.
     */

    private final UpstreamServlet servlet;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;

    /** The whole answer is there, and all of it is written: both must be so. */
    private final AtomicInteger missing = new AtomicInteger(2);

    private final AtomicBoolean over = new AtomicBoolean();
    private byte[] buffer = new byte[0];
    private boolean unsent = true;
    private boolean atEnd;

    /** An answer to HEAD, or a 304, that does not say how long the body is that it leaves out. */
    private boolean lengthUnknown;

    private volatile boolean whole;
    private Content.@Nullable Source source;
    private Content.@Nullable Chunk first;
    private @Nullable Response answer;

    Relay(UpstreamServlet servlet, HttpServletRequest request, HttpServletResponse response) {
        this.servlet = servlet;
        this.request = request;
        this.response = response;
        this.async = request.getAsyncContext();
    }

    @Override
    public void onHeaders(Response from) {
        response.setStatus(from.getStatus());
        servlet.copyHeaders(request, response, from);
    }

    @Override
    public void onContentSource(Response from, Content.Source content) {
        answer = from;
        source = content;
        first = content.read();
        if (Content.Chunk.isFailure(first)) {
            return; // which will be told of at the end
        }
        boolean empty = first != null && first.isLast() && !first.hasRemaining();
        lengthUnknown = (request.getMethod().equals("HEAD") || from.getStatus() == 304)
                && !response.containsHeader("Content-Length");
        if (empty && !lengthUnknown) {
            part(); // nothing to write
            return;
        }
        try {
            response.getOutputStream().setWriteListener(this);
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    private void pump() {
        try {
            ServletOutputStream output = response.getOutputStream();
            while (output.isReady()) {
                if (atEnd && !lengthUnknown) {
                    part();
                    return;
                }
                if (atEnd) {
                    lengthUnknown = false;
                    output.flush(); // at the end Jetty would say that the length is 0
                    continue;
                }
                Content.Chunk chunk = next();
                if (chunk == null && unsent) {
                    unsent = false;
                    output.flush();
                } else if (chunk == null) {
                    Objects.requireNonNull(source).demand(this::pump);
                    return;
                } else if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk.getFailure());
                    return;
                } else {
                    write(chunk, output);
                }
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    private Content.@Nullable Chunk next() {
        Content.Chunk held = first;
        first = null;
        return held != null ? held : Objects.requireNonNull(source).read();
    }

    /** Asynchronous writes keep the array until they are ready again, and the chunk's memory is the upstream client's: hence a copy. */
    private void write(Content.Chunk chunk, ServletOutputStream output) throws IOException {
        ByteBuffer bytes = chunk.getByteBuffer();
        int length = bytes.remaining();
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        bytes.get(buffer, 0, length);
        atEnd = chunk.isLast();
        chunk.release();
        if (length > 0) {
            unsent = true;
            output.write(buffer, 0, length);
        }
    }

    /** The client's connection is broken. */
    @Override
    public void onError(Throwable failure) {
        request.setAttribute(UpstreamServlet.BROKEN_CLIENT, failure);
        fail(failure);
    }

    @Override
    public void onSuccess(Response from) {
        whole = true;
        part();
    }

    private void part() {
        if (missing.decrementAndGet() == 0 && over.compareAndSet(false, true)) {
            async.complete();
            // An answer may come before the request is all there; the rest of it has no use.
            abort(new EOFException("answered before the request had ended"));
        }
    }

    @Override
    public void onComplete(Result result) {
        if (!whole && result.isFailed()) {
            boolean silent =
                    result.getResponse() == null || result.getResponse().getStatus() == 0;
            if (silent && servlet.mayRepeat(request, result.getFailure())) {
                servlet.sendAgain(request, response);
            } else {
                fail(result.getFailure());
            }
        }
    }

    private void fail(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            servlet.fail(request, response, failure);
            abort(failure);
        }
    }

    private void abort(Throwable failure) {
        if (answer != null) {
            var unused = answer.getRequest().abort(failure);
        }
    }
}
