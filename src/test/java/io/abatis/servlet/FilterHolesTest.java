package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.ModelFile;
import io.abatis.servlet.Wire.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holes that filters like this have had, a table for each; the test's name says what closes it. */
final class FilterHolesTest {

    private static final String DENIED = "198.51.100.7";
    private static final String HELD = "192.0.2.1";

    @TempDir
    Path folder;

    private final TestSite site = new TestSite();

    @AfterEach
    void stop() {
        site.close();
    }

    /** Everybody is held for 10 ms, apart from the denied; the filter is mapped to all dispatches, twice. */
    private void start(String more) throws Exception {
        Path model = folder.resolve("own.model");
        ModelFile.write(ConstantModel.scoring(0.5, 0.9), model);
        String config = TestSite.ENFORCE + "abatis { model = \"" + model + "\", deny = [\"" + DENIED + "\"]\n"
                + "actions.delay { time = 10ms, filters-take-async = true } }\n" + more;
        site.guarded(new AbatisFilter(TestSite.config(config, folder), site.clock), DispatcherType.values());
        FilterHolder[] filters = site.context.getServletHandler().getFilters();
        site.context.addFilter(filters[filters.length - 1], "/*", EnumSet.allOf(DispatcherType.class));
        site.serving(new TestServlet(FilterHolesTest::serve), "/do/*");
        site.serving(new TestServlet((request, response) -> response.setStatus(410)), "/gone");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, "/gone");
        site.context.setErrorHandler(errors);
        site.start();
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/forward" -> request.getRequestDispatcher("/gone").forward(request, response);
            case "/include" -> request.getRequestDispatcher("/gone").include(request, response);
            case "/error" -> response.sendError(404);
            case "/throw" -> throw new ServletException("of the application");
            case "/async" -> request.startAsync().dispatch("/gone");
            case "/async-error" -> request.startAsync().dispatch("/do/error");
            case "/async-throw" -> request.startAsync().dispatch("/do/throw");
            case "/session" ->
                response.getOutputStream()
                        .print(request.getSession(false) + ""
                                + Collections.list(request.getSession().getAttributeNames()));
            default -> response.setStatus(204);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain, null", "forward, null", "include, null", "error, null", "throw, null", "async, null",
                "async-error, null",
        "async-throw, null", "plain, 0.4", "forward, 0.4", "include, 0.4", "error, 0.4", "throw, 0.4", "async, 0.4",
        "async-error, 0.4", "async-throw, 0.4"
    })
    void judgedMark_onTheRequest_letsNoDispatchBeJudgedTwice(String path, String heldFrom) throws Exception {
        start("abatis { minimum-calls = 1, actions.delay.threshold = " + heldFrom + " }");

        site.wire().get("/do/" + path, Wire.from(HELD));

        TestSite.await("there is an outcome", () -> site.outcomes() > 0);
        assertThat(site.judged()).as("verdicts").isEqualTo(1);
        assertThat(site.outcomes()).as("outcomes").isEqualTo(1);
        assertThat(site.gate().vector(java.util.Objects.requireNonNull(io.abatis.client.Ip.parse(HELD)))[0])
                .as("counted calls")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"null, 192.0.2.1, null[]", "0.4, 192.0.2.1, null[]", "null, 198.51.100.7, ''"})
    void attributesOfTheRequest_ratherThanOfTheSession_leaveNothingToSerialise(
            String heldFrom, String client, String told) throws Exception {
        start("abatis { minimum-calls = 1, actions.delay.threshold = " + heldFrom + " }");

        Answer answer = site.wire().get("/do/session", Wire.from(client));

        if (told.isEmpty()) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        } else {
            assertThat(answer.body()).isEqualTo(told);
        }
    }

    /** Fails where the gate asks for the peer's address. */
    private static HttpServletRequest failing(HttpServletRequest request, String failure) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                switch (failure) {
                    case "runtime" -> throw new IllegalStateException(failure);
                    case "stack" -> throw new StackOverflowError(failure);
                    case "memory" -> throw new OutOfMemoryError(failure);
                    case "class" -> throw new NoClassDefFoundError(failure);
                    default -> {
                        return "nobody";
                    }
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "allow, runtime, 204", "allow, stack, 204", "allow, memory, 204", "allow, class, 204", "allow, address, 204",
        "deny, runtime, 403", "deny, stack, 403", "deny, memory, 403", "deny, class, 403", "deny, address, 403"
    })
    void onError_asConfigured_neitherOpensTheSiteUnaskedNorTakesItDown(String onError, String failure, int status)
            throws Exception {
        FilterHolder first = new FilterHolder(
                (request, response, chain) -> chain.doFilter(failing((HttpServletRequest) request, failure), response));
        first.setAsyncSupported(true);
        site.context.addFilter(first, "/*", EnumSet.of(DispatcherType.REQUEST));
        start("abatis.on-error = " + onError);

        assertThat(site.wire().get("/do/plain").status()).isEqualTo(status);
        assertThat(site.gate().stats().snapshot().failures()).isEqualTo(1);
    }
}
