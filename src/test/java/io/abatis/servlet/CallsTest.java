package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Naming;
import io.abatis.client.ClientResolver;
import io.abatis.servlet.Wire.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are named: as the container runs them, however they are spelled. */
final class CallsTest {

    /** Spellings that have misled filters before. */
    private static final List<String> SPELLINGS = List.of(
            "/a/b",
            "/a//b",
            "//a/b",
            "/a/./b",
            "/a/../a/b",
            "/x/../a/b",
            "/./a/b",
            "/../a/b",
            "/%61/b",
            "/%61/%62",
            "/a/b;x=1",
            "/a;v=2/b",
            "/;/a/b",
            "/a/b;",
            "/a/b%3bx",
            "/a/b/",
            "/a/b/.",
            "/a/b/..",
            "/a/%2e/b",
            "/a/%2e%2e/b",
            "/%2e%2e/a/b",
            "/a/.;x/b",
            "/a/..;/b",
            "/a/b%2f",
            "/a%2fb",
            "/a/b%5c",
            "/a\\b",
            "/a/b%00",
            "/a/b%20",
            "/a/b%0d%0a",
            "/A/b",
            "/a/b?x=/c",
            "/a/b?x=/../c",
            "/a/%E2%82%AC",
            "/a/%ff",
            "/a/%c0%ae",
            "/a/b#f",
            "/a/b%23f",
            "/a/b%3fx",
            "/a/%u0062",
            "/",
            "",
            "http://localhost/a/b",
            "http://localhost",
            "*");

    private final Calls calls = new Calls(ClientResolver.SOCKETS, Naming.NONE);
    private final List<String> named = Collections.synchronizedList(new ArrayList<>());
    private final TestServlet application = new TestServlet((request, response) -> {
        response.setHeader("Path", path(request));
        response.setHeader("Name", calls.of(request, 0).name());
    });
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        Filter first = (request, response, chain) -> {
            Call call = calls.of((HttpServletRequest) request, 0);
            named.add(call.name());
            chain.doFilter(request, response);
        };
        site = new TestSite().serving(application, "/*", "/a/*", "/a/b");
        site.context.addFilter(new FilterHolder(first), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Answer ask(String target) throws IOException {
        return Wire.parse(
                site.wire().exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    private static String path(HttpServletRequest request) {
        try {
            String info = request.getPathInfo();
            String path = request.getServletPath() + (info == null ? "" : info);
            return URLEncoder.encode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "untold";
        }
    }

    static List<UriCompliance> compliances() {
        return List.of(UriCompliance.DEFAULT, UriCompliance.RFC3986, UriCompliance.LEGACY, UriCompliance.UNSAFE);
    }

    @ParameterizedTest
    @MethodSource("compliances")
    void name_anySpelling_isThatOfThePathServed(UriCompliance compliance) throws Exception {
        site.http().getHttpConfiguration().setUriCompliance(compliance);
        site.context.getServletHandler().setDecodeAmbiguousURIs(true);
        site.start();
        Map<String, String> nameOfPath = new HashMap<>();
        for (String target : SPELLINGS) {
            int before = application.hits();
            named.clear();

            Answer answer = ask(target);

            if (application.hits() == before) {
                assertThat(answer.status()).as(target).isGreaterThanOrEqualTo(300);
                continue;
            }
            assertThat(named).as("'%s' is counted once", target).hasSize(1);
            assertThat(answer.header("Name")).as(target).isEqualTo(named.get(0));
            String path = URLDecoder.decode(answer.header("Path"), StandardCharsets.UTF_8);
            assertThat(nameOfPath.merge(path, named.get(0), (a, b) -> a))
                    .as(target)
                    .isEqualTo(named.get(0));
        }
        assertThat(nameOfPath).containsEntry("/a/b", "GET /a/b").containsEntry("/", "GET /");
    }

    /** What Jetty serves with a path that it will not tell must still be counted. */
    @ParameterizedTest
    @ValueSource(strings = {"RFC3986", "LEGACY", "UNSAFE"})
    void name_containerKeepsThePathToItself_isGivenAllTheSame(String compliance) throws Exception {
        site.http().getHttpConfiguration().setUriCompliance(UriCompliance.valueOf(compliance));
        site.start();
        for (String target : SPELLINGS) {
            named.clear();

            Answer answer = ask(target);

            if (answer.status() == 200) {
                assertThat(named).as("'%s' is counted once", target).hasSize(1);
                assertThat(named.get(0)).as(target).matches("GET (/[!-~]*|\\(other\\))");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, GET /a/b",
        "/%61/./b;x=1?q=1, GET /a/b",
        "/a/17, GET /a/{number}",
        "/a/b?token=secret, GET /a/b",
        "/a/b%20c, GET /a/b%20c",
        "/a/%E2%82%AC, GET /a/%E2%82%AC",
        "/, GET /",
        "/?x, GET /",
    })
    void name_request_isMethodAndRoute(String target, String name) throws Exception {
        site.start();

        assertThat(ask(target).status()).isEqualTo(200);
        assertThat(named).containsExactly(name);
    }

    @Test
    void name_applicationUnderAContextPath_isWithoutIt() throws Exception {
        site.context.setContextPath("/shop");
        site.start();

        ask("/shop/a/b");
        ask("/shop/");
        ask("/%73hop/a/b");

        assertThat(named).containsExactly("GET /a/b", "GET /", "GET /a/b");
    }

    @Test
    void name_ambiguousPathUnderAContextPath_isWithoutIt() throws Exception {
        site.context.setContextPath("/shop");
        site.http().getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE);
        site.start();

        ask("/shop/c%2fd");

        assertThat(named).containsExactly("GET /c/d");
    }

    @Test
    void name_veryLongPath_isOther() throws Exception {
        site.start();

        ask("/" + "x".repeat(3_000));

        assertThat(named).containsExactly("GET (other)");
    }
}
