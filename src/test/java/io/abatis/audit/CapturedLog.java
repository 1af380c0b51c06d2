package io.abatis.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the audit log's logger is given. It can be held up, or made to fail. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch writing = new CountDownLatch(1);
    private final Semaphore written = new Semaphore(0);
    private volatile boolean held;
    private volatile boolean failing;

    /** Begins; nothing of it goes anywhere else. */
    public CapturedLog() {
        setContext(logger.getLoggerContext());
        start();
        logger.setAdditive(false);
        logger.addAppender(this);
    }

    @Override
    public synchronized void doAppend(ILoggingEvent event) { // the parent's would catch what append throws
        append(event);
    }

    @Override
    protected void append(ILoggingEvent event) {
        writing.countDown();
        if (held) {
            await(letGo);
        }
        if (failing) {
            throw new IllegalStateException("the disk is full");
        }
        events.add(event);
        written.release();
    }

    void hold() {
        held = true;
    }

    void letGo() {
        held = false;
        letGo.countDown();
    }

    void fail(boolean fails) {
        failing = fails;
    }

    void awaitWriting() {
        await(writing);
    }

    /** Waits for so many lines more than were waited for before. */
    void awaitLines(int lines) throws InterruptedException {
        if (!written.tryAcquire(lines, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines so far. */
    public List<String> lines() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    List<Level> levels() {
        return events.stream().map(ILoggingEvent::getLevel).toList();
    }

    @Override
    public void close() {
        letGo();
        logger.detachAppender(this);
        logger.setAdditive(true);
        stop();
    }
}
