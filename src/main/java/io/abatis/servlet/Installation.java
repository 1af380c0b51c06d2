package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.config.AbatisConfig;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.config.ConfigException;
import io.abatis.gate.Action;
import io.abatis.gate.Mode;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.CallRecorder;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter's running parts. Safe for all threads; closing it ends the threads it owns. */
final class Installation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final ServletContext context;
    private final HeldCalls held = new HeldCalls();
    private final @Nullable CallRecorder recorder;
    private final @Nullable Watch watch;
    private final AtomicLong failureLogged = new AtomicLong(System.nanoTime() - MINUTE_NANOS);
    private volatile Service service;
    private boolean closed;

    /**
     * Reads all there is to read, and starts.
     *
     * @param secret keys the gate's hashes
     * @throws IllegalArgumentException if configuration, model and web application do not fit together
     */
    Installation(Reload.ConfigSource source, ServletContext context, long secret) throws ConfigException, IOException {
        this.context = context;
        Reload reload = new Reload(source, context, secret);
        service = reload.service();
        AbatisConfig config = service.config();
        recorder = config.callLog() == null ? null : recorder(config.callLog(), context);
        use(service);
        boolean looks = reload.hasFiles() && !config.reloadCheck().isZero();
        watch = looks ? new Watch(config.reloadCheck(), () -> look(reload)) : null;
        LOG.info(
                "Abatis is in mode {}, bans at a score of {}",
                config.policy().mode(),
                service.gate().threshold());
    }

    private void look(Reload reload) {
        Service next = reload.look();
        if (!next.equals(service)) {
            use(next);
        }
    }

    /** A look that is under way while all is closed must not bring the gate back. */
    private synchronized void use(Service next) {
        if (!closed) {
            service = next;
            context.setAttribute(AbatisFilter.GATE_ATTRIBUTE, next.gate());
            context.setAttribute(AbatisFilter.CONFIG_ATTRIBUTE, next.config());
        }
    }

    private static CallRecorder recorder(CallLogConfig log, ServletContext context) throws IOException {
        Path file = log.file();
        if (!file.isAbsolute() && context.getAttribute(ServletContext.TEMPDIR) instanceof File folder) {
            file = folder.toPath().resolve(file);
        }
        LOG.info("calls are recorded in {}", file.toAbsolutePath());
        return new CallRecorder(file, log.maxBytes(), log.maxFiles(), log.queue());
    }

    /** What serves requests that begin now. */
    Service service() {
        return service;
    }

    HeldCalls held() {
        return held;
    }

    void record(Service serving, Call call) {
        if (recorder != null && serving.config().policy().mode(call.zone()) != Mode.OFF) {
            recorder.record(call);
        }
    }

    /**
     * What happens to a call that could not be judged.
     *
     * @param call null if not even that could be said which call it is
     */
    Verdict failed(Service serving, @Nullable Call call, Throwable failure) {
        OnError onError = serving.config().onError();
        tell("a call could not be judged, on-error is " + onError, failure);
        Mode mode = serving.config().policy().mode(call == null ? "" : call.zone());
        boolean deny = onError == OnError.DENY && mode == Mode.ENFORCE;
        return new Verdict(deny ? Action.REFUSE : Action.PASS, Reason.FAILURE, 0, deny ? 1_000 : 0);
    }

    /** The answer to a call could not be counted. Nothing else happens to it. */
    void failedToObserve(Throwable failure) {
        tell("the answer to a call could not be counted", failure);
    }

    private void tell(String what, Throwable failure) {
        service.gate().stats().countFailure();
        long now = System.nanoTime();
        long last = failureLogged.get();
        if (now - last >= MINUTE_NANOS && failureLogged.compareAndSet(last, now)) {
            LOG.error("{}; further failures of this minute are only counted", what, failure);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        withdraw();
        held.close();
        if (recorder != null) {
            recorder.close();
        }
    }

    private synchronized void withdraw() {
        closed = true;
        context.removeAttribute(AbatisFilter.GATE_ATTRIBUTE);
        context.removeAttribute(AbatisFilter.CONFIG_ATTRIBUTE);
    }
}
