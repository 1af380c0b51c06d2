package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.DemoModel;
import io.abatis.forest.Model;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a gate through the log and back: the same score to the last bit. */
final class AuditReplayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static void assertReplays(Model model, AuditEvent event) {
        assertThat(event.isReplayable()).isTrue();
        assertThat(event.model()).isEqualTo(model.sha256());
        double again = model.forest().score(event.vector(model.layout()));
        assertThat(Double.doubleToLongBits(again))
                .isEqualTo(Double.doubleToLongBits(Objects.requireNonNull(event.score())));
    }

    @Test
    void replay_flagLimitAndBanOfASmallModel_giveTheSameScores() {
        Model model = SmallModel.graded(0.85);
        try (CapturedLog captured = new CapturedLog();
                AuditLog log = new AuditLog(100, () -> 7)) {
            Gate gate = new Gate(Samples.policy(Mode.ENFORCE), model, 64, 64, 1, log);
            for (int call = 0; call < 4; call++) {
                gate.judge(new Call(Samples.CLIENT, SmallModel.BAD, Samples.NOW + call * 10_000L));
            }
            log.flush(PATIENCE);

            List<AuditEvent> events =
                    captured.lines().stream().map(AuditEvent::parse).toList();
            assertThat(events).extracting(AuditEvent::action).containsExactly("delay", "limit", "refuse");
            assertThat(events).extracting(AuditEvent::kind).containsExactly("flagged", "banned", "banned");
            assertThat(events).extracting(AuditEvent::score).containsExactly(.4, .6, .9);
            events.forEach(event -> assertReplays(model, event));
            assertThat(events.get(2).until()).isEqualTo("2026-11-22T05:27:11.123Z");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OBSERVE", "ENFORCE"})
    void replay_shippedModel_givesTheSameScores(Mode mode) throws IOException {
        Model model = ShippedModel.read();
        try (CapturedLog captured = new CapturedLog();
                AuditLog log = new AuditLog(10_000, () -> 7)) {
            Gate gate = new Gate(Samples.policy(mode), model, 1_024, 1_024, 7, log);
            for (int i = 0; i < 3_000; i++) {
                boolean scans = i > 1_000 && i % 5 == 0;
                Call call = scans
                        ? new Call(Ip.ofV4(0x0b000000 + i % 7), "GET /old" + i + ".php", Samples.NOW + i * 50L)
                        : new Call(Ip.ofV4(0x0a000000 + i % 61), "GET /page" + (i * 7) % 23, Samples.NOW + i * 50L);
                if (!gate.judge(call).refuses()) {
                    gate.observe(call, scans ? Outcome.NOT_FOUND : Outcome.SUCCESS);
                }
            }
            log.flush(PATIENCE);

            List<AuditEvent> events =
                    captured.lines().stream().map(AuditEvent::parse).toList();
            assertThat(events).hasSizeGreaterThan(5);
            events.forEach(event -> assertReplays(model, event));
            assertThat(log.dropped()).isZero();
        }
    }

    @Test
    void replay_anotherColumnOrModel_isNoticed() throws IOException {
        Model model = SmallModel.graded(0.85);
        String line = new EventJson(64).of("ID", Samples.ofAnAttacker(model, 2).get(0));
        AuditEvent tampered = AuditEvent.parse(line.replace("\"calls 4 GET /bad\":1", "\"calls 4 GET /bad\":2"));

        assertThat(model.forest().score(tampered.vector(model.layout()))).isNotEqualTo(tampered.score());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tampered.vector(DemoModel.read().layout()))
                .withMessageContaining("a column that the model does not know");
    }

    @Test
    void hash_ofAModelFromAFile_isThatOfTheFile() throws Exception {
        for (Path file : List.of(DemoModel.FILE, Path.of("config/default.model"))) {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            Model model = file.equals(DemoModel.FILE) ? DemoModel.read() : ShippedModel.read();
            assertThat(model.sha256()).isEqualTo(HexFormat.of().formatHex(sum));
        }
    }
}
