package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.servlet.Wire.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Once a request, whatever the container does with it, and the right outcome afterwards. The filter is mapped to all dispatches, twice. */
final class AbatisFilterDispatchTest {

    private TestSite site;
    private final TestServlet target = TestServlet.hello();
    private final AtomicReference<Throwable> seen = new AtomicReference<>();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        site = new TestSite();
        AbatisFilter filter = new AbatisFilter(TestSite.config(TestSite.ENFORCE, folder), site.clock);
        site.context.addFilter(new FilterHolder(this::watch), "/*", EnumSet.of(DispatcherType.REQUEST));
        site.guarded(filter, DispatcherType.values());
        FilterHolder same = site.context.getServletHandler().getFilters()[1];
        site.context.addFilter(same, "/*", EnumSet.allOf(DispatcherType.class));
        site.serving(target, "/target", "/error");
        serve(
                "/verdict",
                (request, response) -> response.getOutputStream()
                        .print(String.valueOf(
                                request.getAttribute(AbatisFilter.VERDICT_ATTRIBUTE) instanceof Verdict)));
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, "/error");
        site.context.setErrorHandler(errors);
        site.start();
    }

    /** What comes out of the filter into the filters before it. */
    private void watch(
            jakarta.servlet.ServletRequest request,
            jakarta.servlet.ServletResponse response,
            jakarta.servlet.FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            seen.set(e);
            throw e;
        }
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private TestServlet serve(String path, TestServlet.Answer answer) {
        TestServlet servlet = new TestServlet(answer);
        site.serving(servlet, path);
        return servlet;
    }

    private void assertJudgedOnce(Outcome outcome) {
        TestSite.await("there is an outcome", () -> site.outcomes() > 0);
        assertThat(site.judged()).isEqualTo(1);
        assertThat(site.outcomes(outcome))
                .as(site.gate().stats().snapshot().toString())
                .isEqualTo(1);
        assertThat(site.outcomes()).isEqualTo(1);
        assertThat(site.gate().stats().snapshot().failures()).isZero();
    }

    @Test
    void verdict_judgedRequest_isAnAttribute() throws Exception {
        assertThat(site.wire().get("/verdict").body()).isEqualTo("true");
        assertJudgedOnce(Outcome.SUCCESS);
        assertThat(site.verdicts(Reason.CLEAR)).isEqualTo(1);
    }

    @Test
    void session_afterJudging_isNotMade() throws Exception {
        serve(
                "/session",
                (request, response) -> response.getOutputStream()
                        .print(String.valueOf(request.getSession(false))
                                + java.util.Collections.list(
                                        request.getSession().getAttributeNames())));

        assertThat(site.wire().get("/session").body()).isEqualTo("null[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "include"})
    void judge_innerDispatch_isNotAnotherCall(String kind) throws Exception {
        serve("/outer", (request, response) -> {
            RequestDispatcher inner = request.getRequestDispatcher("/target");
            if (kind.equals("forward")) {
                inner.forward(request, response);
            } else {
                inner.include(request, response);
            }
        });

        assertThat(site.wire().get("/outer").body()).isEqualTo("hello");
        assertJudgedOnce(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS", "204, SUCCESS", "302, REDIRECT", "401, UNAUTHORIZED", "403, UNAUTHORIZED",
        "404, NOT_FOUND", "410, NOT_FOUND", "418, CLIENT_ERROR", "500, SERVER_ERROR", "503, SERVER_ERROR"
    })
    void observe_status_isTheOutcome(int status, Outcome outcome) throws Exception {
        serve("/status", (request, response) -> response.setStatus(status));

        assertThat(site.wire().get("/status").status()).isEqualTo(status);
        assertJudgedOnce(outcome);
    }

    @ParameterizedTest
    @CsvSource({"403, UNAUTHORIZED", "404, NOT_FOUND", "422, CLIENT_ERROR", "502, SERVER_ERROR"})
    void observe_errorPage_isOneCall(int status, Outcome outcome) throws Exception {
        serve("/fails", (request, response) -> response.sendError(status));

        Answer answer = site.wire().get("/fails");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("hello");
        assertJudgedOnce(outcome);
    }

    @Test
    void chain_throws_passesUnwrappedAndIsAServerError() throws Exception {
        RuntimeException runtime = new IllegalStateException("a");
        IOException io = new IOException("b");
        ServletException servlet = new ServletException("c");
        Error error = new AssertionError("d");
        serve("/runtime", (request, response) -> {
            throw runtime;
        });
        serve("/io", (request, response) -> {
            throw io;
        });
        serve("/servlet", (request, response) -> {
            throw servlet;
        });
        serve("/failure", (request, response) -> {
            throw error;
        });

        for (String path : new String[] {"runtime", "io", "servlet", "failure"}) {
            assertThat(site.wire().get("/" + path).status()).isEqualTo(500);
            Throwable expected = path.equals("runtime")
                    ? runtime
                    : path.equals("io") ? io : path.equals("servlet") ? servlet : error;
            assertThat(seen.get()).isSameAs(expected);
        }
        TestSite.await("all have an outcome", () -> site.outcomes() == 4);
        assertThat(site.outcomes(Outcome.SERVER_ERROR)).isEqualTo(4);
        assertThat(site.judged()).isEqualTo(4);
    }

    @Test
    void observe_asyncComplete_comesAfterCompletion() throws Exception {
        CompletableFuture<AsyncContext> waiting = new CompletableFuture<>();
        serve("/async", (request, response) -> waiting.complete(request.startAsync()));
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return site.wire().get("/async").status();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AsyncContext async = waiting.get(20, TimeUnit.SECONDS);
        site.wire().get("/target");
        TestSite.await("the call in between has an outcome", () -> site.outcomes() > 0);
        assertThat(site.outcomes()).isEqualTo(1);

        ((HttpServletResponse) async.getResponse()).setStatus(404);
        async.complete();

        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(404);
        TestSite.await("both have an outcome", () -> site.outcomes() == 2);
        assertThat(site.outcomes(Outcome.NOT_FOUND)).isEqualTo(1);
        assertThat(site.judged()).isEqualTo(2);
    }

    @Test
    void judge_asyncDispatch_isNotAnotherCall() throws Exception {
        serve("/async", (request, response) -> request.startAsync().dispatch("/target"));

        assertThat(site.wire().get("/async").body()).isEqualTo("hello");
        assertJudgedOnce(Outcome.SUCCESS);
    }

    @Test
    void observe_asyncDispatchFails_isTheLastStatus() throws Exception {
        serve("/missing", (request, response) -> response.sendError(404));
        serve("/async", (request, response) -> request.startAsync().dispatch("/missing"));

        assertThat(site.wire().get("/async").status()).isEqualTo(404);
        assertJudgedOnce(Outcome.NOT_FOUND);
    }

    @Test
    void observe_asyncDispatchThrows_isAServerError() throws Exception {
        serve("/throws", (request, response) -> {
            throw new IllegalStateException("of the application");
        });
        serve("/async", (request, response) -> request.startAsync().dispatch("/throws"));

        assertThat(site.wire().get("/async").status()).isEqualTo(500);
        assertJudgedOnce(Outcome.SERVER_ERROR);
    }

    @Test
    void observe_asyncRestarted_isOneCall() throws Exception {
        serve("/rounds", (request, response) -> {
            Object rounds = request.getAttribute("rounds");
            int round = rounds instanceof Integer number ? number : 0;
            request.setAttribute("rounds", round + 1);
            if (round < 3) {
                request.startAsync().dispatch();
            } else {
                response.sendError(410);
            }
        });

        assertThat(site.wire().get("/rounds").status()).isEqualTo(410);
        assertJudgedOnce(Outcome.NOT_FOUND);
    }

    @Test
    void observe_asyncTimeout_isAServerError() throws Exception {
        serve("/late", (request, response) -> request.startAsync().setTimeout(50));

        assertThat(site.wire().get("/late").status()).isEqualTo(500);
        assertJudgedOnce(Outcome.SERVER_ERROR);
    }

    /** Long polling: that nothing happened in time is no failure. */
    @Test
    void observe_asyncTimeoutAnsweredByTheApplication_isItsAnswer() throws Exception {
        serve("/poll", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new CompletesOnTimeout());
        });

        assertThat(site.wire().get("/poll").status()).isEqualTo(204);
        assertJudgedOnce(Outcome.SUCCESS);
    }

    private static final class CompletesOnTimeout implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(204);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, OPTIONS", "HEAD, HEAD", "DELETE, DELETE", "PROPFIND, PROPFIND", "PATCH, PATCH"})
    void pass_anyMethod_isUntouched(String method, String told) throws Exception {
        serve("/echo", (request, response) -> {
            response.setHeader("Method", request.getMethod());
            response.setHeader("Origin-Seen", request.getHeader("Origin"));
            response.setStatus(204);
        });

        Answer answer =
                site.wire().send(method, "/echo", "Origin: https://a.example", "Access-Control-Request-Method: PUT");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Method")).isEqualTo(told);
        assertThat(answer.header("Origin-Seen")).isEqualTo("https://a.example");
        assertThat(answer.headers()).doesNotContainKeys("cache-control", "retry-after", "vary", "set-cookie");
    }

    @Test
    void pass_chunkedBodyAndForm_areUnread() throws Exception {
        serve(
                "/echo",
                (request, response) -> response.getOutputStream()
                        .print(new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)));
        String type = "Content-Type: application/x-www-form-urlencoded";
        String request = Wire.head("POST", "/echo?a=1", "Transfer-Encoding: chunked", "Connection: close", type)
                + "\r\n5\r\na=2&b\r\n4\r\n=%25\r\n0\r\n\r\n";

        assertThat(Wire.parse(site.wire().exchange(request)).body()).isEqualTo("a=2&b=%25");
    }

    @Test
    void pass_upgrade_isForTheApplicationToAnswer() throws Exception {
        serve("/ws", (request, response) -> {
            response.setHeader("Asked", request.getHeader("Upgrade"));
            response.setStatus(426);
        });

        String answer = site.wire()
                .exchange(Wire.head("GET", "/ws", "Upgrade: websocket", "Connection: Upgrade, close") + "\r\n");

        assertThat(Wire.parse(answer).status()).isEqualTo(426);
        assertThat(Wire.parse(answer).header("Asked")).isEqualTo("websocket");
    }
}
