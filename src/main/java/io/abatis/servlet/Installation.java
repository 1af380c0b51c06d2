package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.config.AbatisConfig;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.FileStamp;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.ModelWatch;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.CallRecorder;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running parts that one configuration gives. Safe for all threads; closing it ends the threads it owns. */
final class Installation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);
    private static final Path WEB_INF = Path.of("/WEB-INF");
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final AbatisConfig config;
    private final ServletContext context;
    private final Gate gate;
    private final Calls calls;
    private final @Nullable CallRecorder recorder;
    private final @Nullable ModelWatch watch;
    private final AtomicLong failureLogged = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    private Installation(
            AbatisConfig config,
            ServletContext context,
            Gate gate,
            @Nullable CallRecorder recorder,
            @Nullable ModelWatch watch) {
        this.config = config;
        this.context = context;
        this.gate = gate;
        this.calls = new Calls(config.resolver(), config.naming());
        this.recorder = recorder;
        this.watch = watch;
    }

    /** @param secret keys the gate's hashes */
    static Installation start(AbatisConfig config, ServletContext context, long secret) throws IOException {
        Path file = config.model() == null || isResource(config.model()) ? null : config.model();
        FileStamp stamp = file == null ? null : FileStamp.of(file); // before reading: see there
        Model model = file == null ? packed(config.model(), context) : ModelFile.read(file);
        Gate gate = new Gate(config.policy(), model, config.maxClients(), config.maxBans(), secret);
        CallRecorder recorder = config.callLog() == null ? null : recorder(config.callLog(), context);
        ModelWatch watch = file == null || stamp == null || config.modelCheck().isZero()
                ? null
                : ModelWatch.start(file, stamp, gate, config.modelCheck());
        context.setAttribute(AbatisFilter.GATE_ATTRIBUTE, gate);
        LOG.info(
                "Abatis is in mode {}, refuses at a score of {}",
                config.policy().mode(),
                gate.threshold());
        return new Installation(config, context, gate, recorder, watch);
    }

    private static boolean isResource(Path model) {
        return model.startsWith(WEB_INF);
    }

    /** A model of the web application, or else the one in the jar. */
    private static Model packed(@Nullable Path model, ServletContext context) throws IOException {
        if (model == null) {
            return ShippedModel.read();
        }
        try (InputStream in = context.getResourceAsStream(model.toString().replace('\\', '/'))) {
            if (in == null) {
                throw new FileNotFoundException("the web application has no " + model);
            }
            return ModelFile.read(in, model.toString());
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

    Gate gate() {
        return gate;
    }

    Calls calls() {
        return calls;
    }

    void record(Call call) {
        if (recorder != null && config.policy().mode() != Mode.OFF) {
            recorder.record(call);
        }
    }

    /** What happens to a call that could not be judged. */
    Verdict failed(RuntimeException failure) {
        tell("a call could not be judged, on-error is " + config.onError(), failure);
        boolean deny = config.onError() == OnError.DENY && config.policy().mode() == Mode.ENFORCE;
        return new Verdict(deny, Reason.FAILURE, 0, deny ? 1 : 0);
    }

    /** The answer to a call could not be counted. Nothing else happens to it. */
    void failedToObserve(RuntimeException failure) {
        tell("the answer to a call could not be counted", failure);
    }

    private void tell(String what, RuntimeException failure) {
        gate.stats().countFailure();
        long now = System.nanoTime();
        long last = failureLogged.get();
        if (now - last >= MINUTE_NANOS && failureLogged.compareAndSet(last, now)) {
            LOG.error("{}; further failures of this minute are only counted", what, failure);
        }
    }

    @Override
    public void close() {
        context.removeAttribute(AbatisFilter.GATE_ATTRIBUTE);
        if (watch != null) {
            watch.close();
        }
        if (recorder != null) {
            recorder.close();
        }
    }
}
