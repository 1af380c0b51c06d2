package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelsFuzzTest {

    private static final byte[] VALID = "client,label\n10.0.0.1,benign\n10:0:0:2,malicious\r\n\n2001:db8::1,benign\n"
            .getBytes(StandardCharsets.UTF_8);

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] labels) throws IOException {
        check(labels);
    }

    @Property(seed = "1")
    void read_mutant_isLabelsOrRefused(@ForAll long number) throws IOException {
        check(Mutants.of(VALID, number));
    }

    private static void check(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("labels", ".csv");
        try {
            Files.write(file, bytes);
            Labels labels = Labels.read(file);
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("[\r\n]+", -1)) {
                Ip client = CallLog.client(line.strip().split(",", 2)[0]);
                if (client != null) {
                    assertThat(labels.of(client)).as(line).isNotNull();
                }
            }
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
            assertThat(String.valueOf(e.getMessage()).length()).isLessThan(1_000);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a", "\r", "1:", "10.0.0.1,benign\n", "\u00e9"})
    void read_endless_takesLinearTime(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            byte[] bytes = ("client,label\n" + piece.repeat(4_000_000)).getBytes(StandardCharsets.UTF_8);
            assertThat(catchThrowable(() -> check(bytes))).isNull();
        });
    }
}
