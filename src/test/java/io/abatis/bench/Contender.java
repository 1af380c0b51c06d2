package io.abatis.bench;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.forest.NamesModel;
import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.filters.RateLimitFilter;
import org.eclipse.jetty.ee11.servlets.DoSFilter;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The filters that are compared. All know clients by {@code getRemoteAddr()}, and none of them logs. The rivals count and never come to refuse: their limits are out of
 * reach, which changes nothing in what they do before. None of them looks at the path, the answer or an earlier call's kind.
 */
public enum Contender {
    NONE("no filter") {
        @Override
        Filter make(int clients, boolean strict) {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    },

    /**
     * As it is shipped, with {@code maxRequestsPerSec=100}: it keeps an array of so many times for each client, 800 bytes, and a client that fills it within a second is passed on by a
     * listener instead of being held up. It also schedules an end of each request ({@code maxRequestMs}, 30 seconds), and cannot be told not to.
     */
    DOS("DoSFilter") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return dos(new DoSFilter(), strict);
        }
    },

    /** The same, made to count and do nothing else: its scheduler schedules nothing. Nobody runs it like this. */
    DOS_BARE("DoSFilter, its request timer taken out") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return dos(new Timeless(), strict);
        }
    },

    /** Its default of one count a client in buckets of a minute ({@code bucketDuration=60}). */
    TOMCAT("RateLimitFilter") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            RateLimitFilter filter = new RateLimitFilter();
            filter.setBucketRequests(strict ? STRICT : OUT_OF_REACH);
            filter.init(new StubConfig(Map.of()));
            return filter;
        }
    },

    BUCKET4J("Bucket4j + Caffeine") {
        @Override
        Filter make(int clients, boolean strict) {
            return new BucketFilter(strict ? STRICT : OUT_OF_REACH, 2L * clients);
        }
    },

    NAMES_OBSERVE("Abatis, 100 trees, observe") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return abatis("observe", NamesModel.FILE, clients);
        }
    },

    NAMES_ENFORCE("Abatis, 100 trees, enforce") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return abatis("enforce", NamesModel.FILE, clients);
        }
    },

    SHIPPED_OBSERVE("Abatis, model in the jar, observe") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return abatis("observe", null, clients);
        }
    },

    SHIPPED_ENFORCE("Abatis, model in the jar, enforce") {
        @Override
        Filter make(int clients, boolean strict) throws ServletException {
            return abatis("enforce", null, clients);
        }
    };

    /** In a test, a rival refuses from so many calls on; DoSFilter's limit is a hundred a second in any case. */
    static final int STRICT = 100;

    private static final int OUT_OF_REACH = 1_000_000_000;

    /** What one should know of the rivals when one reads the table. */
    static final String SETTINGS = """
            The rivals count the calls of an address, and do nothing else: no path, no answer, no verdict by behaviour. Their limits are out of reach.
            DoSFilter: maxRequestsPerSec=100; over that, a listener says NO_ACTION. It also schedules a time-out for each request; "timer taken out": it does not.
            RateLimitFilter: bucketDuration=60, bucketRequests=1000000000. Bucket4j: one bucket an address, in a Caffeine cache of twice the clients.
            Abatis: everything at its default, but no call log, twice the clients in clients.max, and no bound on bans; time runs so fast that a client
            seems to call every ten seconds. Nobody logs. Ratios are medians over rounds; each round measures every filter once, in a JVM of its own.
            """;

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /**
     * A filter in service.
     *
     * @param clients how many clients it will see
     * @param strict whether a rival refuses from {@value #STRICT} calls on instead of only counting
     */
    abstract Filter make(int clients, boolean strict) throws ServletException;

    /** The model in the jar, in force, believing loopback whom it speaks for, by the machine's own clock. */
    static Filter behindProxy(int clients) throws ServletException {
        return new AbatisFilter(
                config("enforce", ", clients.trusted-proxies = [\"127.0.0.0/8\"]", clients), InstantSource.system());
    }

    private static Filter dos(DoSFilter filter, boolean strict) throws ServletException {
        filter.init(new StubConfig(Map.of("maxRequestsPerSec", Integer.toString(STRICT), "delayMs", "-1")));
        if (!strict) {
            filter.setListener(new DoSFilter.Listener() {
                @Override
                public DoSFilter.Action onRequestOverLimit(
                        HttpServletRequest request, DoSFilter.OverLimit limit, DoSFilter filter) {
                    return DoSFilter.Action.NO_ACTION;
                }
            });
        }
        return filter;
    }

    private static final class Timeless extends DoSFilter {

        @Override
        protected Scheduler startScheduler() {
            return new IdleScheduler();
        }
    }

    private static final class IdleScheduler extends AbstractLifeCycle implements Scheduler {

        private static final Task NOTHING = () -> true;

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit units) {
            return NOTHING;
        }
    }

    static Filter abatis(String mode, @Nullable Path model, int clients) throws ServletException {
        return abatis(mode, model, clients, new ScaledClock(clients));
    }

    /** Ours, by another clock. */
    static Filter abatis(String mode, @Nullable Path model, int clients, InstantSource clock) throws ServletException {
        String more = model == null ? "" : ", model = \"" + model.toAbsolutePath() + "\"";
        AbatisFilter filter = new AbatisFilter(config(mode, more, clients), clock);
        filter.init(new StubConfig(Map.of()));
        return filter;
    }

    /** As an application would have it, but that nothing is written to the disk, and that no number of bans is taken for an accident. */
    private static AbatisConfig config(String mode, String more, int clients) throws ServletException {
        String config = "abatis { mode = " + mode + ", call-log.file = null, reload-check = 0s" + more
                + ", clients.max = " + 2L * clients
                + ", bans { max = " + Math.max(1000, clients) + ", max-per-minute = 100000000 } }\n";
        try {
            Path file = Files.createTempFile("abatis-bench", ".conf");
            try {
                Files.writeString(file, config);
                return ConfigReader.read(file, Map.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException | ConfigException e) {
            throw new ServletException("the benchmark's configuration does not fit any more", e);
        }
    }
}
