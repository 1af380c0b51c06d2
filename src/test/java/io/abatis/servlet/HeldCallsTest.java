package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Outcome;
import io.abatis.forest.ModelFile;
import io.abatis.gate.Action;
import io.abatis.servlet.Wire.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are held, through a real container. */
final class HeldCallsTest {

    /** All but the friend are held from their first call on. */
    private static final String FRIEND = "198.51.100.1";

    private static final String THREAD = "abatis-held-calls";

    @TempDir
    Path folder;

    private final TestSite site = new TestSite();

    @AfterEach
    void stop() {
        site.close();
        TestSite.await(
                "the timer has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals(THREAD)));
    }

    private String holding(String time, String more) throws IOException {
        Path file = folder.resolve("suspicious.model");
        ModelFile.write(ConstantModel.scoring(0.5, 0.9), file);
        return TestSite.ENFORCE + "abatis { model = \"" + file + "\", minimum-calls = 1, allow = [\"" + FRIEND
                + "\"], actions.delay { threshold = 0.4, time = " + time + ", times = 1000000 } }\n" + more;
    }

    private void start(String time, String more) throws Exception {
        site.guarded(holding(time, more), folder).start();
    }

    private TestServlet serve(String path, TestServlet.Answer answer) {
        TestServlet servlet = new TestServlet(answer);
        site.serving(servlet, path);
        return servlet;
    }

    private long actions(Action action) {
        return site.gate().stats().snapshot().actions().getOrDefault(action, 0L);
    }

    private Socket send(String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.connector.getLocalPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static Answer receive(Socket socket) throws IOException {
        try (socket) {
            return Wire.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private static String get(String path) {
        return Wire.head("GET", path, Wire.from("192.0.2.1"), "Connection: close") + "\r\n";
    }

    @Test
    void hold_hundredCallsAtATwelveThreadContainer_leavesItFreeForOthers() throws Exception {
        TestServlet servlet = TestServlet.hello();
        site.serving(servlet, "/*");
        start("3s", "abatis.actions.delay.max-held = 100");
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            held.add(send(get("/a")));
        }
        TestSite.await("all are held", () -> actions(Action.DELAY) == 100);

        for (int i = 0; i < 20; i++) {
            assertThat(site.wire().get("/", Wire.from(FRIEND)).status()).isEqualTo(200);
        }
        assertThat(servlet.hits()).isEqualTo(20);
        assertThat(send(get("/a"))).satisfies(socket -> {
            Answer full = receive(socket);
            assertThat(full.status()).isEqualTo(429);
            assertThat(full.header("Retry-After")).isEqualTo("3");
        });
        assertThat(actions(Action.DELAY)).isEqualTo(100);
        assertThat(actions(Action.LIMIT)).isEqualTo(1);

        for (Socket socket : held) {
            assertThat(receive(socket).status()).isEqualTo(200);
        }
        assertThat(servlet.hits()).isEqualTo(120);
        TestSite.await("all have an outcome", () -> site.outcomes() >= 120);
        assertThat(site.outcomes(Outcome.SUCCESS)).isEqualTo(120);
        assertThat(site.judged()).isEqualTo(121);
    }

    @Test
    void hold_time_passes() throws Exception {
        site.serving(TestServlet.hello(), "/*");
        start("300ms", "");
        long start = System.nanoTime();

        assertThat(receive(send(get("/a"))).body()).isEqualTo("hello");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void release_postWithChunkedBody_reachesTheServletWhole() throws Exception {
        TestServlet servlet = serve(
                "/echo/*",
                (request, response) -> response.getOutputStream()
                        .print(request.getMethod() + " " + request.getPathInfo() + " " + request.getQueryString() + " "
                                + request.getHeader("X-Own") + " " + request.getParameter("q") + " "
                                + new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)));
        start("100ms", "");
        String head = Wire.head(
                "POST",
                "/echo/x?q=1&r=%2F",
                Wire.from("192.0.2.1"),
                "Transfer-Encoding: chunked",
                "X-Own: v",
                "Connection: close");

        Answer answer = receive(send(head + "\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"));

        assertThat(answer.body()).isEqualTo("POST /x q=1&r=%2F v 1 hello world");
        assertThat(servlet.hits()).isEqualTo(1);
        TestSite.await("there is an outcome", () -> site.outcomes() == 1);
    }

    /** What the container dispatches on again must be what it dispatched on first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2520b",
                "/a%3Bb",
                "/p;v=1/q",
                "/x;jsessionid=1",
                "//d",
                "/%C3%A9",
                "/a+b",
                "/./b",
                "/e/../f",
                "/%7Ex",
                "/?a=%3F",
                "/a%3Fb"
            })
    void release_oddTargets_reachTheServletAsIfNotHeld(String target) throws Exception {
        serve(
                "/*",
                (request, response) -> response.getOutputStream()
                        .print(request.getServletPath() + "|" + request.getPathInfo() + "|" + request.getRequestURI()
                                + "|" + request.getQueryString()));
        start("10ms", "");

        Answer held = receive(send(get(target)));
        Answer free = site.wire().get(target, Wire.from(FRIEND));

        assertThat(held.status()).isEqualTo(free.status());
        if (free.status() == 200) {
            assertThat(held.body()).isEqualTo(free.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status, 404, NOT_FOUND",
        "error, 403, UNAUTHORIZED",
        "throw, 500, SERVER_ERROR",
        "async, 200, SUCCESS",
        "asyncDispatch, 410, NOT_FOUND",
        "asyncTimeout, 500, SERVER_ERROR",
        "forward, 410, NOT_FOUND"
    })
    void observe_heldCall_isOnceAndRight(String kind, int status, Outcome outcome) throws Exception {
        serve("/gone", (request, response) -> response.sendError(410));
        TestServlet servlet = serve("/do", (request, response) -> {
            switch (kind) {
                case "status" -> response.setStatus(404);
                case "error" -> response.sendError(403);
                case "throw" -> throw new IllegalStateException("of the application");
                case "async" -> request.startAsync().complete();
                case "asyncDispatch" -> request.startAsync().dispatch("/gone");
                case "asyncTimeout" -> request.startAsync().setTimeout(50);
                default -> request.getRequestDispatcher("/gone").forward(request, response);
            }
        });
        start("10ms", "");

        assertThat(receive(send(get("/do"))).status()).isEqualTo(status);

        TestSite.await("there is an outcome", () -> site.outcomes() > 0);
        assertThat(site.outcomes(outcome)).isEqualTo(1);
        assertThat(site.outcomes()).isEqualTo(1);
        assertThat(site.judged()).isEqualTo(1);
        assertThat(servlet.hits()).isEqualTo(1);
        assertThat(site.gate().stats().snapshot().failures()).isZero();
    }

    @Test
    void hold_filterMappedToAllDispatches_judgesOnce() throws Exception {
        TestServlet servlet = serve("/fails", (request, response) -> response.sendError(404));
        site.guarded(
                        new AbatisFilter(TestSite.config(holding("10ms", ""), folder), site.clock),
                        DispatcherType.values())
                .start();

        assertThat(receive(send(get("/fails"))).status()).isEqualTo(404);

        TestSite.await("there is an outcome", () -> site.outcomes() > 0);
        assertThat(site.judged()).isEqualTo(1);
        assertThat(site.outcomes(Outcome.NOT_FOUND)).isEqualTo(1);
        assertThat(servlet.hits()).isEqualTo(1);
    }

    private final ConcurrentLinkedQueue<DispatcherType> seen = new ConcurrentLinkedQueue<>();

    private void watch(EnumSet<DispatcherType> types) {
        FilterHolder watching = new FilterHolder((request, response, chain) -> {
            seen.add(((HttpServletRequest) request).getDispatcherType());
            chain.doFilter(request, response);
        });
        watching.setAsyncSupported(true);
        watching.setName("security");
        site.context.addFilter(watching, "/*", types);
    }

    @Test
    void start_filterMayMissAsyncDispatches_failsNamingIt() {
        watch(EnumSet.of(DispatcherType.REQUEST));

        assertThatThrownBy(() -> start("10ms", ""))
                .hasStackTraceContaining("Abatis does not start")
                .hasStackTraceContaining("[security]")
                .hasStackTraceContaining("actions.delay.filters-take-async");
    }

    @Test
    void release_filterTakesAsync_isPassed() throws Exception {
        TestServlet servlet = TestServlet.hello();
        site.serving(servlet, "/*");
        site.guarded(holding("10ms", "abatis.actions.delay.filters-take-async = true"), folder);
        watch(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        site.start();

        assertThat(receive(send(get("/a"))).body()).isEqualTo("hello");

        assertThat(seen).containsExactly(DispatcherType.ASYNC);
        assertThat(servlet.hits()).isEqualTo(1);
    }

    /** Many filters, all that derive from Spring's OncePerRequestFilter, do nothing in dispatches of type ASYNC. */
    @Test
    void release_filterIgnoresAsync_isMadeToSeeARequestWhereAbatisIsMappedForAsync() throws Exception {
        serve("/a", (request, response) -> {
            if (request.getAttribute("again") == null) {
                request.setAttribute("again", true);
                request.startAsync().dispatch();
            }
        });
        String config = holding("10ms", "abatis.actions.delay.filters-take-async = true");
        site.guarded(
                new AbatisFilter(TestSite.config(config, folder), site.clock),
                DispatcherType.REQUEST,
                DispatcherType.ASYNC);
        watch(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        site.start();

        assertThat(receive(send(get("/a"))).status()).isEqualTo(200);

        assertThat(seen).containsExactly(DispatcherType.REQUEST, DispatcherType.ASYNC);
    }

    @Test
    void hold_filterOnTheWayTakesNoAsync_goesOnAtOnce() throws Exception {
        site.serving(TestServlet.hello(), "/*");
        FilterHolder holder =
                new FilterHolder(new AbatisFilter(TestSite.config(holding("20s", ""), folder), site.clock));
        holder.setAsyncSupported(false);
        site.context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        site.start();

        assertThat(receive(send(get("/a"))).body()).isEqualTo("hello");
        assertThat(site.outcomes(Outcome.SUCCESS)).isEqualTo(1);
    }

    /** A filter before this one has begun an asynchronous request: the call cannot be held, and must not fail for that. */
    @Test
    void hold_asyncAlreadyStarted_goesOnAtOnce() throws Exception {
        site.serving(TestServlet.hello(), "/*");
        FilterHolder first = new FilterHolder((request, response, chain) -> {
            request.startAsync();
            chain.doFilter(request, response);
            request.getAsyncContext().complete();
        });
        first.setAsyncSupported(true);
        site.context.addFilter(first, "/*", EnumSet.of(DispatcherType.REQUEST));
        start("20s", "abatis.actions.delay { filters-take-async = true, max-held = 1 }");

        for (int call = 0; call < 3; call++) {
            assertThat(receive(send(get("/a"))).body()).isEqualTo("hello");
        }
        TestSite.await("all have an outcome", () -> site.outcomes(Outcome.SUCCESS) == 3);
    }

    /** Where the container lets asynchronous requests end sooner than the call is held. */
    @Test
    void hold_containerTimesOutSooner_goesOnThen() throws Exception {
        TestServlet servlet = TestServlet.hello();
        site.serving(servlet, "/*");
        FilterHolder shortens = new FilterHolder((request, response, chain) -> {
            chain.doFilter(request, response);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().setTimeout(100);
            }
        });
        shortens.setAsyncSupported(true);
        site.context.addFilter(shortens, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        start("20s", "abatis.actions.delay { filters-take-async = true, max-held = 1 }");

        for (int call = 1; call <= 2; call++) {
            assertThat(receive(send(get("/a"))).body()).isEqualTo("hello");
            assertThat(servlet.hits()).isEqualTo(call);
        }
        TestSite.await("all have an outcome", () -> site.outcomes(Outcome.SUCCESS) == 2);
    }

    @Test
    void hold_clientLeaves_freesThePlace() throws Exception {
        site.serving(TestServlet.hello(), "/*");
        start("200ms", "abatis.actions.delay.max-held = 1");

        for (int call = 1; call <= 3; call++) {
            send(get("/a")).close();
            int calls = call;
            TestSite.await("it has an outcome", () -> site.outcomes() == calls);
        }

        assertThat(receive(send(get("/a"))).status()).isEqualTo(200);
        assertThat(actions(Action.DELAY)).isEqualTo(4);
        assertThat(actions(Action.LIMIT)).isZero();
    }

    /** The body comes after the time is over: the place is free by then. */
    @Test
    void hold_slowBody_keepsNoPlace() throws Exception {
        serve(
                "/echo",
                (request, response) -> response.getOutputStream()
                        .print(new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)));
        start("50ms", "abatis.actions.delay.max-held = 1");
        String head = Wire.head("POST", "/echo", Wire.from("192.0.2.1"), "Content-Length: 4", "Connection: close");
        try (Socket slow = send(head + "\r\nab")) {
            TestSite.await("it is held", () -> actions(Action.DELAY) == 1);
            TestSite.await("there is room again", () -> {
                try {
                    return receive(send(get("/echo"))).status() == 200;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            slow.getOutputStream().write("cd".getBytes(StandardCharsets.US_ASCII));
            assertThat(receive(slow).body()).isEqualTo("abcd");
        }
    }

    @Test
    void hold_pipelinedRequests_areHeldOneByOneAndAnsweredInOrder() throws Exception {
        serve("/*", (request, response) -> response.getOutputStream().print("<" + request.getPathInfo() + ">"));
        start("20ms", "abatis.actions.delay.max-held = 1");
        String from = Wire.from("192.0.2.1");

        String answers = site.wire()
                .exchange(Wire.head("GET", "/1", from) + "\r\n" + Wire.head("GET", "/2", from) + "\r\n" + get("/3"));

        assertThat(answers).containsSubsequence("HTTP/1.1 200", "</1>", "HTTP/1.1 200", "</2>", "HTTP/1.1 200", "</3>");
        assertThat(actions(Action.LIMIT)).isZero();
    }

    @Test
    void destroy_callsAreHeld_answers503() throws Exception {
        TestServlet servlet = TestServlet.hello();
        site.serving(servlet, "/*");
        AbatisFilter filter = new AbatisFilter(TestSite.config(holding("20s", ""), folder), site.clock);
        site.guarded(filter, DispatcherType.REQUEST).start();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return receive(send(get("/a")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        TestSite.await("it is held", () -> actions(Action.DELAY) == 1);
        TestSite.await("it has left the container's thread", () -> site.gate().trackedClients() == 1);

        filter.destroy();

        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
        assertThat(servlet.hits()).isZero();
    }
}
