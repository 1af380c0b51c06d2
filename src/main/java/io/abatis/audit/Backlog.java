package io.abatis.audit;

import io.abatis.gate.Event;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait to be written, a bounded number of them. When there is no room for one, what matters less makes room: first clients that are flagged and
 * bans that end, then bans and log-ins that are refused, which strangers bring about as often as they like; last what operators do. Among equals the first
 * come are kept. Safe for all threads; its lock is never held while anything is written.
 */
final class Backlog {

    private static final int RANKS = 3;
    private static final long NOTHING = Long.MAX_VALUE;

    private final int room;
    private final List<ArrayDeque<Waiting>> ranks = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    private final Map<Event.Kind, Long> untold = new EnumMap<>(Event.Kind.class);
    private long untoldUntilMillis;
    private long leftOut;
    private long accepted;
    private long writing = NOTHING;
    private boolean closed;

    private record Waiting(long number, Event event) {}

    /**
     * Events that nobody will read of.
     *
     * @param kinds how many of which kind
     * @param timeMillis when the last of them happened
     */
    record LeftOut(Map<Event.Kind, Long> kinds, long timeMillis) {}

    Backlog(int room) {
        if (room < 1) {
            throw new IllegalArgumentException("a queue of " + room + " events has no room");
        }
        this.room = room;
    }

    private static int rank(Event event) {
        return switch (event.kind()) {
            case FLAGGED, EXPIRED -> 0;
            case BANNED -> event.operator() == null ? 1 : 2;
            case LOGIN_REFUSED -> 1;
            default -> 2;
        };
    }

    /** Takes an event, unless there is no room for it, or this is closed: then it counts as left out. */
    synchronized void add(Event event) {
        int rank = rank(event);
        if (closed || waiting() >= room && !makeRoom(rank)) {
            leaveOut(event);
            return;
        }
        ranks.get(rank).add(new Waiting(accepted++, event));
        notifyAll();
    }

    private int waiting() {
        return ranks.stream().mapToInt(ArrayDeque::size).sum();
    }

    private boolean makeRoom(int rank) {
        for (int lower = 0; lower < rank; lower++) {
            Waiting last = ranks.get(lower).pollLast();
            if (last != null) {
                leaveOut(last.event);
                return true;
            }
        }
        return false;
    }

    private void leaveOut(Event event) {
        leftOut++;
        untold.merge(event.kind(), 1L, Long::sum);
        untoldUntilMillis = event.timeMillis();
    }

    /** Counts an event that was taken from here and could not be written. */
    synchronized void failed(Event event) {
        leaveOut(event);
    }

    /**
     * The event that has waited longest; the one before it counts as written.
     *
     * @param mostNanos how long to wait for one
     * @return null if none came, or none will
     */
    synchronized @Nullable Event next(long mostNanos) throws InterruptedException {
        writing = NOTHING;
        notifyAll();
        long end = System.nanoTime() + mostNanos;
        long left = mostNanos;
        while (first() == NOTHING && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
        long number = first();
        for (ArrayDeque<Waiting> rank : ranks) {
            Waiting head = rank.peek();
            if (head != null && head.number == number) {
                rank.remove();
                writing = number;
                return head.event;
            }
        }
        return null;
    }

    private long first() {
        long first = NOTHING;
        for (int rank = 0; rank < RANKS; rank++) {
            Waiting head = ranks.get(rank).peek();
            first = head == null ? first : Math.min(first, head.number);
        }
        return first;
    }

    /** Waits until all that was accepted before this call is written or left out, or the time is over. */
    synchronized void await(long mostNanos) throws InterruptedException {
        long target = accepted;
        long end = System.nanoTime() + mostNanos;
        long left = mostNanos;
        while (Math.min(writing, first()) < target && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
    }

    /** Whether anything was left out that has not been told. */
    synchronized boolean hasUntold() {
        return !untold.isEmpty();
    }

    /** What was left out since the last time that somebody asked. */
    synchronized LeftOut tellLeftOut() {
        LeftOut told = new LeftOut(new EnumMap<>(untold), untoldUntilMillis);
        untold.clear();
        return told;
    }

    /** Takes back what could not be told, to be told with the rest. */
    synchronized void tellAgain(LeftOut leftOut) {
        leftOut.kinds.forEach((kind, number) -> untold.merge(kind, number, Long::sum));
    }

    /** How many events were left out in all. */
    synchronized long leftOut() {
        return leftOut;
    }

    /** Whether nothing is accepted any more, and nothing waits. */
    synchronized boolean isDone() {
        return closed && first() == NOTHING;
    }

    /** Accepts nothing any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Leaves out what still waits. */
    synchronized void abandon() {
        ranks.forEach(rank -> {
            rank.forEach(one -> leaveOut(one.event));
            rank.clear();
        });
        notifyAll();
    }
}
