package io.abatis.audit;

import io.abatis.gate.Event;
import io.abatis.gate.Listener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens at a gate: each event as a line of JSON, to the logger {@value #LOGGER}, with the explanation of its score and all that the score can be
 * worked out from anew, see {@link AuditEvent}. INFO; a trip, a reload that failed and a log-in that was refused at WARN.
 *
 * <p>{@link #on} never waits and never fails: events wait in a bounded queue for a thread of this log's own. When the queue is full, what matters less is
 * left out: clients that are flagged and bans that end first, then bans by the gate and refused log-ins, and operators' acts, changes and trips last. How many were left out
 * is told in a line of its own, once a minute at most. The last events are also kept in memory. Safe for all threads; owns one daemon thread until closed.
 */
public final class AuditLog implements Listener, AutoCloseable {

    /** The name of the logger. */
    public static final String LOGGER = EventJson.LOGGER;

    /** How many entries are kept in memory at most; fewer if they are very long. */
    public static final int KEPT = 1_000;

    /** The prefix of IPv6 clients where nobody says otherwise. */
    public static final int USUAL_IPV6_PREFIX = 64;

    private static final Logger AUDIT = LoggerFactory.getLogger(LOGGER);

    /** Not below the other in the tree of loggers: what this says is no JSON, and must not end up in the same file. */
    private static final Logger LOG = LoggerFactory.getLogger("io.abatis.audit-log");

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Backlog backlog;
    private final EventIds ids;
    private final EventJson writer;
    private final LongSupplier nanos;
    private final Duration patience;
    private final Latest recent = new Latest(KEPT);
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private @Nullable Long toldNanos;
    private long failures;

    /** One that is told; equal to itself alone, for a subscriber may come twice. */
    private final class Subscription implements AutoCloseable {
        private final Consumer<AuditEntry> subscriber;

        Subscription(Consumer<AuditEntry> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }

    /**
     * Begins, with IPv6 clients that are counted by /{@value #USUAL_IPV6_PREFIX}.
     *
     * @see #AuditLog(int, LongSupplier, int)
     */
    public AuditLog(int queue, LongSupplier random) {
        this(queue, random, USUAL_IPV6_PREFIX);
    }

    /**
     * Begins: the log's thread is running when this returns.
     *
     * @param queue how many events may wait, at least 1
     * @param random all 64 bits by chance, for the ids; called by the log's thread alone
     * @param ipv6Prefix the length of the prefix that IPv6 clients are counted by, 1 to 128
     */
    public AuditLog(int queue, LongSupplier random, int ipv6Prefix) {
        this(queue, random, ipv6Prefix, System::nanoTime, PATIENCE);
    }

    AuditLog(int queue, LongSupplier random, int ipv6Prefix, LongSupplier nanos, Duration patience) {
        this.backlog = new Backlog(queue);
        this.ids = new EventIds(random);
        this.writer = new EventJson(ipv6Prefix);
        this.nanos = nanos;
        this.patience = patience;
        this.thread = new Thread(this::writeAll, "abatis-audit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes an event to be written soon, or counts it as dropped. */
    @Override
    public void on(Event event) {
        backlog.add(event);
    }

    /**
     * What was written last.
     *
     * @param most how many entries to give at most; there are no more than {@value #KEPT}
     * @return the newest first
     */
    public List<AuditEntry> recent(int most) {
        return recent.newest(most);
    }

    /** An entry that is still in memory; null if there is none of this id. */
    public @Nullable AuditEntry find(String id) {
        return recent.find(id);
    }

    /**
     * Tells somebody of each entry from now on, after it was written, on the log's thread: what is told must be taken quickly, or the log comes to a halt.
     * One that fails is told again next time, and harms nobody else.
     *
     * @return ends it
     */
    public AutoCloseable subscribe(Consumer<AuditEntry> subscriber) {
        Subscription subscription = new Subscription(subscriber);
        subscriptions.add(subscription);
        return subscription;
    }

    /** Waits until what was told before this call is written, and the subscribers know; but no longer than this. On the log's own thread it does not wait. */
    public void flush(Duration most) {
        if (Thread.currentThread() != thread) {
            try {
                backlog.await(TimeUnit.NANOSECONDS.convert(most));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How many events were not written, for want of room in the queue or because writing failed. */
    public long dropped() {
        return backlog.leftOut();
    }

    /** Takes nothing more, writes what waits, within a few seconds, and ends the thread. Closing twice does no harm. */
    @Override
    public void close() {
        backlog.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            backlog.abandon(); // and the thread ends when the appender lets go: an interrupt could close a file that
            // is not this log's
            LOG.warn("the audit log was closed before all was written; {} events were dropped", dropped());
        }
    }

    private void writeAll() {
        try {
            while (!backlog.isDone()) {
                Event event = backlog.next(mayTell());
                if (event != null) {
                    write(event);
                }
                if (mayTell() <= 0) {
                    tellLeftOut();
                }
            }
            if (backlog.hasUntold()) {
                tellLeftOut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long until it may be told what was left out; forever if nothing was. */
    private long mayTell() {
        if (!backlog.hasUntold()) {
            return Long.MAX_VALUE;
        }
        return toldNanos == null ? 0 : MINUTE_NANOS - (nanos.getAsLong() - toldNanos);
    }

    private void write(Event event) {
        try {
            String id = ids.next(event.timeMillis());
            AuditEntry entry = new AuditEntry(id, event, writer.of(id, event));
            log(Ecs.isWarning(event.kind()), entry.json());
            recent.add(entry);
            subscriptions.forEach(one -> tell(one.subscriber, entry));
        } catch (RuntimeException | StackOverflowError e) { // of an appender, most likely
            backlog.failed(event);
            report("an event could not be written", e);
        }
    }

    private void tellLeftOut() {
        Backlog.LeftOut leftOut = backlog.tellLeftOut();
        toldNanos = nanos.getAsLong();
        try {
            log(true, writer.leftOut(ids.next(leftOut.timeMillis()), leftOut));
        } catch (RuntimeException e) {
            backlog.tellAgain(leftOut);
            report("it could not be told how many events were left out", e);
        }
    }

    private static void log(boolean isWarning, String json) {
        if (isWarning) {
            AUDIT.warn("{}", json);
        } else {
            AUDIT.info("{}", json);
        }
    }

    private void tell(Consumer<AuditEntry> subscriber, AuditEntry entry) {
        try {
            subscriber.accept(entry);
        } catch (RuntimeException | StackOverflowError e) {
            report("a subscriber failed", e);
        }
    }

    /** Says the first failure, and then whenever there are twice as many: soon, and never often. */
    private void report(String what, Throwable failure) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            try {
                LOG.error("{}, {} failures so far: {}", what, failures, failure.toString());
            } catch (RuntimeException e) {
                // the same appender, which fails again: dropped() counts what it did not take
            }
        }
    }
}
