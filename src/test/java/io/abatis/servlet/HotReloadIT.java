package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.abatis.audit.AuditLog;
import io.abatis.client.Ip;
import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.gate.Reason;
import jakarta.servlet.DispatcherType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Configuration, lists and model are swapped every 50 ms while 64 connections call as fast as they can. */
final class HotReloadIT {

    private static final int CONNECTIONS = 64;
    private static final int CALLS = 160;

    /** So that the calls last for a hundred swaps, not for a few. */
    private static final long PAUSE_NANOS = 30_000_000;

    private static final int ATTACKERS = 8;
    private static final int DENIED = 8;
    private static final int ALLOWED = 8;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger swaps = new AtomicInteger();
    private final AtomicInteger reloads = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** Refuses who calls the bad route: everybody else scores 0.1. */
    private static Model model(double threshold) {
        return ConstantModel.flagging("GET /bad", threshold);
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path next = Files.write(folder.resolve(name + ".next"), bytes);
        Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void put(String name, String text) throws IOException {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void conf(int minimum, String more) throws IOException {
        put(
                "abatis.conf",
                "abatis { mode = enforce, minimum-calls = " + minimum + ", reload-check = 10ms, model = my.model,"
                        + " clients.trusted-proxies = [\"127.0.0.0/8\"], call-log.file = null, bans.jitter = 0,"
                        + " allow-files = [my.allow], deny-files = [my.deny]\n" + more + "}\n");
    }

    /** One file each time; two swaps of fourteen are bad ones, which the next mends. */
    private void swap() {
        int swap = swaps.getAndIncrement();
        boolean odd = swap / 14 % 2 == 1;
        try {
            switch (swap % 14) {
                case 0, 4, 9 -> conf(2 + swap % 2, "");
                case 1, 5, 10 -> put("my.deny", "10.2.0.0/16\n" + (odd ? "203.0.113.0/24\n" : ""));
                case 2, 8, 11 -> put("my.model", ModelFile.bytes(model(odd ? 0.5 : 0.75)));
                case 3, 6, 12 -> put("my.allow", "10.3.0.0/16\n" + (odd ? "203.0.113.1\n" : ""));
                case 7 -> put("my.model", "damaged");
                default -> conf(2, "unknown = key");
            }
        } catch (IOException e) {
            logged.add("the swap failed: " + e);
        }
    }

    private static Ip ip(String literal) {
        return Objects.requireNonNull(Ip.parse(literal));
    }

    private static String client(int connection) {
        String network = connection < ATTACKERS
                ? "10.1.0."
                : connection < ATTACKERS + DENIED
                        ? "10.2.0."
                        : connection < ATTACKERS + DENIED + ALLOWED ? "10.3.0." : "10.9.0.";
        return network + (connection + 1);
    }

    /** Calls on one connection, and returns the statuses in their order. */
    private static List<Integer> play(int port, int connection) throws IOException {
        boolean bad = connection < ATTACKERS || client(connection).startsWith("10.3.");
        List<Integer> statuses = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setSoTimeout(20_000);
            for (int call = 0; call < CALLS; call++) {
                String head = Wire.head("GET", bad ? "/bad" : "/good", Wire.from(client(connection))) + "\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                statuses.add(status(in));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return statuses;
    }

    private static int status(BufferedReader in) throws IOException {
        String first = Objects.requireNonNull(in.readLine(), "the connection was closed");
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return Integer.parseInt(first.split(" ", 3)[1]);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("abatis-"))
                .count();
    }

    @Test
    void reload_tenThousandCallsWhileAllIsSwapped_losesNothing() throws Exception {
        put("my.model", ModelFile.bytes(model(0.5)));
        put("my.allow", "10.3.0.0/16\n");
        put("my.deny", "10.2.0.0/16\n");
        conf(2, "");
        AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getFormattedMessage().contains("in use anew")) {
                    reloads.incrementAndGet();
                }
                if (event.getLevel().isGreaterOrEqual(Level.WARN)
                        && !event.getLoggerName().equals(AuditLog.LOGGER)
                        && !event.getFormattedMessage().startsWith("configuration and model stay as they are")) {
                    logged.add(event.getFormattedMessage());
                }
            }
        };
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        long files = openFiles();
        TestServlet servlet = TestServlet.hello();
        ScheduledExecutorService swapper = Executors.newSingleThreadScheduledExecutor();
        ExecutorService players = Executors.newFixedThreadPool(CONNECTIONS);
        try (TestSite site = new TestSite().serving(servlet, "/*")) {
            FilterHolder holder = new FilterHolder(new AbatisFilter());
            holder.setInitParameter(
                    AbatisFilter.CONFIG_PARAM, folder.resolve("abatis.conf").toString());
            holder.setAsyncSupported(true);
            site.context.addFilter(holder, "/*", java.util.EnumSet.of(DispatcherType.REQUEST));
            site.start();
            Object first = site.gate();
            Future<?> swapping = swapper.scheduleAtFixedRate(this::swap, 0, 50, TimeUnit.MILLISECONDS);

            // The attackers get banned in the first round; what follows must not lift it.
            List<Future<List<Integer>>> playing = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                int number = connection;
                playing.add(players.submit(() -> play(site.connector.getLocalPort(), number)));
            }
            int served = 0;
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                List<Integer> statuses = playing.get(connection).get(120, TimeUnit.SECONDS);
                served += check(client(connection), statuses);
            }
            swapping.cancel(false);
            assertThat(swaps).as("swaps").hasValueGreaterThanOrEqualTo(60);
            assertThat(reloads).as("reloads").hasValueGreaterThanOrEqualTo(20);

            int expected = served;
            TestSite.await("all calls are observed", () -> site.outcomes() >= expected);
            assertThat(logged).isEmpty();
            assertThat(site.gate()).isNotSameAs(first);
            assertThat(site.judged()).isEqualTo((long) CONNECTIONS * CALLS);
            assertThat(site.outcomes()).isEqualTo(served).isEqualTo(servlet.hits());
            assertThat(site.gate().stats().snapshot().refused()).isEqualTo(refused.get());
            assertThat(site.gate().stats().snapshot().failures()).isZero();
            assertThat(site.verdicts(Reason.ALLOW_LISTED)).isEqualTo((long) ALLOWED * CALLS);
            assertThat(site.verdicts(Reason.DENY_LISTED)).isEqualTo((long) DENIED * CALLS);
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                String client = client(connection);
                if (client.startsWith("10.9.")) {
                    assertThat(site.gate().vector(ip(client))[0])
                            .as("counts of " + client)
                            .isEqualTo(CALLS);
                }
            }
            assertThat(site.gate().bans(System.currentTimeMillis())).hasSize(ATTACKERS);
        } finally {
            swapper.shutdownNow();
            players.shutdownNow();
            root.detachAppender(log);
        }
        TestSite.await("the threads have ended", () -> threads() == 0);
        TestSite.await("all files are closed", () -> openFiles() <= files + 8);
    }

    /** How many calls were served, after a look at whether they were served rightly. */
    private int check(String client, List<Integer> statuses) {
        int served = (int) statuses.stream().filter(status -> status == 200).count();
        refused.addAndGet(statuses.size() - served);
        if (client.startsWith("10.1.")) {
            int until = statuses.indexOf(403);
            assertThat(until).as(client + " is banned").isBetween(1, 3);
            assertThat(statuses.subList(until, CALLS))
                    .as(client + " stays banned")
                    .containsOnly(403);
        } else {
            assertThat(statuses).as(client).containsOnly(client.startsWith("10.2.") ? 403 : 200);
        }
        return served;
    }
}
