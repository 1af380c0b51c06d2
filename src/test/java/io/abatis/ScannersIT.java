package io.abatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What scanners ask the demo for, one request after the other, and a browser's user in between who makes mistakes: scanners are refused soon, the user
 * never is. {@code src/test/scripts/scanners.sh} does the same with real tools.
 */
final class ScannersIT {

    private static final int MOST_REQUESTS = 15;
    private static final String SCANNER = "198.51.100.7";
    private static final String USER = "203.0.113.20";

    private final HttpClient http = HttpClient.newHttpClient();
    private DemoServer demo;

    @BeforeEach
    void start() throws IOException {
        demo = new DemoServer(0).start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    /** A scanner's requests. */
    private record Scan(String name, List<String> targets) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scan> scans() throws IOException {
        List<String> words = Files.readAllLines(Path.of("src/test/scripts/words.txt"));
        List<String> payloads = payloads();
        return List.of(
                new Scan(
                        "paths in the order of a list",
                        words.stream().map(word -> "/" + word).toList()),
                new Scan(
                        "the home page, what cannot exist, then paths",
                        Stream.concat(
                                        Stream.of("/", "/5c1f3a9e-17d2-4c2b-9d41-7f4f6a1c0b7e"),
                                        words.stream().sorted().map(word -> "/" + word))
                                .toList()),
                new Scan(
                        "routes of the API",
                        words.stream().map(word -> "/api/" + word).toList()),
                new Scan(
                        "words as a parameter",
                        words.stream().map(word -> "/hello?name=" + word).toList()),
                new Scan(
                        "injections into a page that takes all",
                        payloads.stream().map(text -> "/hello?name=" + text).toList()),
                new Scan(
                        "injections into a page that refuses",
                        payloads.stream().map(text -> "/files?path=" + text).toList()),
                new Scan(
                        "injections into arguments",
                        payloads.stream()
                                .map(text -> "/command?name=echo&arg=" + text)
                                .toList()));
    }

    /** What tools for injections begin with: the value as it is, its stability, quotes and brackets, then conditions that hold or do not. */
    private static List<String> payloads() {
        List<String> payloads = new ArrayList<>(List.of("x", "x", "8417", "x.(.\"),',.", "x'AbCdEf<'\">GhIjKl"));
        for (int number = 1; number <= 40; number++) {
            payloads.add("x' AND " + 1000 * number + "=" + (1000 * number + number % 2) + " AND 'a'='a");
            payloads.add("x) ORDER BY " + number + "-- -");
        }
        return payloads.stream()
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scans")
    void scan_besideAUser_isRefusedSoonAndTheUserNever(Scan scan) throws Exception {
        List<String> visit = visit();
        int refusedAt = 0;
        for (int i = 0; i < scan.targets().size(); i++) {
            int status = status(scan.targets().get(i), SCANNER);
            if (status == 403 && refusedAt == 0) {
                refusedAt = i + 1;
            }
            if (refusedAt > 0) {
                assertThat(status).as("request %d", i + 1).isEqualTo(403);
            }
            String page = visit.get(i % visit.size());
            assertThat(status(page, USER)).as("the user's %s", page).isIn(200, 400, 404);
        }
        assertThat(refusedAt).as("first refused at request").isBetween(2, MOST_REQUESTS);
    }

    @Test
    void visit_allPagesAgainAndAgain_isNeverRefused() throws Exception {
        for (int round = 0; round < 8; round++) {
            for (String target : visit()) {
                assertThat(status(target, USER))
                        .as("round %d, %s", round, target)
                        .isIn(200, 400, 404);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void visit_onePageAgainAndAgainWithItsFiles_isNeverRefused(List<String> page) throws Exception {
        for (int round = 0; round < 40; round++) {
            for (String target : page) {
                assertThat(status(target, USER))
                        .as("round %d, %s", round, target)
                        .isIn(200, 400, 404);
            }
        }
    }

    static List<List<String>> pages() {
        return List.of(
                List.of("/hello?name=Ada", "/style.css", "/favicon.svg", "/hello.js?name=Ada"),
                List.of("/files?path=..%2F..%2Fetc", "/style.css", "/favicon.svg"),
                List.of("/files?path=reading", "/style.css", "/favicon.svg"),
                List.of("/command?name=date&arg=x", "/style.css", "/favicon.svg"),
                List.of("/api/often1", "/api/often2"));
    }

    /** A person in a browser: pages with their files, calls by buttons, and wrong input. */
    private static List<String> visit() {
        List<String> visit = new ArrayList<>(home());
        Stream.of("often1", "often2", "regularly1", "often8", "rarely", "often3", "sometimes1", "often5")
                .map(route -> "/api/" + route)
                .forEach(visit::add);
        for (String name : List.of("Ada", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "O%27Neill")) {
            visit.addAll(page("/hello?name=" + name));
            visit.add("/hello.js?name=" + name);
        }
        for (String path :
                List.of("", "readings", "reading", "..%2F..%2Fetc%2Fpasswd", "%2Fetc", "readings%2Farchive")) {
            visit.addAll(page("/files?path=" + path));
        }
        for (String query : List.of("name=date", "name=echo&arg=%3B+id", "name=ls", "name=date&arg=today")) {
            visit.addAll(page("/command?" + query));
        }
        visit.addAll(page("/nothing-here"));
        visit.add("/favicon.ico");
        visit.addAll(home());
        return visit;
    }

    private static List<String> home() {
        return List.of(
                "/",
                "/style.css",
                "/js/home.js",
                "/favicon.svg",
                "/js/playground.js",
                "/js/probes.js",
                "/js/address.js",
                "/js/traffic.js");
    }

    private static List<String> page(String target) {
        return List.of(target, "/style.css", "/favicon.svg");
    }

    private int status(String target, String client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + target))
                .header("X-Forwarded-For", client)
                .header("Accept", "text/html")
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
