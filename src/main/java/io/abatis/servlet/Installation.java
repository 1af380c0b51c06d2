package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.config.AbatisConfig;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.config.ConfigException;
import io.abatis.console.Console;
import io.abatis.console.Meters;
import io.abatis.console.Recent;
import io.abatis.console.Timings;
import io.abatis.gate.Action;
import io.abatis.gate.Mode;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.CallRecorder;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
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
    private final Desk desk;
    private final Console console;
    private final Meters meters;
    private final ManagedGate managed;
    private final AtomicLong failureLogged = new AtomicLong(System.nanoTime() - MINUTE_NANOS);
    private volatile Service service;
    private boolean closed;

    /**
     * Reads all there is to read, and starts.
     *
     * @param name the filter's name
     * @param secrets gives numbers that nobody can guess
     * @param clock what time it is
     * @throws IllegalArgumentException if configuration, model and web application do not fit together
     */
    Installation(
            Reload.ConfigSource source, ServletContext context, String name, LongSupplier secrets, InstantSource clock)
            throws ConfigException, IOException {
        this.context = context;
        Reload.First first = Reload.First.read(source, context);
        AbatisConfig config = first.config();
        desk = new Desk(config, first.model(), secrets.getAsLong(), secrets::getAsLong, clock);
        boolean isOpen = false;
        try {
            Reload reload = new Reload(source, context, first, desk.gate(), desk.listener(), clock);
            service = reload.service();
            recorder = config.callLog() == null ? null : recorder(config.callLog(), context);
            console = desk.open(config, () -> service.gate(), modes(reload));
            meters = desk.measured(meters(reload, clock));
            use(service);
            boolean looks = reload.hasFiles() && !config.reloadCheck().isZero();
            watch = looks ? new Watch("abatis-watch", config.reloadCheck(), () -> look(reload)) : null;
            managed = new ManagedGate(meters, context.getContextPath(), name);
            isOpen = true;
        } finally {
            if (!isOpen) {
                desk.close();
            }
        }
        LOG.info(
                "Abatis is in mode {}, bans at a score of {}",
                config.policy().mode(),
                service.gate().threshold());
    }

    private Meters meters(Reload reload, InstantSource clock) {
        return new Meters(() -> service.gate(), clock)
                .with(Meters.Part.CALLS_HELD, held::size)
                .with(Meters.Part.CALLS_DROPPED, () -> recorder == null ? 0 : recorder.dropped())
                .with(Meters.Part.RELOADS, reload::reloaded)
                .with(Meters.Part.RELOADS_FAILED, reload::failed);
    }

    private Console.ModeSwitch modes(Reload reload) {
        return new Console.ModeSwitch() {
            @Override
            public Mode configured() {
                return service.config().policy().mode();
            }

            @Override
            public @Nullable Mode override() {
                return reload.override();
            }

            @Override
            public void override(@Nullable Mode mode) {
                use(reload.override(mode));
            }
        };
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
            context.setAttribute(AbatisFilter.CONSOLE_ATTRIBUTE, console);
            context.setAttribute(AbatisFilter.AUDIT_ATTRIBUTE, desk.audit());
            context.setAttribute(AbatisFilter.METERS_ATTRIBUTE, meters);
            meters.changed();
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

    /** How long judging takes. */
    Timings judging() {
        return meters.judging();
    }

    /** The record of recent calls. */
    Recent recent() {
        return console.recent();
    }

    void record(Service serving, Call call) {
        if (recorder != null && serving.gate().policy().mode(call.zone()) != Mode.OFF) {
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
        Mode mode = serving.gate().policy().mode(call == null ? "" : call.zone());
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
        managed.close();
        desk.close();
        held.close();
        if (recorder != null) {
            recorder.close();
        }
    }

    private synchronized void withdraw() {
        closed = true;
        context.removeAttribute(AbatisFilter.GATE_ATTRIBUTE);
        context.removeAttribute(AbatisFilter.CONSOLE_ATTRIBUTE);
        context.removeAttribute(AbatisFilter.AUDIT_ATTRIBUTE);
        context.removeAttribute(AbatisFilter.METERS_ATTRIBUTE);
        context.removeAttribute(AbatisFilter.CONFIG_ATTRIBUTE);
    }
}
