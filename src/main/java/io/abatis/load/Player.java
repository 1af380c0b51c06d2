package io.abatis.load;

import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plays a plan once. {@link #play} belongs to one thread; {@link #stop} may be called by any.
 */
final class Player {

    /*
     * Open loop: when a call is due is fixed by the plan, and a slow server does not slow the arrivals down. Where the
     * bound on calls in flight is reached, calls are sent late, and their latency still counts from when they were due.
     * Otherwise the calls that a stall delays would be missing from the histogram ("coordinated omission", Gil Tene).
     */

    /** What is told of every call; called by several threads. */
    interface Listener {
        /** The call is sent, so many nanoseconds after it was due. */
        void sent(PlannedCall call, long lateNanos);

        void ended(PlannedCall call, Answer answer);
    }

    private static final long LOOK_UP_MILLIS = 50;

    /** An endless plan that fell this far behind (a suspended machine) goes on from now, instead of catching up. */
    private static final long MAX_LAG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long STOPPED_WAIT_MILLIS = 500;

    private final LoadPlan plan;
    private final Limits limits;
    private final Ticker ticker;
    private final Listener listener;
    private final Semaphore room;

    // Mutable state
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    private long maxBacklog;

    Player(LoadPlan plan, Limits limits, Ticker ticker, Listener listener) {
        this.plan = plan;
        this.limits = limits;
        this.ticker = ticker;
        this.listener = listener;
        this.room = new Semaphore(limits.inFlight());
    }

    /** Sends every call when it is due, and waits for the answers; ends early if stopped or interrupted. */
    void play(Wire wire) {
        thread = Thread.currentThread();
        try {
            send(wire);
            drain();
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the playing soon: nothing more is sent. */
    void stop() {
        stopped = true;
        Thread playing = thread;
        if (playing != null) {
            LockSupport.unpark(playing);
        }
    }

    /** Whether the playing was ended before the plan was. */
    boolean stopped() {
        return stopped;
    }

    /** The most calls that were due and had to wait behind the one that was being sent. */
    long maxBacklog() {
        return maxBacklog;
    }

    private void send(Wire wire) throws InterruptedException {
        long start = ticker.nanos();
        long index = 0;
        for (Iterator<PlannedCall> calls = plan.sequence(); calls.hasNext(); index++) {
            PlannedCall call = calls.next();
            if (!waitUntilDue(start + call.atNanos()) || !waitForRoom(start)) {
                return;
            }
            long now = ticker.nanos();
            if (plan.isEndless() && now - start - call.atNanos() > MAX_LAG_NANOS) {
                start = now - call.atNanos();
            }
            maxBacklog = Math.max(maxBacklog, plan.dueBy(now - start) - index - 1);
            send(wire, call, start + call.atNanos(), now);
        }
    }

    private void send(Wire wire, PlannedCall call, long dueAt, long now) {
        listener.sent(call, Math.max(0, now - dueAt));
        var unused = wire.send(call).whenComplete((status, thrown) -> {
            try {
                Failure failure = thrown == null ? null : Failure.of(thrown);
                long latency = Math.max(0, ticker.nanos() - dueAt);
                listener.ended(
                        call,
                        new Answer(
                                plan.client(call.client()),
                                call.kind(),
                                call.number(),
                                call.request().path(),
                                status == null ? 0 : status,
                                failure,
                                latency));
            } finally {
                room.release();
            }
        });
    }

    private boolean waitUntilDue(long dueAt) throws InterruptedException {
        while (dueAt - ticker.nanos() > 0 && !stopped) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ticker.parkUntil(dueAt);
        }
        return !stopped;
    }

    /** Waits until one more call may be in flight; false if the run must end first. */
    private boolean waitForRoom(long start) throws InterruptedException {
        while (!stopped && !isOver(start)) {
            if (room.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOver(long start) {
        return !plan.isEndless()
                && ticker.nanos() - start
                        > plan.duration().plus(limits.timeout()).toNanos();
    }

    /** Waits for the calls in flight: each has its timeout, but a stopped player is in a hurry. */
    private void drain() throws InterruptedException {
        long deadline = System.nanoTime() + limits.timeout().toNanos() + TimeUnit.SECONDS.toNanos(1);
        int all = limits.inFlight();
        while (!stopped && System.nanoTime() - deadline < 0) {
            if (room.tryAcquire(all, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        var unused = room.tryAcquire(all, STOPPED_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
