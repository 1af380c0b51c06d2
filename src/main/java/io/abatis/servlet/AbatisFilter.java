package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.console.Seen;
import io.abatis.console.Timings;
import io.abatis.gate.Action;
import io.abatis.gate.Gate;
import io.abatis.gate.Verdict;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of an application, and refuses clients that behave like attackers.
 *
 * <p>Map it first, to {@code /*}, for the dispatcher type REQUEST, and ASYNC if calls are to be held, with async support. It is configured by a file, see {@code config/abatis.conf}: named by
 * the init-param {@value #CONFIG_PARAM} (a path, or a resource of the web application that begins with {@code /WEB-INF/}), else by the system property
 * {@value #CONFIG_PROPERTY}, else {@code abatis.conf} on the class path, else the defaults. A configuration or model that cannot be used stops the start.
 *
 * <p><strong>Behind a proxy</strong> name it in {@code clients.trusted-proxies}: without that all requests seem to come from the proxy, and one attacker
 * gets everybody refused.
 *
 * <p>The verdict is left in the request attribute {@value #VERDICT_ATTRIBUTE}; the gate in the servlet context's attribute {@value #GATE_ATTRIBUTE}, the configuration in {@value #CONFIG_ATTRIBUTE}. Nothing
 * is put into sessions, and the request is not changed. Safe for all threads.
 */
public final class AbatisFilter implements Filter {

    /** The request attribute that holds the call's {@link Verdict}. */
    public static final String VERDICT_ATTRIBUTE = "io.abatis.verdict";

    /** The servlet context's attribute that holds the {@link Gate} while the filter is in service. */
    public static final String GATE_ATTRIBUTE = "io.abatis.gate";

    /** The servlet context's attribute that holds the operator's {@link io.abatis.console.Console} while the filter is in service. */
    public static final String CONSOLE_ATTRIBUTE = "io.abatis.console";

    /** The servlet context's attribute that holds the {@link io.abatis.audit.AuditLog} while the filter is in service. */
    public static final String AUDIT_ATTRIBUTE = "io.abatis.audit";

    /** The servlet context's attribute that holds the {@link io.abatis.console.Meters} while the filter is in service. */
    public static final String METERS_ATTRIBUTE = "io.abatis.meters";

    /** The servlet context's attribute that holds the {@link AbatisConfig} in use while the filter is in service. */
    public static final String CONFIG_ATTRIBUTE = "io.abatis.config";

    /** The init-param that names the configuration. */
    public static final String CONFIG_PARAM = "config";

    /** The system property that names the configuration. */
    public static final String CONFIG_PROPERTY = "abatis.config";

    private final InstantSource clock;
    private final LongSupplier secrets;
    private final LongSupplier ticker;
    private final @Nullable AbatisConfig given;
    private final Map<String, String> environment;
    private final Refusal refusal = new Refusal();

    /** Marks requests that this very filter has judged: were the mark shared, a filter that observes would switch off one that enforces behind it. */
    private final String judgedMark = VERDICT_ATTRIBUTE + "@" + Integer.toHexString(System.identityHashCode(this));

    private volatile @Nullable Installation installation;

    /** A filter that finds its configuration when the container initialises it. */
    public AbatisFilter() {
        this(System.getenv());
    }

    /**
     * The same with other variables than the process's own to override keys.
     *
     * @param environment whose variables override keys, each time that the configuration is read
     */
    public AbatisFilter(Map<String, String> environment) {
        this(null, environment, InstantSource.system(), new SecureRandom()::nextLong, System::nanoTime);
    }

    /**
     * A filter with this configuration, whatever init-params and properties say, and whatever becomes of the files that it was read from. A model file is
     * looked at again.
     *
     * @param config the configuration; null finds it as the other constructor does
     * @param clock what time it is
     */
    public AbatisFilter(@Nullable AbatisConfig config, InstantSource clock) {
        this(config, clock, new SecureRandom()::nextLong);
    }

    AbatisFilter(@Nullable AbatisConfig config, InstantSource clock, LongSupplier secrets) {
        this(config, System.getenv(), clock, secrets, System::nanoTime);
    }

    /** @param ticker nanoseconds from anywhere, which judging is timed by */
    AbatisFilter(@Nullable AbatisConfig config, InstantSource clock, LongSupplier secrets, LongSupplier ticker) {
        this(config, System.getenv(), clock, secrets, ticker);
    }

    private AbatisFilter(
            @Nullable AbatisConfig config,
            Map<String, String> environment,
            InstantSource clock,
            LongSupplier secrets,
            LongSupplier ticker) {
        this.given = config;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.secrets = secrets;
        this.ticker = ticker;
    }

    @Override
    public void init(FilterConfig filter) throws ServletException {
        try {
            installation = new Installation(source(filter), filter.getServletContext(), name(filter), secrets, clock);
        } catch (IOException | ConfigException | IllegalArgumentException e) {
            throw new UnavailableException("Abatis does not start: " + e.getMessage());
        }
    }

    /** A container should name every filter. */
    private static String name(FilterConfig filter) {
        String name = filter.getFilterName();
        return name == null ? "" : name;
    }

    private Reload.ConfigSource source(FilterConfig filter) throws IOException {
        AbatisConfig config = given == null ? null : given.withoutFiles();
        ConfigLocation location = config == null ? ConfigLocation.find(filter) : null;
        return () -> location == null ? Objects.requireNonNull(config) : location.read(environment);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Installation abatis = installation;
        if (abatis == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        if (http.getDispatcherType() != DispatcherType.REQUEST || http.getAttribute(judgedMark) != null) {
            chain.doFilter(released(http), response);
            return;
        }
        Service service = abatis.service();
        Judged judged = judge(abatis, service, http);
        http.setAttribute(judgedMark, Mark.JUDGED);
        http.setAttribute(VERDICT_ATTRIBUTE, judged.verdict());
        if (judged.verdict().refuses()) {
            refusal.write(http, answer, judged.verdict());
            return;
        }
        Seen seen = judged.seen();
        if (seen == null) {
            chain.doFilter(request, response);
            return;
        }
        if (judged.verdict().action() == Action.DELAY && holds(abatis, service, http, answer, judged.verdict(), seen)) {
            return;
        }
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            Observation.returned(abatis, service, seen, http, answer, failed);
        }
    }

    /** How far a request has come. */
    private enum Mark {
        JUDGED,
        HELD
    }

    /** A held call on its way again is new to the filters behind this one, of which some do nothing in dispatches of type ASYNC. */
    private HttpServletRequest released(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ASYNC || request.getAttribute(judgedMark) != Mark.HELD) {
            return request;
        }
        request.setAttribute(judgedMark, Mark.JUDGED);
        return new HttpServletRequestWrapper(request) {
            @Override
            public DispatcherType getDispatcherType() {
                return DispatcherType.REQUEST;
            }
        };
    }

    /** A verdict, and the call in the record; the verdict alone where the gate failed. */
    private record Judged(Verdict verdict, @Nullable Seen seen) {}

    /** An error, too, is for {@code on-error} to answer: a class that is missing or memory that is short must neither close nor open a site unasked. */
    private Judged judge(Installation abatis, Service service, HttpServletRequest request) {
        Call call = null;
        try {
            call = service.calls().of(request, clock.millis());
            abatis.record(service, call);
            Verdict verdict = Timings.wants(call.timeMillis())
                    ? timed(abatis, service, call)
                    : service.gate().judge(call);
            return new Judged(verdict, abatis.recent().add(call, verdict));
        } catch (RuntimeException | Error e) {
            return new Judged(abatis.failed(service, call, e), null);
        }
    }

    private Verdict timed(Installation abatis, Service service, Call call) {
        long begin = ticker.getAsLong();
        Verdict verdict = service.gate().judge(call);
        abatis.judging().add(ticker.getAsLong() - begin);
        return verdict;
    }

    /** Whether the call has been held, or refused because too many are; it goes on at once if its way takes no asynchronous requests. */
    private boolean holds(
            Installation abatis,
            Service service,
            HttpServletRequest request,
            HttpServletResponse response,
            Verdict verdict,
            Seen seen)
            throws IOException {
        int most = service.config().hold().most();
        request.setAttribute(judgedMark, Mark.HELD); // before, because it may be released at once
        Observation observation = new Observation(abatis, service, seen, response);
        HeldCalls.Result result = abatis.held().hold(request, verdict.waitMillis(), most, observation);
        if (result != HeldCalls.Result.HELD) {
            request.setAttribute(judgedMark, Mark.JUDGED);
        }
        if (result == HeldCalls.Result.FULL) {
            service.gate().stats().countUnheld();
            request.setAttribute(VERDICT_ATTRIBUTE, verdict.unheld());
            refusal.write(request, response, verdict.unheld());
        }
        return result != HeldCalls.Result.IMPOSSIBLE;
    }

    @Override
    public void destroy() {
        Installation abatis = installation;
        installation = null;
        if (abatis != null) {
            abatis.close();
        }
    }
}
