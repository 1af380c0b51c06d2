package io.abatis.admin;

import io.abatis.console.Console;
import io.abatis.console.Meters;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The operator's side of a gate: who may come in, the API and the pages. Make one, then {@link #register} it in a servlet context that is kept for it: its
 * context path must be {@code /}, its connector should listen on loopback alone. Whoever is not on this machine is refused all the same. Not safe for threads
 * until it is registered; used once.
 */
public final class AdminServlets {

    private final Supplier<? extends @Nullable Console> consoles;
    private final Operators operators;
    private final Set<String> hosts = new TreeSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
    private Events events = Events.none();
    private @Nullable Supplier<? extends @Nullable Meters> meters;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();

    private AdminServlets(Supplier<? extends @Nullable Console> consoles, Operators operators) {
        this.consoles = consoles;
        this.operators = operators;
    }

    /**
     * Begins to make one.
     *
     * @param consoles gives what stands in the attribute {@code io.abatis.console} of the servlet context that the filter is in; null while it is not in service
     * @param operators who may log in
     */
    public static AdminServlets of(Supplier<? extends @Nullable Console> consoles, Operators operators) {
        return new AdminServlets(consoles, operators);
    }

    /** Shows this audit log. */
    public AdminServlets events(Events log) {
        this.events = log;
        return this;
    }

    /** Answers Prometheus, for which Micrometer's registry for it must be there. */
    public AdminServlets meters(Supplier<? extends @Nullable Meters> those) {
        this.meters = those;
        return this;
    }

    /** Takes requests for another name of this machine, too: an ssh tunnel or a proxy on this machine may ask for it. */
    public AdminServlets host(String name) {
        hosts.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** Tells the time by another clock than the system's. */
    public AdminServlets clock(InstantSource other) {
        this.clock = other;
        return this;
    }

    /** Draws secrets from another source than the platform's; it must be secure, and safe for all threads. */
    public AdminServlets random(RandomGenerator other) {
        this.random = other;
        return this;
    }

    /**
     * Registers everything. To be called while the context is being initialised, by a {@link jakarta.servlet.ServletContainerInitializer} or a
     * {@link jakarta.servlet.ServletContextListener}.
     */
    public void register(ServletContext context) {
        PageTable pages = PageTable.packed();
        Logbook logbook = new Logbook(consoles, clock);
        Sessions sessions = new Sessions(operators, clock, random);
        Keys keys = new Keys(operators, sessions, logbook, clock);
        filter(context, "abatis-fence", new Fence(hosts));
        filter(context, "abatis-door", new Door(keys, logbook, pages));
        servlet(context, "abatis-api", api(new LogIn(keys, sessions, logbook), sessions, logbook), Door.API + "/*");
        servlet(context, "abatis-pages", new Pages(pages, keys), "/");
        servlet(context, "abatis-live", HealthServlet.live(), "/health/live");
        servlet(context, "abatis-ready", new HealthServlet(() -> consoles.get() != null), "/health/ready");
        if (meters != null) {
            servlet(context, "abatis-metrics", new MetricsServlet(meters), "/metrics");
        }
    }

    private ApiServlet api(LogIn logIn, Sessions sessions, Logbook logbook) {
        Views views = Views.of(
                events,
                who -> who.session() == null ? operators.has(who.operator()) : sessions.isAlive(who.session()),
                System::nanoTime);
        return new ApiServlet(consoles, logIn, views, new Duties(views, events, () -> {
            logbook.tellUntold();
            views.tick(consoles.get());
        }));
    }

    private static void filter(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    private static void servlet(ServletContext context, String name, Servlet servlet, String... patterns) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.setLoadOnStartup(1);
        registration.addMapping(patterns);
    }
}
