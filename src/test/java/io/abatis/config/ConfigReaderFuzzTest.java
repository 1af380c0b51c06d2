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
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderFuzzTest {

    private static final byte[] VALID = """
            abatis { mode = enforce, threshold = 0.5, bans.time = 10m, minimum-calls = 3
              allow = ["192.0.2.0/24"], deny-files = []
              clients { max = 1024, ipv6-prefix = 56 }
              call-log { file = null, max-size = 4K, queue = 7 } }
            abatis.bans.max = 10 # few
            """.getBytes(StandardCharsets.UTF_8);

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] text) throws IOException {
        check(text);
    }

    @Property(seed = "1")
    void read_mutant_isAConfigurationOrRefused(@ForAll long number) throws IOException {
        check(Mutants.of(VALID, number));
    }

    /** What includes other files or addresses is the operator's word, and not for a test to follow. */
    private static void check(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.contains("include")) {
            return;
        }
        Path file = Files.createTempFile("abatis", ".conf");
        try {
            Files.write(file, bytes);
            assertThat(ConfigReader.read(file, Map.of()).maxClients()).isPositive();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "a{", "a=[", "${", "(", "\"", "a.", "a=1\n", "#", "1", "abatis=", "\\", "+="})
    void read_endless_isRefusedInLinearTime(String piece) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> check(piece.repeat(200_000 / piece.length()).getBytes(StandardCharsets.UTF_8)));
    }
}
