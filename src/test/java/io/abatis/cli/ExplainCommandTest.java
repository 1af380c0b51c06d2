package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.audit.AuditLog;
import io.abatis.audit.CapturedLog;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.DemoModel;
import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.SmallModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ExplainCommandTest {

    private static final Model SMALL = SmallModel.flagging(3, .85);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private final Path folder;

    ExplainCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What a gate with a model writes of so many attackers, and then of what is told to the log by hand. */
    private static List<String> lines(Model model, String call, int attackers, Event... others) {
        Policy policy = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 1, Duration.ofMinutes(10));
        try (CapturedLog captured = new CapturedLog();
                AuditLog log = new AuditLog(1_000, () -> 7)) {
            Gate gate = new Gate(policy, model, 1_024, 1_024, 1, log);
            for (int attacker = 0; attacker < attackers; attacker++) {
                boolean refused = false;
                for (int i = 0; i < 100 && !refused; i++) {
                    refused = gate.judge(new Call(Ip.ofV4(0x0a000000 + attacker), call, 1_795_324_611_123L))
                            .refuses();
                }
            }
            List.of(others).forEach(log::on);
            log.flush(PATIENCE);
            return captured.lines();
        }
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(folder.resolve("audit.log"), lines);
    }

    private Path model(Model model) throws IOException {
        Path file = folder.resolve("own.model");
        ModelFile.write(model, file);
        return file;
    }

    private static String id(String line) throws IOException {
        return JACKSON.readTree(line).at("/event/id").asText();
    }

    @Test
    void explain_banOfADemosClient_replaysToTheSameScore() throws IOException {
        List<String> lines = lines(DemoModel.read(), "GET /api/rarely", 1);
        CommandRun run = CommandRun.of("explain", file(lines)).succeeds();

        double score = JACKSON.readTree(lines.get(0)).at("/abatis/score").asDouble();
        assertThat(run.out())
                .startsWith("10.0.0.0 is banned until 2026-11-22T05:26:51.123Z at GET /api/rarely")
                .contains("  event     " + id(lines.get(0)) + ", banned, 2026-11-22T05:16:51.123Z")
                .contains("  client    10.0.0.0", "  call      GET /api/rarely", "  verdict   refuse, behaviour")
                .contains("  model     the demo's, SHA-256 " + DemoModel.read().sha256())
                .contains("replays to the same score " + score + System.lineSeparator())
                .containsPattern(
                        "\n {5,9}\\+0\\.[0-9]{4} {2,10}[0-9]+ {2}calls 8 GET /api/rarely +all of the last [0-9]+ calls were GET /api/rarely\n")
                .containsPattern("before any question\n")
                .contains("the score");
    }

    @Test
    void explain_ownModel_isFoundByItsHash() throws IOException {
        Path log = file(lines(SMALL, SmallModel.BAD, 1));

        CommandRun.of("explain", log)
                .fails("there is no model with the SHA-256 " + SMALL.sha256() + ": name its file with --model");
        CommandRun.of("explain", log, "--model", model(SmallModel.flagging(2, .85)))
                .fails(SMALL.sha256());
        CommandRun run = CommandRun.of("explain", log, "--model", model(SMALL)).succeeds();
        assertThat(run.out()).contains("replays to the same score 0.9\n", "own.model", "+0.4000");
    }

    @Test
    void explain_json_isALineForEachEvent() throws IOException {
        Path log = file(lines(SMALL, SmallModel.BAD, 3));
        CommandRun run =
                CommandRun.of("explain", log, "--model", model(SMALL), "--json").succeeds();

        assertThat(run.out().lines()).hasSize(3);
        JsonNode first = JACKSON.readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(first.at("/same").asBoolean()).isTrue();
        assertThat(first.at("/score").asDouble())
                .isEqualTo(.9)
                .isEqualTo(first.at("/replayed_score").asDouble());
        assertThat(first.at("/bias").asDouble()).isEqualTo(.5);
        assertThat(first.at("/contributions/0/column").asText()).isEqualTo("calls 4 GET /bad");
        assertThat(first.at("/contributions/0/words").asText()).isEqualTo("all of the last 3 calls were GET /bad");
        assertThat(first.at("/contributions/0/contribution").asDouble()).isEqualTo(.4);
        assertThat(first.at("/model/sha256").asText()).isEqualTo(SMALL.sha256());
    }

    @Test
    void explain_tampered_failsAndSaysBothScores() throws IOException {
        String line = lines(SMALL, SmallModel.BAD, 1).get(0);
        String score = line.replace("\"score\":0.9}", "\"score\":0.91}");
        String column = line.replace("\"calls 4 GET /bad\":3", "\"calls 4 GET /bad\":2");
        String unknown = line.replace("\"calls 4 GET /bad\":3", "\"calls 4 GET /other\":3");
        assertThat(List.of(score, column, unknown)).doesNotContain(line);
        Path model = model(SMALL);

        CommandRun run = CommandRun.of("explain", file(List.of(score)), "--model", model);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("abatis: event " + id(line)
                        + ": it says 0.91, but its columns score 0.9: event or model are not what they were\n");
        assertThat(run.out())
                .contains("0.91 in the event, but its columns score 0.9\n")
                .doesNotContain("same");
        run = CommandRun.of("explain", file(List.of(column, line)), "--model", model, "--json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("it says 0.9, but its columns score 0.1:");
        assertThat(run.out().lines()).hasSize(2);
        CommandRun.of("explain", file(List.of(unknown)), "--model", model)
                .fails("the event has a column that the model does not know");
    }

    @Test
    void explain_applicationLog_findsTheEventsInIt() throws IOException {
        Event login = Event.of(Event.Kind.LOGGED_IN, 0, "root", "");
        List<String> events = lines(SMALL, SmallModel.BAD, 3, login);
        List<String> lines = new ArrayList<>();
        lines.add("05:16:51.123 INFO  org.eclipse.jetty.server.Server started");
        events.forEach(event -> lines.add("05:16:51.123 INFO  i.abatis.audit " + event));
        lines.add("x".repeat(3_000_000));
        lines.add(events.get(0).substring(0, 300));
        lines.add("{\"event\":{\"dataset\":\"abatis.audit\"");
        Path log = file(lines);
        Path model = model(SMALL);

        CommandRun run = CommandRun.of("explain", log, "--model", model)
                .succeedsSaying("1 lines with events could not be read (line 8: no JSON)");
        assertThat(run.out().split("replays to the same score", -1)).hasSize(4);
        run = CommandRun.of("explain", log, "--model", model, "--id", id(events.get(1)))
                .succeedsSaying("could not be read");
        assertThat(run.out()).contains("10.0.0.1").doesNotContain("10.0.0.0 ", "10.0.0.2");
        run = CommandRun.of("explain", file(events), "--model", model, "--most", 2)
                .succeedsSaying("1 more are not explained: raise --most, or choose one with --id");
        assertThat(run.out().split("replays to the same score", -1)).hasSize(3);
    }

    @Test
    void explain_nothingToExplain_saysWhatIsMissing() throws IOException {
        List<String> login = lines(SMALL, SmallModel.BAD, 0, Event.of(Event.Kind.LOGGED_IN, 0, "root", ""));

        CommandRun.of("explain", file(List.of("nothing"))).fails("audit.log holds no event of the audit log");
        CommandRun.of("explain", file(List.of())).fails("audit.log holds no event of the audit log");
        CommandRun.of("explain", file(List.of("{\"event\":{\"dataset\":\"abatis.audit\"}}")))
                .fails("that can be read (line 1: abatis is missing)");
        CommandRun.of("explain", file(login)).fails("in none of the 1 events in ");
        CommandRun.of("explain", file(login), "--id", "nobody").fails("holds 1 events, and none has the id nobody");
        CommandRun.of("explain", file(login), "--id", id(login.get(0))).fails("there is no score to explain");
        CommandRun.of("explain", folder.resolve("absent")).fails("no such file or folder");
        CommandRun.of("explain", folder).fails("is a folder, not a file with events");
        CommandRun.of("explain", file(login), "--model", folder.resolve("absent.model"))
                .fails("no score to explain");
        CommandRun.of("explain").isWrongUsage("EVENT");
        CommandRun.of("explain", "x", "--most", 0).isWrongUsage("--most 0: give 1 or more");
    }

    @Test
    void explain_hostileEvent_isInertOnATerminal() throws IOException {
        String line = lines(SMALL, SmallModel.BAD, 1).get(0);
        String evil = "\\u001b[2J\\u0007\\u009b\\u202e\\u2028\\ud800\\r\\nforged";
        String hostile = line.replace("\"message\":\"", "\"message\":\"" + evil)
                .replace("\"call\":\"", "\"call\":\"" + evil)
                .replace("\"client\":\"", "\"client\":\"" + evil)
                .replace("\"id\":\"", "\"id\":\"" + evil);
        CommandRun run = CommandRun.of("explain", file(List.of(hostile)), "--model", model(SMALL))
                .succeeds();

        assertThat(run.out())
                .contains("\\u{1b}[2J")
                .doesNotContain("\u001b", "\u202e", "\u2028", "\u0007", "\u009b", "\r");
        assertThat(run.out().lines()).noneMatch(one -> one.startsWith("forged"));
        run = CommandRun.of("explain", file(List.of(hostile)), "--model", model(SMALL), "--json")
                .succeeds();
        assertThat(run.out().strip()).matches("[ -~]+");
        assertThat(JACKSON.readTree(run.out()).at("/client").asText())
                .startsWith("\u001b[2J")
                .contains("forged");
        run = CommandRun.of(
                "explain", file(List.of(hostile.replace("\"score\":0.9}", "\"score\":0}"))), "--model", model(SMALL));
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("abatis: event \\u{1b}[2J")
                .contains("it says 0.0");
    }

    @Test
    void explain_dash_readsStandardInput() throws IOException {
        byte[] in = (lines(DemoModel.read(), "GET /api/rarely", 1).get(0) + "\n").getBytes(StandardCharsets.UTF_8);
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ExplainCommand(new ByteArrayInputStream(in)))
                .setOut(new PrintWriter(out, true))
                .execute("-");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("replays to the same score");
    }
}
