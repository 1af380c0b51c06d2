package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.call.Outcome;
import io.abatis.gate.Action;
import io.abatis.gate.Gate;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What happens when the gate itself fails, and when a container behaves oddly: requests here are made by hand. */
final class AbatisFilterFailureTest {

    private final Map<String, Object> contextAttributes = new HashMap<>();
    private final Map<String, Object> requestAttributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger status = new AtomicInteger(200);
    private final FilterChain chain = (request, response) -> passed.incrementAndGet();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AbatisFilter.class);

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private static <T> T stub(Class<T> type, Map<String, InvocationHandler> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    InvocationHandler handler = methods.get(method.getName());
                    if (handler != null) {
                        return handler.invoke(proxy, method, given);
                    }
                    if (method.getReturnType() == boolean.class) {
                        return false;
                    }
                    return null;
                }));
    }

    private AbatisFilter filter(String config) throws Exception {
        AbatisFilter filter = new AbatisFilter(TestSite.config(config, folder), new SettableClock());
        ServletContext context = stub(
                ServletContext.class,
                Map.of(
                        "setAttribute",
                        (proxy, method, given) -> contextAttributes.put((String) given[0], given[1]),
                        "getAttribute",
                        (proxy, method, given) -> contextAttributes.get((String) given[0]),
                        "removeAttribute",
                        (proxy, method, given) -> contextAttributes.remove((String) given[0])));
        filter.init(stub(FilterConfig.class, Map.of("getServletContext", (proxy, method, given) -> context)));
        return filter;
    }

    private HttpServletRequest request(@Nullable String address, Map<String, InvocationHandler> more) {
        Map<String, InvocationHandler> methods = new HashMap<>();
        methods.put("getRemoteAddr", (proxy, method, given) -> address);
        methods.put("getDispatcherType", (proxy, method, given) -> DispatcherType.REQUEST);
        methods.put("getMethod", (proxy, method, given) -> "GET");
        methods.put("getServletPath", (proxy, method, given) -> "/a");
        methods.put("getHeaders", (proxy, method, given) -> Collections.emptyEnumeration());
        methods.put("setAttribute", (proxy, method, given) -> requestAttributes.put((String) given[0], given[1]));
        methods.put("getAttribute", (proxy, method, given) -> requestAttributes.get((String) given[0]));
        methods.putAll(more);
        return stub(HttpServletRequest.class, methods);
    }

    private HttpServletResponse response() {
        ServletOutputStream nowhere = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}

            @Override
            public void write(int b) {}
        };
        return stub(
                HttpServletResponse.class,
                Map.of(
                        "setStatus",
                        (proxy, method, given) -> {
                            status.set((Integer) given[0]);
                            return null;
                        },
                        "getStatus",
                        (proxy, method, given) -> status.get(),
                        "setHeader",
                        (proxy, method, given) -> headers.put((String) given[0], (String) given[1]),
                        "getOutputStream",
                        (proxy, method, given) -> nowhere));
    }

    private Gate gate() {
        return (Gate) java.util.Objects.requireNonNull(contextAttributes.get(AbatisFilter.GATE_ATTRIBUTE));
    }

    private long failures() {
        return gate().stats().snapshot().failures();
    }

    private long logged() {
        return log.list.stream()
                .filter(event -> event.getFormattedMessage().contains("could not be judged"))
                .count();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "unix:/run/x.sock", "localhost", "1.2.3", "[", "[]", "]", "[::1", "١٢٧.0.0.1"})
    void judge_peerIsNoAddress_passesAndIsCounted(@Nullable String address) throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");

        filter.doFilter(request(address, Map.of()), response(), chain);

        assertThat(passed).hasValue(1);
        assertThat(failures()).isEqualTo(1);
        assertThat(requestAttributes.get(AbatisFilter.VERDICT_ATTRIBUTE))
                .isEqualTo(new Verdict(Action.PASS, Reason.FAILURE, 0, 0));
        filter.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "fe80::1%eth0", "[fe80::1%2]"})
    void judge_peerInAnyNotation_isJudged(String address) throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");

        filter.doFilter(request(address, Map.of()), response(), chain);

        assertThat(passed).hasValue(1);
        assertThat(failures()).isZero();
        filter.destroy();
    }

    @Test
    void judge_failsAndOnErrorIsDeny_isRefused() throws Exception {
        AbatisFilter filter = filter("abatis { mode = enforce, on-error = deny }");

        filter.doFilter(request(null, Map.of()), response(), chain);

        assertThat(passed).hasValue(0);
        assertThat(status).hasValue(403);
        assertThat(headers).containsEntry("Retry-After", "1");
        assertThat(failures()).isEqualTo(1);
        filter.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    void judge_failsInAModeThatNeverRefuses_passes(String mode) throws Exception {
        AbatisFilter filter = filter("abatis { on-error = deny, mode = " + mode + " }");

        filter.doFilter(request(null, Map.of()), response(), chain);

        assertThat(passed).hasValue(1);
        assertThat(status).hasValue(200);
        filter.destroy();
    }

    @ParameterizedTest
    @CsvSource({"allow, 100", "deny, 0"})
    void judge_failsOften_isLoggedOnce(String onError, int served) throws Exception {
        AbatisFilter filter = filter("abatis { mode = enforce, on-error = " + onError + " }");

        for (int call = 0; call < 100; call++) {
            requestAttributes.clear();
            filter.doFilter(request("nobody", Map.of()), response(), chain);
        }

        assertThat(failures()).isEqualTo(100);
        assertThat(logged()).isEqualTo(1);
        assertThat(passed).hasValue(served);
        filter.destroy();
    }

    @Test
    void judge_containerThrows_isAFailureNotAnError() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        InvocationHandler fails = (proxy, method, given) -> {
            throw new UnsupportedOperationException("no method");
        };

        filter.doFilter(request("127.0.0.1", Map.of("getMethod", fails)), response(), chain);

        assertThat(passed).hasValue(1);
        assertThat(failures()).isEqualTo(1);
        filter.destroy();
    }

    @Test
    void observe_asyncCompletedMeanwhile_countsTheStatus() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        HttpServletRequest request = request(
                "127.0.0.1",
                Map.of("isAsyncStarted", (proxy, method, given) -> true, "getAsyncContext", (proxy, method, given) -> {
                    throw new IllegalStateException("it has been completed");
                }));

        assertThatCode(() -> filter.doFilter(request, response(), chain)).doesNotThrowAnyException();

        assertThat(gate().stats().snapshot().outcomes()).containsEntry(Outcome.SUCCESS, 1L);
        filter.destroy();
    }

    @Test
    void observe_asyncStarted_listens() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        AtomicInteger listeners = new AtomicInteger();
        AsyncContext async =
                stub(AsyncContext.class, Map.of("addListener", (proxy, method, given) -> listeners.incrementAndGet()));
        HttpServletRequest request = request(
                "127.0.0.1",
                Map.of(
                        "isAsyncStarted", (proxy, method, given) -> true,
                        "getAsyncContext", (proxy, method, given) -> async));

        filter.doFilter(request, response(), chain);

        assertThat(listeners).hasValue(1);
        assertThat(gate().stats().snapshot().outcomes()).containsEntry(Outcome.SUCCESS, 0L);
        filter.destroy();
    }

    @Test
    void filter_otherProtocol_passes() throws Exception {
        AbatisFilter filter = filter("abatis { mode = enforce, on-error = deny }");

        filter.doFilter(stub(ServletRequest.class, Map.of()), stub(ServletResponse.class, Map.of()), chain);

        assertThat(passed).hasValue(1);
        filter.destroy();
    }

    @Test
    void destroy_twiceOrWithoutInit_doesNoHarm() throws Exception {
        AbatisFilter filter = filter("");
        filter.destroy();

        assertThatCode(filter::destroy).doesNotThrowAnyException();
        assertThatCode(() -> new AbatisFilter().destroy()).doesNotThrowAnyException();
        assertThat(contextAttributes).isEmpty();
    }

    /** Two filters of one application, one of them from the jar's own web-fragment.xml: neither may switch the other off. */
    @Test
    void judge_secondFilterBehindAnObservingOne_stillRefuses() throws Exception {
        AbatisFilter observing = filter("abatis.mode = observe");
        AbatisFilter enforcing = filter("abatis { mode = enforce, deny = [\"198.51.100.7\"] }");
        HttpServletRequest request = request("198.51.100.7", Map.of());
        HttpServletResponse response = response();

        observing.doFilter(request, response, (a, b) -> enforcing.doFilter(a, b, chain));

        assertThat(passed).hasValue(0);
        assertThat(status).hasValue(403);
        observing.destroy();
        enforcing.destroy();
    }

    @Test
    void judge_sameFilterTwice_judgesOnce() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        HttpServletRequest request = request("198.51.100.7", Map.of());
        HttpServletResponse response = response();

        filter.doFilter(request, response, (a, b) -> filter.doFilter(a, b, chain));

        assertThat(passed).hasValue(1);
        assertThat(gate().stats().snapshot().verdicts()).containsEntry(Reason.CLEAR, 1L);
        filter.destroy();
    }

    @Test
    void observe_failing_leavesTheApplicationsExceptionAlone() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        HttpServletResponse broken = stub(HttpServletResponse.class, Map.of("getStatus", (proxy, method, given) -> {
            throw new IllegalStateException("no status");
        }));
        filter.doFilter(request("192.0.2.1", Map.of()), broken, (request, response) -> {});
        assertThat(failures()).isEqualTo(1);
        requestAttributes.clear(); // the next request is another

        HttpServletRequest asynchronous = request("192.0.2.2", Map.of("isAsyncStarted", (proxy, method, given) -> {
            throw new IllegalStateException("no telling");
        }));
        filter.doFilter(asynchronous, response(), (request, response) -> {});
        assertThat(failures()).isEqualTo(2);
    }

    /** A configuration that is given stays as it is, so there is nothing to look at. */
    @Test
    void init_configurationGivenAndNoModelFile_looksForNoChange() throws Exception {
        AbatisFilter filter = filter("abatis { model = null, reload-check = 10ms }");

        TestSite.await( // those of other tests may be about to end
                "no thread looks",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.equals("abatis-watch") || name.equals("abatis-held-calls")));
        filter.destroy();
    }

    /** What the application throws is not replaced, even if the gate cannot count it for want of memory. */
    @Test
    void observe_failingWithAnError_leavesTheApplicationsExceptionAlone() throws Exception {
        AbatisFilter filter = filter("abatis.mode = enforce");
        IllegalStateException own = new IllegalStateException("of the application");
        HttpServletRequest request = request(
                "192.0.2.2",
                Map.of(
                        "getAsyncContext",
                        (proxy, method, given) -> {
                            throw new OutOfMemoryError("none left");
                        },
                        "isAsyncStarted",
                        (proxy, method, given) -> true));

        filter.doFilter(request, response(), chain);
        assertThat(failures()).isEqualTo(1);
        requestAttributes.clear();
        assertThatThrownBy(() -> filter.doFilter(request, response(), (a, b) -> {
                    throw own;
                }))
                .isSameAs(own);
        filter.destroy();
    }
}
