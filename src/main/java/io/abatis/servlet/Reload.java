package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.forest.Model;
import io.abatis.gate.FileStamp;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the service of configuration, lists and model, and makes it anew when one of their files has changed. What cannot be used changes nothing: the
 * service stays, and the log says why, once for each reason; it is tried again at each look, because the remedy may lie in a file not named before.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final ConfigSource source;
    private final ServletContext context;
    private Service service;
    private Map<Path, FileStamp> seen;
    private @Nullable String problem;

    /** Where a configuration is read from, again and again. */
    interface ConfigSource {
        AbatisConfig read() throws ConfigException;
    }

    /**
     * Reads everything for the first time.
     *
     * @param secret keys the gate's hashes
     * @throws IllegalArgumentException if configuration, model and web application do not fit together
     */
    Reload(ConfigSource source, ServletContext context, long secret) throws ConfigException, IOException {
        this.source = source;
        this.context = context;
        AbatisConfig config = source.read();
        this.seen = stamps(config);
        Model model = Models.read(config.model(), context);
        this.service = Service.first(checked(config), model, secret);
    }

    synchronized Service service() {
        return service;
    }

    /** Whether there is any file that may change. */
    synchronized boolean hasFiles() {
        return !seen.isEmpty();
    }

    /**
     * Looks once.
     *
     * @return the service, a new one if there was a change for the good
     */
    synchronized Service look() {
        if (problem == null && isUnchanged()) {
            return service;
        }
        try {
            AbatisConfig config = source.read();
            Map<Path, FileStamp> stamps = stamps(config);
            Path file = config.model();
            boolean sameModel = Objects.equals(file, service.config().model())
                    && (file == null || Objects.equals(stamps.get(file), seen.get(file)));
            Model model = sameModel ? service.gate().model() : Models.read(file, context);
            Service next = service.next(checked(config), model);
            tellWhatWaits(service.config(), config);
            seen = stamps;
            problem = null;
            service = next;
            LOG.info(
                    "configuration and model are in use anew: mode {}, threshold {}",
                    config.policy().mode(),
                    next.gate().threshold());
        } catch (ConfigException | IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(problem)) {
                LOG.error("configuration and model stay as they are: {}", why);
            }
            problem = why;
        }
        return service;
    }

    private boolean isUnchanged() {
        return seen.entrySet().stream()
                .allMatch(file -> FileStamp.of(file.getKey()).equals(file.getValue()));
    }

    /** All files of a configuration. Its model's stamp is taken now, before the model is read: see {@link FileStamp}. */
    private static Map<Path, FileStamp> stamps(AbatisConfig config) {
        Map<Path, FileStamp> stamps = new LinkedHashMap<>(config.files());
        Path model = config.model();
        if (model != null && Models.isFile(model)) {
            stamps.put(model, FileStamp.of(model));
        }
        return stamps;
    }

    private AbatisConfig checked(AbatisConfig config) {
        boolean holds = config.policy().grades().delay() != null;
        if (holds
                && !config.hold().filtersTakeAsync()
                && context.getFilterRegistrations().size() > 1) {
            throw new IllegalArgumentException(
                    "actions.delay lets a held call go on in a dispatch of type ASYNC, which passes no filter mapped for"
                            + " REQUEST alone, and this application has the filters "
                            + context.getFilterRegistrations().keySet()
                            + ": map all of them for ASYNC, too, and set actions.delay.filters-take-async = true");
        }
        return config;
    }

    private static void tellWhatWaits(AbatisConfig before, AbatisConfig now) {
        boolean waits = before.maxClients() != now.maxClients()
                || before.maxBans() != now.maxBans()
                || !Objects.equals(before.callLog(), now.callLog())
                || !before.reloadCheck().equals(now.reloadCheck());
        if (waits) {
            LOG.warn("changes of clients.max, bans.max, call-log and reload-check wait for the next start");
        }
    }
}
