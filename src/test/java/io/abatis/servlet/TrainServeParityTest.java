package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import io.abatis.count.Facet;
import io.abatis.count.Popularity;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.forest.ModelFile;
import io.abatis.gate.Gate;
import io.abatis.gate.Reason;
import io.abatis.training.OfflineVectors;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the forest sees of a call is the same in the filter behind a real container, in a replay of that container's log, and in training on it. */
final class TrainServeParityTest {

    private static final int WARM_UP = 60;
    private static final int CALLS = 2_400;

    /** The secret is chance, and with it whether two routes look alike in sixteen bits: this one is as good as any, and not that of replay and training. */
    private static final long SECRET = 0x5ec2e7L;

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND");
    private static final List<String> TARGETS = List.of(
            "/",
            "/index.html",
            "/news",
            "/news/",
            "/api/users/17",
            "/api/users/4711?full=yes",
            "/api/orders/123e4567-e89b-12d3-a456-426614174000",
            "/a%20b",
            "/c;v=1/d",
            "/e/./f/../g",
            "/style.css?v=3",
            "/caf%C3%A9",
            "/rare/one",
            "/rare/two",
            "/favicon.ico",
            "/late/one",
            "/late/two");
    private static final int[] STATUSES = {
        200, 200, 200, 200, 204, 206, 301, 304, 401, 403, 404, 404, 410, 422, 500, 503
    };
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of("");

    private final Map<Ip, List<int[]>> judged = new TreeMap<>();
    private final Map<Ip, List<int[]>> answered = new TreeMap<>();

    /** A request and its answer. */
    private record Line(long seconds, String client, String method, String target, int status) {

        Ip ip() {
            return ClientResolver.SOCKETS.key(Ip.of(client));
        }

        @Override
        public String toString() {
            return "%s - - [%s] \"%s %s HTTP/1.1\" %d 5"
                    .formatted(client, TIME.format(Instant.ofEpochSecond(seconds)), method, target, status);
        }
    }

    /** Quick and slow clients, some of them sharing an IPv6 network, one so busy that it may teach no more; now and then the clock goes back. */
    private static List<Line> lines(long start) {
        SplittableRandom random = new SplittableRandom(7);
        List<Line> lines = new ArrayList<>();
        long seconds = start;
        for (int i = 0; i < CALLS; i++) {
            seconds += random.nextInt(20) == 0 ? -3 : random.nextInt(random.nextInt(50) == 0 ? 400 : 4);
            int client = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 40);
            int known = TARGETS.size() - (i < CALLS / 2 ? 6 : i < CALLS * 3 / 4 ? 2 : 0);
            lines.add(new Line(
                    seconds,
                    client % 5 == 4 ? "2001:db8:0:" + client / 10 + "::" + client : "192.0.2." + client,
                    METHODS.get(random.nextInt(METHODS.size())),
                    TARGETS.get(random.nextInt(known)),
                    STATUSES[random.nextInt(STATUSES.length)]));
        }
        return lines;
    }

    private static Model model() {
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        logOdds.put("GET /api/users/{number}", 11);
        logOdds.put("GET /news", -7);
        logOdds.put("OTHER /index.html", 20);
        FeatureLayout layout = FeatureLayout.complete(logOdds, EnumSet.allOf(Facet.class), 3, 8, 64);
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {Forest.LEAF},
                new double[] {.2},
                new double[] {0},
                new int[] {0},
                new int[] {0});
        Map<String, String> card = Map.of(ModelCard.THRESHOLD, "0.9", ModelCard.WARM_UP, Integer.toString(WARM_UP));
        return new Model(layout, forest, new ModelCard(card));
    }

    @Test
    void vectors_sameLog_areEqualCallByCallInFilterReplayAndTraining() throws Exception {
        Model model = model();
        ModelFile.write(model, folder.resolve("site.model"));
        List<Line> lines;
        try (TestSite site = new TestSite()) {
            lines = lines(site.clock.millis() / 1_000);
            serve(site, lines);
            assertThat(site.verdicts(Reason.WARMING_UP)).isBetween((long) WARM_UP, 4L * WARM_UP);
            assertThat(site.verdicts(Reason.CLEAR)).isEqualTo(CALLS - site.verdicts(Reason.WARMING_UP));
        }
        Path log = Files.write(
                folder.resolve("access.log"), lines.stream().map(Line::toString).toList());
        Map<Ip, List<int[]>> replayed = OfflineVectors.ofReplay(log, model);
        Map<Ip, List<int[]>> trained = OfflineVectors.ofTraining(log, model.layout(), WARM_UP);

        assertThat(answered).hasSizeGreaterThan(20).containsOnlyKeys(replayed.keySet());
        answered.forEach((client, vectors) -> {
            assertEqual(client + " in replay", model, replayed.getOrDefault(client, List.of()), vectors);
            List<int[]> both = inTurn(judged.getOrDefault(client, List.of()), vectors);
            assertEqual(client + " in training", model, trained.getOrDefault(client, List.of()), both);
        });
        assertThat(answered.get(Ip.of("192.0.2.0"))).hasSizeGreaterThan(Popularity.TEACHING_CALLS + 100);
        assertEveryColumnMoves(model);
    }

    private void serve(TestSite site, List<Line> lines) throws Exception {
        AbatisFilter filter = new AbatisFilter(
                TestSite.config(
                        "abatis { mode = observe, model = site.model, clients.trusted-proxies = [\"127.0.0.0/8\"] }",
                        folder),
                site.clock,
                () -> SECRET);
        TestServlet application = new TestServlet((request, response) -> {
            Gate gate = (Gate) request.getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE);
            Ip client = ClientResolver.SOCKETS.key(Ip.of(request.getHeader("X-Forwarded-For")));
            judged.computeIfAbsent(client, ip -> new ArrayList<>()).add(gate.vector(client));
            response.setStatus(Integer.parseInt(request.getHeader("X-Status")));
        });
        site.guarded(filter, DispatcherType.REQUEST).serving(application, "/").start();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            site.clock.advance(Duration.ofMillis(line.seconds() * 1_000 - site.clock.millis()));
            Wire.Answer answer = site.wire()
                    .send(line.method(), line.target(), Wire.from(line.client()), "X-Status: " + line.status());
            assertThat(answer.status()).isEqualTo(line.status());
            long done = i + 1L;
            TestSite.await("the answer is observed", () -> site.outcomes() == done);
            answered.computeIfAbsent(line.ip(), ip -> new ArrayList<>())
                    .add(site.gate().vector(line.ip()));
        }
    }

    private static List<int[]> inTurn(List<int[]> before, List<int[]> after) {
        assertThat(before).hasSameSizeAs(after);
        List<int[]> both = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).length > 0) { // else the site was still being learned
                both.add(before.get(i));
                both.add(after.get(i));
            }
        }
        return both;
    }

    private static void assertEqual(String what, Model model, List<int[]> offline, List<int[]> live) {
        assertThat(offline).as(what).hasSameSizeAs(live);
        for (int i = 0; i < live.size(); i++) {
            assertThat(named(model, offline.get(i)))
                    .as("%s, vector %d", what, i)
                    .isEqualTo(named(model, live.get(i)));
        }
    }

    private static List<String> named(Model model, int[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(i -> model.layout().columns().get(i) + " = " + vector[i])
                .toList();
    }

    /** Or the log would prove nothing about it. */
    private void assertEveryColumnMoves(Model model) {
        List<int[]> all = answered.values().stream()
                .flatMap(List::stream)
                .filter(vector -> vector.length > 0)
                .toList();
        for (int i = 0; i < model.layout().size(); i++) {
            int column = i;
            if (!model.layout().columns().get(i).toString().matches("answers .* unknown|routes .* missing")) {
                assertThat(all.stream()
                                .mapToInt(vector -> vector[column])
                                .distinct()
                                .count())
                        .as(model.layout().columns().get(i).toString())
                        .isGreaterThan(1);
            }
        }
    }
}
