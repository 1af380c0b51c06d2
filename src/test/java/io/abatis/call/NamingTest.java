package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates and zones. */
final class NamingTest {

    private static final List<String> TEMPLATES = List.of(
            "/api/users/{id}",
            "/api/users/me",
            "/api/users/{id}/orders/{order}",
            "/api/users/{id}/**",
            "/api/**",
            "/static/**",
            "/a/{x}/c",
            "/a/b/{y}",
            "/search/",
            "/caf\u00e9/{y}",
            "*.css",
            "*.min.css");

    private static String name(List<String> templates, String path) {
        return new RouteNames(new Naming(templates, List.of()))
                .name("GET", path)
                .substring(4);
    }

    private static String zone(List<String> zones, String path) {
        return new RouteNames(new Naming(List.of(), zones)).of("GET", path).zone();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/users/7, /api/users/{id}",
        "/api/users/bob, /api/users/{id}",
        "/api/users/me, /api/users/me",
        "/api/users/me/orders/9, /api/users/{id}/orders/{order}",
        "/api/users/7/orders, /api/users/{id}/**",
        "/api/users/7/, /api/users/{id}/**",
        "/api/users/, /api/**",
        "/api/users, /api/**",
        "/api, /api/**",
        "/api/, /api/**",
        "/apis, /apis",
        "/static, /static/**",
        "/static/, /static/**",
        "/static/x/y.css, /static/**",
        "/statics/y.css, *.css",
        "/y.min.css, *.min.css",
        "/x/y.min.css, *.min.css",
        "/x/y.CSS, /x/y.CSS",
        "/x/y.css/, /x/y.css/",
        "/x.css/y, /x.css/y",
        "/a/b/c, /a/b/{y}",
        "/a/x/c, /a/{x}/c",
        "/a/x/d, /a/x/d",
        "/a//c, /a//c",
        "/search/, /search/",
        "/search, /search",
        "/caf\u00e9/x, /caf%C3%A9/{y}",
        "/users/7, /users/{number}",
    })
    void template_mostSpecific_wins(String path, String route) {
        assertThat(name(TEMPLATES, path)).isEqualTo(route);
        List<String> shuffled = new ArrayList<>(TEMPLATES);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(name(shuffled, path)).as("whatever the order").isEqualTo(route);
    }

    @Test
    void template_rootRest_fitsAll() {
        for (String path : List.of("/", "/a", "/a/b.css", "/" + "x".repeat(5_000))) {
            assertThat(name(List.of("/**"), path)).isEqualTo("/**");
        }
    }

    @Test
    void template_pathTooLongForAName_fitsStill() {
        String tail = "x".repeat(10_000);
        assertThat(name(TEMPLATES, "/static/" + tail)).isEqualTo("/static/**");
        assertThat(name(TEMPLATES, "/" + tail + ".css")).isEqualTo("*.css");
        assertThat(name(TEMPLATES, "/api/users/" + tail)).isEqualTo("/api/users/{id}");
    }

    /** Many templates with braces everywhere: each way through them must be tried once, not each combination of ways. */
    @Test
    @Timeout(10)
    void template_manyBraces_areTriedOnce() {
        List<String> templates = IntStream.range(0, 500)
                .mapToObj(i -> IntStream.range(0, 20)
                                .mapToObj(bit -> (i >> bit % 9 & 1) == 0 ? "/a" : "/{x}")
                                .reduce("", String::concat)
                        + "/end" + i)
                .toList();
        RouteNames names = new RouteNames(new Naming(templates, List.of()));
        for (int i = 0; i < 1_000; i++) {
            assertThat(names.name("GET", "/a".repeat(20) + "/no" + i)).startsWith("GET /a/a");
        }
        assertThat(names.name("GET", "/b".repeat(20) + "/end511")).startsWith("GET /b/b");
        assertThat(name(TEMPLATES, "/api/users/" + "./".repeat(4_000_000))).isEqualTo("/api/users/{id}/**");
        assertThat(name(TEMPLATES, "/x" + ".".repeat(4_000_000))).isEqualTo("/(other)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", leave it out",
                "api, write '/api'",
                "{id}, write '/{id}'",
                "/a/{}, write '{id}'",
                "/a/{x, write '/{id}'",
                "/a/x}, write '/{id}'",
                "/a/u{x}, write '/{id}'",
                "/a/{x}{y}, write '{id}'",
                "/a/**/b, write '{name}'",
                "/a/*, '{name}' for a segment",
                "/a/*.css, '*.css' alone",
                "/a/b**, '{name}' for a segment",
                "/a//b, one slash",
                "/a/../b, leave it out",
                "/a/., leave it out",
                "/a?b=c, end it there",
                "/a#b, end it there",
                "/a;b, end it there",
                "/a%20b, write it decoded",
                "\"/a\tb\", leave it out",
                "*., write '*.' and letters",
                "*.a/b, write '*.' and letters",
                "**, does not begin with a slash",
            })
    void template_bad_isNamedWithItsRemedy(String template, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Naming(List.of("/fine", template), List.of()))
                .withMessageContaining("template '" + RouteText.printable(template) + "'")
                .withMessageContaining(remedy)
                .withMessageNotContaining("fine");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/, write '/a'",
        "/a/{x}, without '*' and braces",
        "/a/**, without '*'",
        "*.css, without '*'",
        "a, write '/a'",
        "/a%2f, decoded"
    })
    void zone_bad_isNamedWithItsRemedy(String zone, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Naming(List.of(), List.of(zone)))
                .withMessageContaining("zone '" + zone + "'")
                .withMessageContaining(remedy);
    }

    @Test
    void naming_everythingBad_isSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Naming(
                        List.of("/a/{x}", "/a/{y}", "b", "/" + "x".repeat(200), "/\ud800"), List.of("/z", "/z")))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .containsExactly(
                                "template '/a/{y}' fits the same paths as '/a/{x}': leave one out",
                                "template 'b' does not begin with a slash: write '/b'",
                                "template '/" + "x".repeat(200) + "' is 201 characters long: write at most 200",
                                "template '/?' has a character that no path has: leave it out",
                                "zone '/z' fits the same paths as '/z': leave one out"));
    }

    @ParameterizedTest
    @CsvSource({
        "/static, /static",
        "/static/, /static",
        "/static/x, /static",
        "/statics, ''",
        "/static/admin, /static/admin",
        "/static/admin/x/y, /static/admin",
        "/static/admins, /static",
        "/a/b/c/d, /a/b/c",
        "/a/b, ''",
        "/A/b/c, ''",
        "//static, ''",
        "/, ''",
        "'', ''",
        "*, ''",
    })
    void zone_path_fallsUnderTheLongestPrefix(String path, String zone) {
        List<String> zones = List.of("/static", "/a/b/c", "/static/admin");
        assertThat(zone(zones, path)).isEqualTo(zone);
        List<String> whole = new ArrayList<>(zones);
        whole.add("/");
        assertThat(zone(whole, path)).isEqualTo(zone.isEmpty() ? "/" : zone);
    }

    /** The guard: zones come from the path and not from its name, so no name that leaves something out leads out of a zone. */
    @Test
    void zone_nameLeavesThePathOut_isTheSame() {
        RouteNames names = new RouteNames(
                new Naming(List.of("*.css", "/**", "/login/{x}"), List.of("/login", "/login/" + "d".repeat(150))));
        String deep = "/login/" + "d".repeat(150);
        for (String tail :
                List.of("/x.css", "/" + "y".repeat(100_000), "/y".repeat(10_000), "/7", "//", "/\u20ac".repeat(50))) {
            assertThat(names.of("GET", "/login" + tail).zone()).isEqualTo("/login");
            assertThat(names.of("GET", deep + tail).zone()).isEqualTo(deep);
        }
    }

    @Property(seed = "1")
    void zone_anyPath_isThatOfAPlainSearch(@ForAll("paths") String path) {
        List<String> zones = List.of("/a", "/a/b", "/a/b/a", "/b/a", "/c");
        String expected = zones.stream()
                .filter(zone -> path.equals(zone) || path.startsWith(zone + "/"))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
        assertThat(zone(zones, path)).isEqualTo(expected);
    }

    @Provide
    static Arbitrary<String> paths() {
        return Arbitraries.of("/", "/a", "/b", "a", "/c", "//", "/a/b")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
