package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Naming;
import io.abatis.call.RawTarget;
import io.abatis.call.Route;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.servlet.KeptConnection.Answer;
import io.abatis.traffic.LogReader;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The guard: however a request is spelled, it is counted, and under the name of what the container runs. Thousands of generated targets, to the byte, against
 * containers that each have their own idea of what a path is.
 */
final class DifferentialNamingTest {

    private static final long SEED = 20261121;
    private static final int TARGETS = 5_000;

    private static final Naming NAMING =
            new Naming(List.of("/a/{x}", "/static/**", "*.css"), List.of("/static", "/a", "/a/b"));

    private static final Map<String, List<String>> SERVLETS = new TreeMap<>(Map.of(
            "exact", List.of("/exact", "/a/b"),
            "prefix", List.of("/a/*", "/static/*"),
            "extension", List.of("*.css"),
            "default", List.of("/")));

    /** Empty segments, which it keeps; {@code %u002e}; halves of surrogate pairs, which it replaces byte by byte. */
    private static final Pattern KEPT_BY_JETTY = Pattern.compile("//|/;|%u|%ed%a0", Pattern.CASE_INSENSITIVE);

    /** A last segment of dots: it takes the slash before it with it. */
    private static final Pattern CUT_BY_TOMCAT =
            Pattern.compile("/(\\.|%2e){1,2}(;[^/?#]*)?([?#]|$)", Pattern.CASE_INSENSITIVE);

    /** A container with an application of four servlets behind the filter. */
    enum Container {
        JETTY,
        JETTY_LENIENT,
        JETTY_SILENT,
        TOMCAT,
        TOMCAT_LENIENT;

        AutoCloseable start(AbatisFilter filter, Path folder, java.util.function.IntConsumer port) throws Exception {
            if (this == TOMCAT || this == TOMCAT_LENIENT) {
                TomcatSite site = new TomcatSite(folder);
                SERVLETS.forEach((name, patterns) -> site.serving(name, report(), patterns.toArray(String[]::new)));
                port.accept((this == TOMCAT ? site : site.lenient())
                        .guarded(filter)
                        .start()
                        .port());
                return site;
            }
            TestSite site = new TestSite().guarded(filter, DispatcherType.REQUEST);
            SERVLETS.forEach((name, patterns) -> {
                org.eclipse.jetty.ee11.servlet.ServletHolder holder =
                        new org.eclipse.jetty.ee11.servlet.ServletHolder(name, report());
                patterns.forEach(pattern -> site.context.addServlet(holder, pattern));
            });
            if (this != JETTY) {
                site.http().getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE);
                site.context.getServletHandler().setDecodeAmbiguousURIs(this == JETTY_LENIENT);
            }
            site.start();
            port.accept(site.connector.getLocalPort());
            return site;
        }

        /** What containers do not agree on, so that a log without the container cannot tell. */
        boolean isPeculiarAbout(String target) {
            return switch (this) {
                case JETTY -> false;
                case JETTY_LENIENT, JETTY_SILENT ->
                    KEPT_BY_JETTY
                            .matcher(target.replaceFirst("^[A-Za-z]+://", "/"))
                            .find();
                case TOMCAT, TOMCAT_LENIENT -> CUT_BY_TOMCAT.matcher(target).find();
            };
        }

        /** Whether it will not say what an ambiguous URI decodes to. */
        boolean keepsPathsToItself() {
            return this == JETTY_SILENT;
        }
    }

    private static final Calls CALLS = new Calls(ClientResolver.SOCKETS, NAMING);

    /** Says what it was served as. */
    private static TestServlet report() {
        return new TestServlet((request, response) -> {
            Call call = CALLS.of(request, 0);
            response.setHeader("Name", call.name());
            response.setHeader("Zone", call.zone());
            response.setHeader("Served", request.getHttpServletMapping().getServletName());
            response.setHeader("Path", path(request));
            response.setContentLength(0);
        });
    }

    private static String path(HttpServletRequest request) {
        try {
            return hex(request.getServletPath()) + "|" + hex(request.getPathInfo());
        } catch (IllegalArgumentException e) {
            return "untold";
        }
    }

    private static String hex(@org.jspecify.annotations.Nullable String text) {
        return text == null
                ? ""
                : text.chars().mapToObj(c -> String.format("%04x", c)).collect(Collectors.joining());
    }

    /** The path that the container told. */
    private static String decoded(String hex) {
        String digits = hex.replace("|", "");
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 4) {
            path.append((char) Integer.parseInt(digits.substring(i, i + 4), 16));
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private record Served(String target, String servlet, String path, Route route) {

        @Override
        public String toString() {
            return servlet + " served " + Targets.shown(target) + " as "
                    + (path.equals("untold") ? path : Targets.shown(decoded(path))) + ", named '" + route.name()
                    + "' in '" + route.zone() + "'";
        }
    }

    private final List<Served> served = new ArrayList<>();

    private void ask(Container container, Path folder) throws Exception {
        AbatisFilter filter = new AbatisFilter(
                TestSite.config(
                        "abatis { mode = observe, routes.templates = [\"/a/{x}\", \"/static/**\", \"*.css\"]\n"
                                + "call-log { file = \""
                                + folder.resolve("calls.csv").toAbsolutePath()
                                + "\", queue = 1000000, max-size = 1G } }",
                        folder),
                new SettableClock());
        int[] port = new int[1];
        AutoCloseable site = container.start(filter, folder, opened -> port[0] = opened);
        try (KeptConnection connection = new KeptConnection(port[0])) {
            for (String target : Targets.of(SEED, TARGETS)) {
                String method = target.equals("*") ? "OPTIONS" : "GET";
                Answer answer = connection.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
                if (answer.header("served").isEmpty()) {
                    boolean isOfServer = target.equals("*"); // it may answer for itself (RFC 9110 section 9.3.7)
                    assertThat(isOfServer || answer.status() == 0 || answer.status() >= 300)
                            .as("%d for %s", answer.status(), Targets.shown(target))
                            .isTrue();
                } else {
                    served.add(new Served(
                            target,
                            answer.header("served"),
                            answer.header("path"),
                            new Route(answer.header("name"), answer.header("zone"))));
                }
            }
        } finally {
            site.close();
        }
    }

    private static List<String> recorded(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path log : List.of(folder.resolve("calls.csv"))) {
            assertThat(Files.exists(log)).isTrue();
            LogReader.read(log, entry -> names.add(entry.call()));
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    @Timeout(60)
    void name_anySpelling_isThatOfWhatTheContainerRuns(Container container, @TempDir Path folder) throws Exception {
        ask(container, folder);

        assertThat(served).hasSizeGreaterThan(TARGETS / 4);
        assertThat(served).extracting(Served::servlet).contains("exact", "prefix", "extension", "default");
        assertThat(recorded(folder))
                .as("every request that reached a servlet is counted once, under its name")
                .isEqualTo(served.stream().map(one -> one.route().name()).toList());
        assertSameNames();
        assertNamesOfPaths();
        assertLogsAreNamedAlike(container);
        assertThat(served.stream().filter(one -> one.path().equals("untold")).count() > 0)
                .isEqualTo(container.keepsPathsToItself());
    }

    /** Two targets that are served by the same servlet with the same path have the same name and zone. */
    private void assertSameNames() {
        Map<String, Served> first = new HashMap<>();
        List<String> differing = new ArrayList<>();
        for (Served one : served) {
            Served before = one.path().equals("untold") ? null : first.putIfAbsent(one.servlet() + one.path(), one);
            if (before != null && !before.route().equals(one.route())) {
                differing.add(before + "\n but " + one);
            }
        }
        assertThat(differing).isEmpty();
    }

    /** A name and a zone are what the decoded path gives, and nothing of the spelling is in them. */
    private void assertNamesOfPaths() {
        RouteNames names = new RouteNames(NAMING);
        List<String> differing = new ArrayList<>();
        for (Served one : served) {
            if (one.path().equals("untold")) {
                assertThat(one.route().name()).as(one.toString()).matches("[A-Z]+ (/[!-~]*|\\*\\.css|\\(other\\))");
                continue;
            }
            Route expected = names.of(one.target().equals("*") ? "OPTIONS" : "GET", decoded(one.path()));
            if (!expected.equals(one.route())) {
                differing.add(one + ", where its path gives " + expected);
            }
        }
        assertThat(differing).isEmpty();
    }

    /** A log holds the raw target. What the log readers make of it is what the container made of it. */
    private void assertLogsAreNamedAlike(Container container) {
        RouteNames names = new RouteNames(NAMING);
        List<String> differing = new ArrayList<>();
        for (Served one : served) {
            if (one.target().chars().anyMatch(c -> c <= ' ' || c >= 0x7f) || container.isPeculiarAbout(one.target())) {
                continue; // no log holds such characters as they are
            }
            Route logged = names.of(one.target().equals("*") ? "OPTIONS" : "GET", RawTarget.path(one.target()));
            if (!logged.equals(one.route())) {
                differing.add(one + ", and from a log " + logged);
            }
        }
        assertThat(differing).isEmpty();
    }
}
