package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkListFuzzTest {

    private static final byte[] VALID =
            "# a list\n192.0.2.0/24 # office\n\n2001:db8::/32\r\n198.51.100.7\n".getBytes(StandardCharsets.UTF_8);

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] list) throws IOException {
        problems(list);
    }

    @Property(seed = "1")
    void addFile_mutant_isTakenOrReported(@ForAll long number) throws IOException {
        problems(Mutants.of(VALID, number));
    }

    private static List<String> problems(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("networks", ".list");
        try {
            Files.write(file, bytes);
            List<String> problems = new ArrayList<>();
            NetworkList list = new NetworkList(NetworkList.wholeClients(64), problems, new HashMap<>());
            list.addFile("a.list", file);
            assertThat(list.networks()).isNotNull();
            assertThat(problems).allSatisfy(problem -> {
                assertThat(problem).startsWith("a.list");
                assertThat(problem.length()).isLessThan(500);
                assertThat(problem.chars().anyMatch(Character::isISOControl))
                        .as(problem)
                        .isFalse();
            });
            return problems;
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u0085", "\r", "#", "\u0000", "\u000b"})
    void addFile_commentWithOddCharacters_isStillOne(String odd) throws IOException {
        List<String> expected = odd.equals("\r") ? List.of("a.list, line 2") : List.of();

        assertThat(problems(("192.0.2.1 # a" + odd + "b").getBytes(StandardCharsets.UTF_8)))
                .hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", " ", "a", "1.", ":", "/", "192.0.2.1\n", "# \n"})
    void addFile_endless_takesLinearTime(String piece) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(problems(
                                piece.repeat(8_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8)))
                        .hasSizeLessThan(2));
    }

    @Test
    void addFile_tooLarge_isReported() throws IOException {
        assertThat(problems(new byte[NetworkList.MAX_BYTES + 1]))
                .singleElement()
                .asString()
                .contains("larger than");
    }
}
