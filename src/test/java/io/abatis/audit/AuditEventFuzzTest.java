package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import io.abatis.forest.FeatureLayout;
import io.abatis.gate.SmallModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditEventFuzzTest {

    private static final byte[] VALID =
            new EventJson(64).of("ID", Samples.banned()).getBytes(StandardCharsets.UTF_8);
    private static final FeatureLayout LAYOUT = SmallModel.flagging(3, .85).layout();

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] line) {
        check(new String(line, StandardCharsets.UTF_8));
    }

    @Property(seed = "1")
    void parse_mutant_isAnEventOrRefused(@ForAll long number) {
        check(new String(Mutants.of(VALID, number), StandardCharsets.UTF_8));
    }

    private static void check(String line) {
        try {
            AuditEvent event = AuditEvent.parse(line);
            assertThat(AuditEvent.isLikely(line) || line.contains("\\u")).isTrue();
            if (event.isReplayable()) {
                assertThat(Objects.requireNonNull(event.model())).matches("[0-9a-f]{64}");
                assertThat(event.vector(LAYOUT)).hasSize(LAYOUT.size());
            }
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches("[ -~]{1,200}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"@timestamp\":", "{\"@timestamp\":\"", "{\"", "\"\\u", "9", "a.", ",", "\\", "${", "#"})
    void parse_endless_isRefusedInLinearTime(String piece) {
        String start = "{\"@timestamp\":";
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            check(piece.repeat(AuditEvent.LONGEST_LINE / piece.length()));
            check(start + piece.repeat((AuditEvent.LONGEST_LINE - start.length()) / piece.length()));
        });
    }
}
