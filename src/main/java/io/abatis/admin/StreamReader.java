package io.abatis.admin;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One who reads the stream. What is sent waits in a bounded queue until the connection takes it; who reads too slowly loses the connection, and nobody ever waits for
 * him. No lock is held while the container is called, which has locks of its own: whoever comes first writes, the others leave him their work.
 */
final class StreamReader implements WriteListener {

    static final int MOST_BYTES = 256 << 10;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Who who;
    private final Runnable onEnd;
    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    /** The container will say when it can take more; before the first time it has said nothing yet. */
    private volatile boolean isFull = true;

    private boolean isUnflushed;

    StreamReader(AsyncContext context, ServletOutputStream out, Who who, Consumer<StreamReader> onEnd) {
        this.context = context;
        this.out = out;
        this.who = who;
        this.onEnd = () -> onEnd.accept(this);
    }

    Who who() {
        return who;
    }

    /** Sends something as soon as that can be done. Never waits. */
    void send(byte[] message) {
        if (isOver.get()) {
            return;
        }
        if (waiting.addAndGet(message.length) > MOST_BYTES) {
            end();
            return;
        }
        queue.add(message);
        pump();
    }

    @Override
    public void onWritePossible() {
        isFull = false;
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    /** Ends the answer, whatever still waits. Ending it twice does no harm. */
    void end() {
        if (isOver.compareAndSet(false, true)) {
            onEnd.run();
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // it is over already: the container was faster
            }
        }
    }

    private void pump() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            try {
                write();
            } catch (IOException | IllegalStateException e) {
                end(); // the other side is gone
            }
            done = work.addAndGet(-done);
        } while (done != 0);
    }

    private void write() throws IOException {
        while (!isFull && !isOver.get()) {
            byte[] message = queue.peek();
            if (message == null && !isUnflushed) {
                return;
            }
            isFull = true; // before asking: the container may say otherwise before we have heard its answer
            if (!out.isReady()) {
                return;
            }
            isFull = false;
            if (message == null) {
                isUnflushed = false;
                out.flush();
            } else {
                queue.remove();
                waiting.addAndGet(-message.length);
                isUnflushed = true;
                out.write(message);
            }
        }
    }
}
