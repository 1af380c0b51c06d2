package io.abatis.ban;

import io.abatis.client.Ip;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes behind: what changes is noted by whoever changes it, and written by a thread of its own, {@value #THREAD}, as it is when that comes to it. When the disk
 * fails, nothing is lost: it is tried again, ever less often, and the log says so once a minute. Safe for all threads.
 */
public final class BanKeeper implements AutoCloseable {

    /** The name of the thread. */
    public static final String THREAD = "abatis-bans";

    private static final Logger LOG = LoggerFactory.getLogger(BanKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long CLOSE_MILLIS = 10_000;
    private static final long COMPLAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BanList bans;
    private final BanStore store;
    private final Duration pause;
    private final Thread thread;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private final Object lock = new Object();
    private Noted noted = new Noted();
    private @Nullable Noted underWay;
    private boolean isClosing;
    private boolean isOver;

    private long beginnings;
    private long complainNanos;

    /**
     * Keeps a list of bans. What the list does not know, or knows otherwise, is at once removed from the store or changed there: so restore it first, from
     * {@link BanStore#offenders}.
     *
     * @param pause between two writes, for example 200 ms; longer after failures
     */
    public BanKeeper(BanList bans, BanStore store, Duration pause) {
        this.bans = bans;
        this.store = store;
        this.pause = pause;
        this.beginnings = store.beginnings();
        this.complainNanos = System.nanoTime();
        bans.onChange(this::changed);
        if (!bans.all().isEmpty()) {
            noted.all();
        }
        thread = new Thread(this::run, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void changed(Ip client) {
        note(() -> noted.client(client));
    }

    /**
     * Keeps a text of a client, or none if it is null; soon, not at once. Of more than {@value Noted#MOST_TEXTS} that are to be written the last are lost, and
     * {@link #durable} says so.
     *
     * @throws IllegalArgumentException if the text is not a line of at most {@link Changes#MOST_CHARACTERS}
     */
    public void put(BanStore.Area area, Ip client, @Nullable String text) {
        Changes.check(text);
        note(() -> noted.text(area, client, Optional.ofNullable(text)));
    }

    /**
     * Keeps bytes under a name; soon, not at once.
     *
     * @throws IllegalArgumentException as {@link Changes#state}
     */
    public void state(String name, byte[] bytes) {
        Changes.check(name, bytes);
        byte[] copy = bytes.clone();
        note(() -> noted.state(name, copy));
    }

    private void note(Runnable note) {
        synchronized (lock) {
            if (!isOver) {
                note.run();
                lock.notifyAll();
            }
        }
    }

    /**
     * Completes when all that was noted before this call is on the disk; exceptionally if it could not be written, which is then tried again, or after the
     * end. Completed by the thread that writes: what depends on it must be quick.
     */
    public CompletableFuture<Void> durable() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (lock) {
            if (isOver) {
                future.completeExceptionally(new IOException("bans are not kept any more"));
            } else {
                noted.waits(future);
                lock.notifyAll();
            }
        }
        return future;
    }

    /** How many things are noted and not yet on the disk. */
    public long pending() {
        synchronized (lock) {
            return pending(noted) + (underWay == null ? 0 : pending(underWay));
        }
    }

    private long pending(Noted some) {
        return some.size() + (some.isAll() ? Math.max(1L, bans.all().size()) : 0);
    }

    /** How many things were written to the disk. */
    public long written() {
        return written.get();
    }

    /** How often it could not be written to the disk. */
    public long failures() {
        return failures.get();
    }

    private void run() {
        Duration rest = pause;
        for (Noted next = take(); next != null; next = take()) {
            rest = write(next) ? pause : longer(rest);
            rest(rest);
        }
    }

    private Duration longer(Duration rest) {
        Duration twice = rest.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private @Nullable Noted take() {
        synchronized (lock) {
            while (noted.isEmpty() && !isClosing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // nobody but close() ends this thread
                }
            }
            if (isOver || noted.isEmpty()) {
                isOver = true;
                return null;
            }
            underWay = noted;
            noted = new Noted();
            return underWay;
        }
    }

    /** After the last failure nobody waits. */
    private void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            long left = time.toNanos();
            while (left > 0 && !isClosing) {
                try {
                    lock.wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    // as above
                }
                left = end - System.nanoTime();
            }
        }
    }

    private boolean write(Noted batch) {
        Throwable failure = null;
        try {
            new Writing(bans, store, written).write(batch);
            long now = store.beginnings();
            if (now != beginnings) { // what was there before is gone with the file
                new Writing(bans, store, written).compare();
                beginnings = now;
            }
        } catch (IOException | RuntimeException | OutOfMemoryError | AssertionError e) {
            failure = e;
            failures.incrementAndGet();
            complain(batch, e);
        }
        synchronized (lock) {
            underWay = null;
            if (failure != null) {
                noted.after(batch);
                isOver = isClosing;
            } else {
                noted.tells(batch);
            }
        }
        Throwable answer = failure != null || batch.lost() == 0
                ? failure
                : new IOException(batch.lost() + " texts were too many to be kept");
        for (CompletableFuture<Void> one : batch.waiting()) {
            if (answer == null) {
                one.complete(null);
            } else {
                one.completeExceptionally(answer);
            }
        }
        return failure == null;
    }

    private void complain(Noted batch, Throwable failure) {
        long now = System.nanoTime();
        if (failures.get() == 1 || now - complainNanos >= COMPLAIN_NANOS) {
            complainNanos = now;
            LOG.error(
                    "{} changes to bans and labels are not on the disk and would be lost by a restart; tried again: {}",
                    pending(batch),
                    String.valueOf(failure.getMessage()));
        }
    }

    /** Writes what is left, once, and ends the thread; waits at most 10 seconds for it. Does not close the store. */
    @Override
    public void close() {
        synchronized (lock) {
            isClosing = true;
            lock.notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            isOver = true;
            noted.waiting().forEach(one -> one.completeExceptionally(new IOException("bans are not kept any more")));
        }
        if (pending() > 0) {
            LOG.error("{} changes to bans and labels could not be written to the disk and are lost", pending());
        }
    }
}
