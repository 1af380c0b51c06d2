package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoadTesterTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private final FakeTicker ticker = new FakeTicker();

    /** One call at a time, so that the answers come in the order of the calls. */
    private LoadTester inOrder(LoadPlan plan) {
        return new LoadTester(plan, new Limits(1, Duration.ofSeconds(10)), ticker, CLOCK, answer -> {});
    }

    private static LoadPlan plan(LoopbackUrl url, double rate, int seconds) {
        return new LoadPlan(url, 16, 6, rate, Duration.ofSeconds(seconds), 42);
    }

    @Test
    void run_serverThatRefusesAttackers_isReportedClientByClient() throws IOException {
        try (TestServer server = TestServer.refusingAfter(9)) {
            LoadResult result = inOrder(plan(server.url(), 100, 6)).run();
            assertThat(result.sent()).isEqualTo(600);
            assertThat(result.answered()).isEqualTo(600);
            assertThat(result.refusedClients(ClientKind.HOSTILE)).isEqualTo(6);
            assertThat(result.refusedClients(ClientKind.BENIGN)).isZero();
            assertThat(result.callsToRefusal(ClientKind.HOSTILE)).containsExactly(10, 10, 10, 10, 10, 10);
            assertThat(result.letBackIn(ClientKind.HOSTILE)).isZero();
            assertThat(result.failures()).isEmpty();
            assertThat(result.statuses()).containsOnlyKeys(200, 403);
            assertThat(result.startedAt()).isEqualTo(CLOCK.instant());
            assertThat(result.clients(ClientKind.HOSTILE))
                    .allSatisfy(client -> assertThat(client.served()).isEqualTo(9))
                    .allSatisfy(client -> assertThat(client.sent()).isEqualTo(9 + client.refused()));
            assertThat(result.timeline().buckets().stream()
                            .mapToLong(Timeline.Bucket::total)
                            .sum())
                    .isEqualTo(600);
        }
    }

    @Test
    void run_refusalThatDoesNotHold_isCounted() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> calls.incrementAndGet() == 3 ? 429 : 200)) {
            LoadPlan plan = new LoadPlan(server.url(), 0, 1, 10, Duration.ofSeconds(1), 1);
            LoadResult result = inOrder(plan).run();
            assertThat(result.callsToRefusal(ClientKind.HOSTILE)).containsExactly(3);
            assertThat(result.servedAfterRefusal(ClientKind.HOSTILE)).isEqualTo(7);
            assertThat(result.letBackIn(ClientKind.HOSTILE)).isOne();
        }
    }

    @Test
    void run_realTimeManyInFlight_sendsThePlanned() throws IOException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Set<String> paths = ConcurrentHashMap.newKeySet();
        try (TestServer server = new TestServer(exchange -> {
            seen.add(TestServer.client(exchange));
            paths.add(exchange.getRequestURI().toString());
            return 200;
        })) {
            AtomicInteger told = new AtomicInteger();
            LoadPlan plan = new LoadPlan(server.url(), 16, 6, 1_000, Duration.ofMillis(500), 42);
            LoadResult result = new LoadTester(plan, CLOCK, answer -> told.incrementAndGet()).run();
            assertThat(result.answered()).isEqualTo(500);
            assertThat(told).hasValue(500);
            assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(498));
            assertThat(seen).hasSize(22).contains("172.144.0.22", "175.144.22.7");
            assertThat(paths).hasSize(14).contains("/api/rarely", "/api/often8");
        }
    }

    /** The first answer takes a second; the calls due in that second are sent after it, and answered at once. */
    @Test
    void run_serverThatStalls_countsLatencyFromWhenCallsWereDue() throws IOException {
        AtomicBoolean stalled = new AtomicBoolean();
        try (TestServer server = new TestServer(exchange -> {
            if (stalled.compareAndSet(false, true)) {
                ticker.passMillis(1_000);
            }
            return 200;
        })) {
            LoadResult result = inOrder(plan(server.url(), 10, 2)).run();
            assertThat(result.answered()).isEqualTo(20);
            assertThat(result.maxBacklog()).isEqualTo(9);
            LatencyProfile latency = result.served();
            assertThat(result.late().count()).isBetween(9L, 10L);
            assertThat(result.late().longest()).isBetween(Duration.ofMillis(890), Duration.ofMillis(1_010));
            // Due at 0, 100, … 1000 ms, answered at 1000 ms: 1000, 900, … 0 ms, a mean of 275 ms, or somewhat more
            // where
            // the time passed on before an answer came. A closed loop would see one long call, and a mean of 50 ms.
            assertThat(latency.max()).isBetween(1_000_000_000L, 1_010_000_000L);
            assertThat(latency.mean()).isBetween(274e6, 330e6);
            assertThat(latency.p90()).isBetween(800_000_000L, 910_000_000L);
        }
    }

    @Test
    void run_scenarioWithForms_sendsMethodBodyAndAddress() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(exchange -> {
            seen.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + TestServer.body(exchange) + " "
                            + TestServer.client(exchange) + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type"));
            return 200;
        })) {
            Scenario scenario = ScenarioReader.parse("x", """
                    duration = 1s, groups = [{ name = a, clients { pay = 1 }, rate = 20, addresses = ipv6 }]
                    behaviours { pay { hostile = true, calls { "POST /pay?n={number} card={word}&x={word}" = 1 } } }
                    """);
            LoadResult result = inOrder(new LoadPlan(server.url(), scenario, 7)).run();
            assertThat(result.answered()).isEqualTo(20);
            assertThat(seen.stream().distinct()).hasSize(20);
            assertThat(seen)
                    .allMatch(call -> call.matches("POST /pay\\?n=[0-9]{1,4} card=[a-z]{8}&x=[a-z]{8} "
                            + "2001:db8:2:1::1 application/x-www-form-urlencoded"));
        }
    }

    /** The server refuses the whole address once an insider's third call has come. */
    @Test
    void run_sharedAddress_tellsWhichUsersSuffered() throws Exception {
        AtomicInteger hostile = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            int evil = exchange.getRequestURI().getPath().equals("/evil") ? hostile.incrementAndGet() : hostile.get();
            return evil >= 3 && TestServer.client(exchange).equals("174.144.22.1") ? 403 : 200;
        })) {
            Scenario scenario = ScenarioReader.parse("x", """
                    duration = 10s
                    behaviours { evil { hostile = true, calls { "GET /evil" = 1 } } }
                    groups = [
                      { name = office, clients { user = 5 }, behind = office, rate = 20 }
                      { name = insider, clients { evil = 1 }, behind = office, rate = 2, start = 5s }
                      { name = elsewhere, clients { user = 5 }, rate = 20 }
                    ]
                    """);
            LoadResult result = inOrder(new LoadPlan(server.url(), scenario, 7)).run();
            ClientResult office = result.clients().get(0);
            assertThat(office.address()).isEqualTo("174.144.22.1");
            assertThat(office.kind()).isEqualTo(ClientKind.HOSTILE);
            assertThat(office.benign()).isEqualTo(new ClientResult.Phase(true, null));
            assertThat(office.usersHurt()).isEqualTo(5);
            // The third insider's call is due after 6 s; the office calls on for 4 s, and the insider 8 times.
            assertThat(office.benignRefused()).isBetween(79L, 80L);
            assertThat(office.refused()).isEqualTo(office.benignRefused() + 8);
            assertThat(result.usersHurt()).isEqualTo(5);
            assertThat(result.refusedClients(ClientKind.BENIGN)).isZero();
            assertThat(result.groups())
                    .extracting(GroupResult::name, GroupResult::refusedClients, GroupResult::sent)
                    .containsExactly(
                            tuple("office", 1L, 200L), tuple("insider", 1L, 10L), tuple("elsewhere", 0L, 200L));
            assertThat(LoadSummary.of(result)).contains("5 users and 1 attacker: ", "of 5 persons");
            assertThat(LoadReport.of(result)).contains("5 users and 1 attacker", "Shared addresses");
        }
    }

    @Test
    void run_serverThatNeverAnswers_endsByItself() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestServer server = new TestServer(exchange -> await(never))) {
            Limits limits = new Limits(4, Duration.ofMillis(200));
            LoadPlan plan = new LoadPlan(server.url(), 4, 1, 100, Duration.ofMillis(300), 1);
            LoadResult result = new LoadTester(plan, limits, Ticker.Machine.INSTANCE, CLOCK, answer -> {}).run();
            assertThat(result.answered()).isZero();
            assertThat(result.failures()).containsKeys(Failure.TIMED_OUT, Failure.NEVER_SENT);
            assertThat(result.failed()).isEqualTo(30);
            assertThat(result.endedEarly()).isFalse();
            never.countDown();
        }
    }

    @Test
    void run_serverThatBreaksConnections_countsFailures() throws IOException {
        try (TestServer server = new TestServer(exchange -> {
            throw new IllegalStateException("broken on purpose");
        })) {
            LoadResult result = inOrder(plan(server.url(), 10, 1)).run();
            assertThat(result.failures()).containsEntry(Failure.BROKEN, 10L);
            assertThat(result.clients().stream().mapToLong(ClientResult::failed).sum())
                    .isEqualTo(10);
        }
    }

    @Test
    void run_absentServer_saysSoBeforeAnyCall() throws IOException {
        LoopbackUrl url = absent();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> inOrder(plan(url, 10, 1)).run())
                .withMessage("nothing answers at " + url + ": start the demo first");
    }

    @Test
    void stop_whileRunning_endsEarlyWithWhatWasFound() throws IOException {
        CompletableFuture<LoadTester> tester = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            if (calls.incrementAndGet() == 20) {
                tester.join().stop();
            }
            return 200;
        })) {
            LoadTester played = inOrder(plan(server.url(), 100, 60));
            tester.complete(played);
            LoadResult result = played.run();
            assertThat(result.endedEarly()).isTrue();
            assertThat(result.sent()).isBetween(20L, 21L);
            assertThat(result.failures()).doesNotContainKey(Failure.NEVER_SENT);
        }
    }

    @Test
    void endlessTraffic_untilClosed_tellsEveryAnswer() throws Exception {
        CountDownLatch answers = new CountDownLatch(50);
        try (TestServer server = TestServer.refusingAfter(2)) {
            EndlessTraffic traffic = EndlessTraffic.start(server.url(), 500, 3, answer -> {
                answers.countDown();
                throw new IllegalStateException("a listener that fails does not end the traffic");
            });
            assertThat(answers.await(30, TimeUnit.SECONDS)).isTrue();
            traffic.close();
            traffic.close();
        }
    }

    @Test
    void endlessTraffic_absentServer_tellsFailuresAndGoesOn() throws Exception {
        CountDownLatch failures = new CountDownLatch(5);
        EndlessTraffic traffic = EndlessTraffic.start(absent(), 100, 3, answer -> {
            if (answer.failure() == Failure.NOT_CONNECTED) {
                failures.countDown();
            }
        });
        assertThat(failures.await(30, TimeUnit.SECONDS)).isTrue();
        traffic.close();
    }

    private static LoopbackUrl absent() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return LoopbackUrl.parse("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static int await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS) ? 200 : 500;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 500;
        }
    }
}
