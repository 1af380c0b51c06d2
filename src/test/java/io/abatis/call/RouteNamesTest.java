package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteNamesTest {

    private final RouteNames names = new RouteNames();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/, /",
                "/api/often1, /api/often1",
                "/api/often1/, /api/often1/",
                "/users/7, /users/{number}",
                "/users/0007, /users/{number}",
                "/users/7/orders/123456789012345678901234567890, /users/{number}/orders/{number}",
                "/users/7.5, /users/7.5",
                "/v2/7a, /v2/7a",
                "/o/123e4567-e89b-12d3-a456-426614174000, /o/{uuid}",
                "/o/123E4567-E89B-12D3-A456-426614174000, /o/{uuid}",
                "/o/123e4567-e89b-12d3-a456-42661417400, /o/123e4567-e89b-12d3-a456-42661417400",
                "/o/123e4567-e89b-12d3-a456-4266141740000, /o/123e4567-e89b-12d3-a456-4266141740000",
                "/o/123e4567e-89b-12d3-a456-426614174000, /o/123e4567e-89b-12d3-a456-426614174000",
                "/o/123g4567-e89b-12d3-a456-426614174000, /o/123g4567-e89b-12d3-a456-426614174000",
                "/h/d41d8cd98f00b204e9800998ecf8427e, /h/{hash}",
                "/h/0123456789abcdef, /h/{hash}",
                "/h/0123456789abcde, /h/0123456789abcde",
                "/h/deadbeefdeadbeef, /h/deadbeefdeadbeef",
                "/\u0661\u0662, /%D9%A1%D9%A2",
                "/a b, /a%20b",
                "/100%, /100%25",
                "/%20, /%2520",
                "/caf\u00e9, /caf%C3%A9",
                "/\u202eexe.pdf, /%E2%80%AEexe.pdf",
                "/\ud83d\ude00, /%F0%9F%98%80",
                "/~!$&'()*+;=:@[]{}|^`<>\\, /~!$&'()*+;=:@[]{}|^`<>\\",
                "//, //",
                "/a?b, /a?b",
            })
    void name_path_isItsRoute(String path, String route) {
        assertThat(names.name("GET", path)).isEqualTo("GET " + route);
    }

    @Test
    void name_controlCharacters_areEncoded() {
        for (char c = 0; c < 0x20; c++) {
            assertThat(names.name("GET", "/x" + c)).isEqualTo("GET /x%%%02X".formatted((int) c));
        }
        assertThat(names.name("GET", "/\u007f\u0080\u009b\u2028")).isEqualTo("GET /%7F%C2%80%C2%9B%E2%80%A8");
    }

    @Test
    void name_loneSurrogates_arePrintable() {
        assertThat(names.name("GET", "/a\ud800")).isEqualTo("GET /a%EF%BF%BD");
        assertThat(names.name("GET", "/\udc00a")).isEqualTo("GET /%EF%BF%BDa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "http://h/p", "\\a", " /a"})
    void name_noPath_isOther(String path) {
        assertThat(names.name("GET", path)).isEqualTo("GET " + RouteNames.OTHER_ROUTE);
    }

    @Test
    void name_longPath_keepsTheSegmentsThatFit() {
        String longest = "/" + "a".repeat(RouteNames.LONGEST_ROUTE - 1);
        assertThat(names.name("GET", longest)).isEqualTo("GET " + longest);
        assertThat(names.name("GET", longest + "a")).isEqualTo("GET /(other)");
        assertThat(names.name("GET", "/files" + longest)).isEqualTo("GET /files/(other)");
        assertThat(names.name("GET", "/\u20ac" + "/\u20ac".repeat(30)))
                .isEqualTo("GET " + "/%E2%82%AC".repeat(19) + "/(other)");
        assertThat(names.name("GET", "/" + "/".repeat(10_000_000))).isEqualTo("GET " + "/".repeat(192) + "/(other)");
        assertThat(names.name("GET", "/x/" + "a/".repeat(200)))
                .hasSize("GET ".length() + 200)
                .endsWith("/a/(other)");
    }

    @Test
    void name_longIdentifier_isNoLongRoute() {
        assertThat(names.name("GET", "/n/" + "7".repeat(10_000) + "/x")).isEqualTo("GET /n/{number}/x");
        assertThat(names.name("GET", "/confirm/eyJ" + "h".repeat(300) + "." + "x".repeat(300) + ".s"))
                .isEqualTo("GET /confirm/{token}");
    }

    @ParameterizedTest
    @CsvSource({"GET, GET", "HEAD, GET", "PATCH, PATCH", "get, OTHER", "PROPFIND, OTHER", "'', OTHER", "'GET ', OTHER"})
    void name_method_isFoldedIfHttpDoesNotDefineIt(String method, String folded) {
        assertThat(names.name(method, "/")).isEqualTo(folded + " /");
    }

    @Test
    void name_memoryIsFull_namesStayTheSame() {
        RouteNames full = new RouteNames(Naming.NONE, 4);
        for (int i = 0; i < 100; i++) {
            full.name("GET", "/random" + i);
        }
        for (int i = 0; i < 110; i++) {
            assertThat(full.name("GET", "/random" + i)).isEqualTo("GET /random" + i);
            assertThat(full.name("GET", "/random/" + i)).isEqualTo("GET /random/{number}");
        }
    }

    @Property(seed = "1")
    void name_whateverWasAskedBefore_isTheSame(@ForAll("paths") String path, @ForAll("paths") String other) {
        RouteNames fresh = new RouteNames(Naming.NONE, 4);
        String first = fresh.name("GET", path);
        RouteNames used = new RouteNames(Naming.NONE, 4);
        used.name("POST", path);
        used.name("GET", other);
        used.name("GET", path);
        assertThat(used.name("GET", path)).isEqualTo(first);
        assertThat(used.name("GET", path)).isEqualTo(first);
    }

    @Property(seed = "1")
    void name_anyText_isShortPrintableAscii(@ForAll("paths") String path, @ForAll String method) {
        assertThat(names.name(method, path))
                .matches("[A-Z]{3,7} (/[!-~]{0,199}|\\(other\\))")
                .hasSizeLessThanOrEqualTo(208);
    }

    /** Two paths share a name only if they are the same, or have an identifier, or have no usable route. */
    @Property(seed = "1", tries = 20)
    void name_pathsWithoutIdentifiers_isInjective(@ForAll("manyWords") List<String> paths) {
        Map<String, String> seen = new HashMap<>();
        for (String path : paths) {
            String name = names.name("GET", path);
            if (!name.endsWith(RouteNames.OTHER_ROUTE)) {
                String before = seen.putIfAbsent(name, path);
                assertThat(before == null || before.equals(path))
                        .as("%s: %s and %s", name, before, path)
                        .isTrue();
            }
        }
    }

    /** Names stand in logs, and are read from there. */
    @Property(seed = "1")
    void name_ofANamesRoute_isTheSame(@ForAll("paths") String path) {
        RouteNames configured = new RouteNames(new Naming(
                List.of(
                        "/a/{b}",
                        "/a/**",
                        "/{x}/0123456789abcdef/**",
                        "*.css",
                        "/%/{y}",
                        "/\u202e/{z}",
                        "/{a}/{b}/{c}"),
                List.of()));
        for (RouteNames any : List.of(names, configured)) {
            String name = any.name("GET", path);
            assertThat(any.name("GET", RawTarget.decode(name.substring(4))))
                    .as(path)
                    .isEqualTo(name);
        }
    }

    @Provide
    static Arbitrary<String> paths() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.of(
                        "/",
                        "/",
                        "/a",
                        "/a/",
                        "7",
                        "%",
                        "%2F",
                        "0123456789abcdef",
                        "8f3a9c2b",
                        "-",
                        ".css",
                        "**",
                        "(other)",
                        "{x}",
                        "\ud800",
                        "\u202e",
                        "\r\n",
                        "a".repeat(90)));
        return parts.list().ofMaxSize(8).map(list -> "/" + String.join("", list));
    }

    @Provide
    static Arbitrary<List<String>> manyWords() {
        // few letters, so that near misses such as "%" and "%25" meet
        Arbitrary<String> words = Arbitraries.of(
                        "/", "%", "%2", "25", "x", "\u0080", "\u00e9", " ", "+", "%C3", "\ufffd", "?")
                .list()
                .ofMaxSize(5)
                .map(list -> "/x" + String.join("", list).replace("/", "/x"));
        return words.list().ofSize(2_000);
    }
}
