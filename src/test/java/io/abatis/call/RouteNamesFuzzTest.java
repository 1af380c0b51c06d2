package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteNamesFuzzTest {

    private static final String VALID =
            "http://host:80/api/./users/../a%20b;v=1/12345/123e4567-e89b-12d3-a456-426614174000//%C3%A9?x=1#y";
    private static final RouteNames NAMES = new RouteNames();

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] target) {
        check(new String(target, StandardCharsets.UTF_8));
    }

    @Property(seed = "1")
    void path_mutant_isNamed(@ForAll long number) {
        check(new String(Mutants.of(VALID.getBytes(StandardCharsets.UTF_8), number), StandardCharsets.UTF_8));
    }

    private static void check(String target) {
        String path = RawTarget.path(target);
        assertThat(path)
                .satisfiesAnyOf(p -> assertThat(p).isEmpty(), p -> assertThat(p).startsWith("/"));
        if (!target.toLowerCase(Locale.ROOT).contains("%2f")) { // a slash in a segment is no end of it
            assertThat(path).doesNotContain("/./", "/../");
        }
        for (String text : new String[] {path, target, RawTarget.decode(target)}) {
            String name = NAMES.name(target, text);
            assertThat(name).matches("[A-Z]+ [!-~]{1,200}");
            String route = name.substring(name.indexOf(' ') + 1);
            assertThat(NAMES.name(target, RawTarget.decode(route))).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "%", "%2e%2e/", "/../", ";", "a", "http://", "\u00e9"})
    void path_endless_takesLinearTime(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            String target = "/" + piece.repeat(4_000_000);
            assertThat(RawTarget.path(target)).startsWith("/");
            assertThat(NAMES.name("GET", target)).matches("GET [!-~]{1,200}");
        });
    }
}
