package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RawTargetTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/, /",
                "\"\", \"\"",
                "*, \"\"",
                "a/b, \"\"",
                "host:443, \"\"",
                "?q, \"\"",
                "/a, /a",
                "/a/, /a/",
                "//, /",
                "///a//b//, /a/b/",
                "//host/a, /host/a",
                "/./a, /a",
                "/a/., /a/",
                "/a/./, /a/",
                "/a/.., /",
                "/a/b/.., /a/",
                "/a/b/../, /a/",
                "/a/../b, /b",
                "/../../a, /a",
                "/..., /...",
                "/.a, /.a",
                "/%2e%2e/a, /a",
                "/a/%2E%2e/b, /b",
                "/a/.%2e/b, /b",
                "/a/%2e, /a/",
                "/a/%2e/b, /a/b",
                "/%252e%252e/a, /%2e%2e/a",
                "/a;x=1, /a",
                "/a;x=1/b;y, /a/b",
                "/a/..;x/b, /b",
                "/a/;x=1, /a/",
                "/;x, /",
                "/a%3bx=1, /a;x=1",
                "/a?q=/../b, /a",
                "/a?, /a",
                "/a#f, /a",
                "/a#f?q, /a",
                "/a%3fq, /a?q",
                "/a%23f, /a#f",
                "http://h/p, /p",
                "http:/p, /p",
                "http:/p://q, /p:/q",
                ":/p, \"\"",
                "https://h:8443/p/../q?x, /q",
                "HTTP://h, /",
                "http://h?next=/admin, /",
                "http://h#/admin, /",
                "http://h/?next=http://g/x, /",
                "/p?u=http://h/admin, /p",
                "/http://h/p, /http:/h/p",
                "/a%20b, /a b",
                "/caf%C3%A9, /caf\u00e9",
                "/caf\u00e9, /caf\u00e9",
                "/%E2%82%AC, /\u20ac",
                "/%c0%af, /\ufffd\ufffd",
                "/%c0%ae%c0%ae/a, /\ufffd\ufffd\ufffd\ufffd/a",
                "/%ff, /\ufffd",
                "/%e2%82, /\ufffd",
                "/%zz, /%zz",
                "/%4, /%4",
                "/a%, /a%",
                "/%, /%",
                "/%%41, /%A",
                "/%4%31, /%41",
                "/a+b, /a+b",
                "/%\uff12\uff15, /%\uff12\uff15",
                "/a\\b, /a\\b",
                "/{number}, /{number}",
            })
    void path_target_isNormalised(String target, String path) {
        assertThat(RawTarget.path(target)).isEqualTo(path);
    }

    @Property(seed = "1")
    void path_anyText_isEmptyOrBeginsWithSlash(@ForAll("targets") String target) {
        String path = RawTarget.path(target);
        assertThat(path).matches(text -> text.isEmpty() || text.startsWith("/"));
        if (target.startsWith("/")) {
            assertThat(path).startsWith("/");
        }
        if (target.indexOf('%') < 0) {
            assertThat(RawTarget.path(path)).isEqualTo(path);
            assertThat(path).doesNotContain("//", "?", "#", ";");
            assertThat(path.split("/", -1)).doesNotContain(".", "..");
        }
    }

    @Property(seed = "1")
    void path_anyTail_neverEscapesItsQuery(@ForAll("targets") String target, @ForAll("targets") String tail) {
        assertThat(RawTarget.path("/a/b?" + tail)).isEqualTo("/a/b");
        assertThat(RawTarget.path("/" + target + "?" + tail)).isEqualTo(RawTarget.path("/" + target));
        assertThat(RawTarget.path("http://host?" + tail)).isEqualTo("/");
    }

    @Provide
    static Arbitrary<String> targets() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(3),
                Arbitraries.of(
                        "/",
                        "/",
                        ".",
                        "..",
                        "%2e",
                        "%2f",
                        "%",
                        ";",
                        "?",
                        "#",
                        "http://h",
                        "://",
                        "a",
                        "%c3",
                        "\ud800"));
        return parts.list().ofMaxSize(12).map(list -> String.join("", list));
    }
}
