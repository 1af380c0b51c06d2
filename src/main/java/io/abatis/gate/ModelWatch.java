package io.abatis.gate;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a model file from time to time, and gives the gate the new model when the file has changed. A file that is no whole model changes
 * nothing: the gate keeps the model it has, and the log says why, once for each change. Owns one daemon thread until closed.
 */
public final class ModelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final Path file;
    private final Gate gate;
    private final ScheduledExecutorService thread;
    private FileStamp seen;

    /**
     * Starts to watch.
     *
     * @param file the file that the gate's present model was read from
     * @param seen its stamp, taken before it was read: what changed while it was read is a change too
     * @param gate who gets new models
     * @param every the time between two looks
     */
    public static ModelWatch start(Path file, FileStamp seen, Gate gate, Duration every) {
        ModelWatch watch = new ModelWatch(file, seen, gate);
        Future<?> unused = watch.thread.scheduleWithFixedDelay(
                watch::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return watch;
    }

    ModelWatch(Path file, FileStamp seen, Gate gate) {
        this.file = file;
        this.gate = gate;
        this.seen = seen;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "abatis-model-watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Looks once. */
    synchronized void look() {
        FileStamp now = FileStamp.of(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            Model model = ModelFile.read(file);
            gate.use(model);
            LOG.info("model {} is in use, threshold {}", file, gate.threshold());
        } catch (IOException | RuntimeException e) {
            LOG.error("the model stays as it is: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
