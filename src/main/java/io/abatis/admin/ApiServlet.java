package io.abatis.admin;

import io.abatis.console.Console;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API: finds what is asked for in one table, and answers. Whoever comes here has passed {@link Door}. Safe for all threads. */
final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final String DESCRIPTION = "openapi.yaml";

    private final transient Supplier<? extends @Nullable Console> consoles;
    private final transient List<Route> routes;
    private final transient Duty duty;

    /** @param duty is begun and ended with the servlet */
    ApiServlet(Supplier<? extends @Nullable Console> consoles, LogIn logIn, Views views, Duty duty) {
        this.consoles = consoles;
        this.routes = table(logIn, views);
        this.duty = duty;
    }

    /** What lives as long as the servlet does. */
    interface Duty {
        void begin();

        void end();
    }

    private static List<Route> table(LogIn logIn, Views views) {
        return List.of(
                new Route("POST", "/session", logIn::open),
                new Route("GET", "/session", logIn::get),
                new Route("DELETE", "/session", logIn::end),
                new Route("GET", "/status", views.status()::get),
                new Route("PUT", "/mode", views.status()::mode),
                new Route("GET", "/history", views.history()::get),
                new Route("GET", "/stream", views.stream()::open),
                new Route("GET", "/clients", views.clients()::list),
                new Route("GET", "/clients/{ip}", views.clients()::one),
                new Route("GET", "/bans", views.bans()::list),
                new Route("POST", "/bans", views.bans()::add),
                new Route("PUT", "/bans/{ip}", views.bans()::change),
                new Route("DELETE", "/bans/{ip}", views.bans()::lift),
                new Route("GET", "/allowed", views.bans()::allowed),
                new Route("PUT", "/allowed/{ip}", views.bans()::allow),
                new Route("DELETE", "/allowed/{ip}", views.bans()::disallow),
                new Route("GET", "/labels", views.clients()::labels),
                new Route("GET", "/model", views.model()::get),
                new Route("GET", "/what-if", views.model()::whatIf),
                new Route("GET", "/events", views.events()::list),
                new Route("GET", "/events/{id}", views.events()::one),
                new Route("GET", "/openapi.yaml", ask -> description()));
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public void init() {
        duty.begin();
    }

    @Override
    public void destroy() {
        duty.end();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response).write(response);
        } catch (Problem problem) {
            problem.write(response);
        } catch (RuntimeException e) {
            LOG.error("an operator's request failed", e);
            if (!response.isCommitted()) {
                new Problem(500, "this failed; the log says why").write(response);
            }
        }
    }

    private Answer answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables == null) {
                continue;
            }
            if (route.method().equals(request.getMethod().replace("HEAD", "GET"))) {
                return route.handler().answer(new Ask(request, response, variables, consoles));
            }
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        if (allowed.isEmpty()) {
            throw Problem.nothing("there is nothing of this name in the API");
        }
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", String.join(", ", allowed) + ", OPTIONS");
            return Answer.none();
        }
        throw Problem.method(String.join(", ", allowed));
    }

    private static Answer description() throws IOException, Problem {
        try (InputStream in = ApiServlet.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw Problem.nothing("the description is missing from the class path");
            }
            return Answer.of(200, "application/yaml", in.readAllBytes());
        }
    }
}
