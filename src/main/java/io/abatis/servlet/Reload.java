package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.forest.Model;
import io.abatis.gate.Event;
import io.abatis.gate.FileStamp;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import io.abatis.gate.Mode;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the service of configuration, lists and model, and makes it anew when one of their files has changed. What cannot be used changes nothing: the
 * service stays, and the log says why, once for each reason; it is tried again at each look, because the remedy may lie in a file not named before. Safe
 * for all threads.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final ConfigSource source;
    private final ServletContext context;
    private final Listener listener;
    private final InstantSource clock;
    private Service service;
    private Map<Path, FileStamp> seen;
    private @Nullable String problem;
    private @Nullable Found last;
    private final AbatisConfig first;
    private @Nullable Mode override;
    private final LongAdder reloaded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Where a configuration is read from, again and again. */
    interface ConfigSource {
        AbatisConfig read() throws ConfigException;
    }

    /**
     * What is in use from the start on.
     *
     * @param config read from files
     * @param stamps of those files and the model's, taken before they were read
     * @param model read
     */
    record First(AbatisConfig config, Map<Path, FileStamp> stamps, Model model) {

        /**
         * Reads everything.
         *
         * @throws IllegalArgumentException if the heap has no room for so many clients
         */
        static First read(ConfigSource source, ServletContext context) throws ConfigException, IOException {
            AbatisConfig config = source.read();
            Map<Path, FileStamp> stamps = Reload.stamps(config);
            Model model = Models.read(config.model(), context);
            Heap.ofThisProcess().check(config.maxClients(), model);
            return new First(config, stamps, model);
        }
    }

    /**
     * Goes on from what was read first.
     *
     * @param gate judges by it
     * @param listener is told what happens here
     * @param clock what time it is then
     * @throws IllegalArgumentException if configuration and web application do not fit together
     */
    Reload(
            ConfigSource source,
            ServletContext context,
            First first,
            Gate gate,
            Listener listener,
            InstantSource clock) {
        this.source = source;
        this.context = context;
        this.first = first.config();
        this.seen = first.stamps();
        this.service = Service.first(checked(first.config()), gate);
        this.listener = listener;
        this.clock = clock;
    }

    synchronized Service service() {
        return service;
    }

    /** The mode that is set over that of the configuration; null if none is. */
    synchronized @Nullable Mode override() {
        return override;
    }

    /**
     * Sets a mode over that of the configuration, everywhere and through all reloads; null goes back to the configuration.
     *
     * @return the service from now on
     */
    synchronized Service override(@Nullable Mode mode) {
        override = mode;
        service = service.next(service.config(), service.gate().model(), mode);
        return service;
    }

    /** How often something else was taken into use. */
    long reloaded() {
        return reloaded.sum();
    }

    /** How often something else could not be taken into use; what is wrong in the same way look after look counts once. */
    long failed() {
        return failed.sum();
    }

    private void tell(Event.Kind kind, String note) {
        listener.on(Event.of(kind, clock.millis(), null, note));
    }

    /** Whether there is any file that may change. */
    synchronized boolean hasFiles() {
        return !seen.isEmpty();
    }

    /**
     * Looks once. A change is taken into use, or complained of, by the second of two looks that find the same: so nothing is that is still being written,
     * and no change is missed that comes within the same tick of the file system's clock.
     *
     * @return the service, a new one if there was a change for the good
     */
    synchronized Service look() {
        if (isUnchanged()) {
            last = null;
            problem = null;
            return service;
        }
        Found found = find();
        boolean settled = found.sameAs(last);
        last = found;
        if (settled) {
            String why = found.config() == null ? found.problem() : tried(found.config(), found.stamps());
            if (why != null && !why.equals(problem)) {
                LOG.error("configuration and model stay as they are: {}", why);
                failed.increment();
                tell(Event.Kind.RELOAD_FAILED, why);
            }
            problem = why;
        }
        return service;
    }

    /** What one look has found: a configuration, or why there is none. */
    private record Found(@Nullable AbatisConfig config, Map<Path, FileStamp> stamps, String problem) {

        boolean sameAs(@Nullable Found other) {
            return other != null && stamps.equals(other.stamps) && problem.equals(other.problem);
        }
    }

    private Found find() {
        try {
            AbatisConfig config = source.read();
            return new Found(config, stamps(config), "");
        } catch (ConfigException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Found(null, Map.of(), why(e));
        }
    }

    /** Takes it into use, or says why not. */
    private @Nullable String tried(AbatisConfig config, Map<Path, FileStamp> stamps) {
        try {
            Service next = service.next(checked(config), model(config, stamps), override);
            tellWhatWaits(service.config(), config);
            seen = stamps;
            service = next;
            String told = "mode " + next.gate().policy().mode() + ", threshold "
                    + next.gate().threshold();
            LOG.info("configuration and model are in use anew: {}", told);
            reloaded.increment();
            tell(Event.Kind.RELOADED, told);
            return null;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return why(e);
        }
    }

    private Model model(AbatisConfig config, Map<Path, FileStamp> stamps) throws IOException {
        Path file = config.model();
        boolean sameModel = Objects.equals(file, service.config().model())
                && (file == null || Objects.equals(stamps.get(file), seen.get(file)));
        if (sameModel) {
            return service.gate().model();
        }
        Model model = Models.read(file, context);
        Heap.ofThisProcess().check(first.maxClients(), model);
        return model;
    }

    private static String why(Throwable failure) {
        boolean isOurs = failure instanceof ConfigException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException;
        String message = failure.getMessage();
        return isOurs && message != null ? message : failure.toString();
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
        if (config.resolver().ipv6Prefix() != first.resolver().ipv6Prefix()) {
            throw new IllegalArgumentException(
                    "clients.ipv6-prefix cannot change without a restart: bans and counts are kept by it");
        }
        boolean holds = config.policy().grades().delay() != null;
        List<String> others = holds ? others() : List.of();
        if (!others.isEmpty() && !config.hold().filtersTakeAsync()) {
            throw new IllegalArgumentException(
                    "actions.delay lets a held call go on in a dispatch of type ASYNC, which passes no filter mapped for"
                            + " REQUEST alone, and this application has the filters " + others
                            + ": map all of them and Abatis for ASYNC, too, and set actions.delay.filters-take-async = true");
        }
        return config;
    }

    /** The application's own filters. */
    private List<String> others() {
        return context.getFilterRegistrations().values().stream()
                .filter(one -> !AbatisFilter.class.getName().equals(one.getClassName()))
                .map(FilterRegistration::getName)
                .sorted()
                .toList();
    }

    private void tellWhatWaits(AbatisConfig before, AbatisConfig now) {
        List<String> changes = changes(first, now);
        if (!changes.isEmpty() && !changes(before, now).isEmpty()) {
            LOG.warn("changes of {} wait for the next start", String.join(", ", changes));
        }
    }

    private static List<String> changes(AbatisConfig one, AbatisConfig other) {
        List<String> keys = new ArrayList<>();
        if (one.maxClients() != other.maxClients()) {
            keys.add("clients.max");
        }
        if (one.maxBans() != other.maxBans()) {
            keys.add("bans.max");
        }
        if (!one.operator().equals(other.operator())) {
            keys.add("bans.grace, store or recent-calls");
        }
        if (!Objects.equals(one.callLog(), other.callLog())) {
            keys.add("call-log");
        }
        if (!one.reloadCheck().equals(other.reloadCheck())) {
            keys.add("reload-check");
        }
        return keys;
    }
}
