package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What commands do when all is well. */
final class CommandsTest {

    @TempDir
    private Path folder = Path.of("");

    private Path log = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void writeLogAndModel() throws IOException {
        log = folder.resolve("second.csv");
        model = folder.resolve("a.model");
        CommandRun.of("generate", "--seed", 19, "--calls", 5000, "--bias", .95, "--outlier", 15, "--out", log)
                .succeeds();
        ModelFile.write(NamesModel.read(), model);
    }

    @Test
    void abatis_noArguments_printsHelp() {
        assertThat(CommandRun.of().succeeds().out())
                .contains("generate", "tabulate", "train", "evaluate", "replay", "inspect", "load");
    }

    @Test
    void generate_defaults_writesTheReferenceLog() {
        Path file = folder.resolve("first.csv");

        assertThat(CommandRun.of("generate", "--out", file).succeeds().out().strip())
                .isEqualTo(
                        "There are 9320 benign entries and 680 hacker entries with a threshold of 5.599999999999998.");
        assertThat(file).hasSize(314_158);
    }

    @Test
    void generate_options_areObeyed() throws IOException {
        CommandRun.of(
                        "generate",
                        "--out",
                        log,
                        "--calls",
                        100,
                        "--routes",
                        "a,b,c",
                        "--benign",
                        "10.0.0.1,10.0.0.2",
                        "--hackers",
                        "10.0.1.1",
                        "--notation",
                        "dotted",
                        "--seed",
                        "18446744073709551616")
                .succeeds();

        assertThat(Files.readAllLines(log))
                .hasSize(101)
                .startsWith("Time,IP_Address,API_Call")
                .filteredOn(line -> !line.startsWith("Time"))
                .allMatch(line -> line.matches("00:0[01]:[0-9]{2},10\\.0\\.[01]\\.[12],[abc]"));
    }

    @Test
    void tabulate_log_printsTheTable() {
        List<String> lines =
                CommandRun.of("tabulate", log).succeeds().out().lines().toList();

        assertThat(lines).hasSize(23);
        assertThat(lines.get(0)).startsWith("client,Often1,").endsWith(",Sometimes2");
        assertThat(lines.get(1)).startsWith("172:144:0:22,");
    }

    @Test
    void tabulate_out_writesWhatItWouldPrint() throws IOException {
        Path table = folder.resolve("table.csv");

        assertThat(CommandRun.of("tabulate", log, "--out", table).succeeds().out())
                .isEmpty();
        assertThat(Files.readString(table))
                .isEqualTo(CommandRun.of("tabulate", log).out());
    }

    @Test
    void replay_logWithoutAnswersModelForAllSites_saysThatNobodyCanBeFlagged() {
        CommandRun.of("replay", log).succeedsSaying("nobody can be flagged");
        CommandRun.of("replay", log, "--model", model).succeeds();
    }

    @Test
    void replay_log_printsARowAClientWithTheLogsTimes() {
        List<String> lines = CommandRun.of("replay", log, "--model", model)
                .succeeds()
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(23);
        assertThat(lines.get(0)).isEqualTo("client,calls,flagged_at_call,flagged_at,max_score,reason");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("172."))
                .hasSize(16)
                .allMatch(line -> line.matches("172\\.144\\.0\\.[0-9]+,[0-9]+,,,0\\.[0-9]{6},"));
        assertThat(lines)
                .filteredOn(line -> line.endsWith(",behaviour"))
                .hasSizeBetween(3, 6)
                .allMatch(line -> line.matches(
                        "175\\.144\\.22\\.[2-7],[0-9]+,[2-9],0[01]:[0-5][0-9]:[0-5][0-9],[01]\\.[0-9]{6},behaviour"));
    }

    @Test
    void replay_outAndModel_writesWhatItWouldPrint() throws IOException {
        Path decisions = folder.resolve("decisions.csv");
        CommandRun run = CommandRun.of("replay", log, "--model", model, "--out", decisions)
                .succeeds();

        assertThat(run.out()).matches("[3-6] of 22 clients would have been refused: see .*\\R");
        assertThat(Files.readString(decisions))
                .isEqualTo(CommandRun.of("replay", log, "--model", model).out());
    }

    @Test
    void replay_explain_saysWhyForEachFlaggedClient() throws IOException {
        Path decisions = folder.resolve("decisions.csv");
        CommandRun run = CommandRun.of("replay", log, "--model", model, "--out", decisions, "--explain")
                .succeeds();
        List<String> flagged = Files.readAllLines(decisions).stream()
                .filter(line -> line.endsWith(",behaviour"))
                .toList();
        List<String> said = run.out().lines().skip(1).toList();

        assertThat(said).hasSameSizeAs(flagged).hasSizeBetween(3, 6);
        for (int i = 0; i < said.size(); i++) {
            String[] row = flagged.get(i).split(",", -1);
            assertThat(said.get(i))
                    .startsWith(row[0] + " at call " + row[2] + ": score ")
                    .containsPattern(" before any question: .+ \\([+-][01]\\.[0-9]{2}\\)");
        }
        assertThat(Files.readString(decisions))
                .isEqualTo(CommandRun.of("replay", log, "--model", model).out());
    }

    @Test
    void train_generatedSites_writesAModelThatJudgesByNoName() throws IOException {
        Path trained = folder.resolve("sites.model");
        CommandRun run = CommandRun.of(
                        "train", "--generated-sites", 6, "--trees", 2, "--budget", .01, "--model", trained)
                .succeeds();

        assertThat(run.out()).startsWith("model  ").contains("trees 2", "lives of held-out benign clients refused");
        assertThat(CommandRun.of("inspect", trained).succeeds().out())
                .containsPattern("data-labels +6 generated sites")
                .containsPattern("warm-up +[1-9]");
        assertThat(ModelFile.read(trained).layout().logOdds()).isEmpty();
        assertThat(CommandRun.of("replay", log, "--model", trained)
                        .succeedsSaying("nobody can be flagged")
                        .out()
                        .lines())
                .hasSize(23);
    }

    @Test
    void replay_noModel_judgesByTheShippedOne() throws IOException {
        ModelFile.write(ShippedModel.read(), model);

        assertThat(CommandRun.of("replay", log)
                        .succeedsSaying("nobody can be flagged")
                        .out())
                .isEqualTo(CommandRun.of("replay", log, "--model", model).out());
    }

    @Test
    void evaluate_labels_printsTheFigures() throws IOException {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "client,label\n172:144:0:22,benign\n175.144.22.2,malicious\n");

        assertThat(CommandRun.of("evaluate", model, log, "--labels", labels)
                        .succeeds()
                        .out())
                .contains("1 benign, 1 malicious, 20 without a label")
                .containsPattern("accuracy +1.000")
                .containsPattern("auc +1.000 \\(95 % interval 1.000 to 1.000\\)");
    }

    @Test
    void evaluate_labelsWithWholeIpv6Addresses_findTheClientsOfTheirPrefixes() throws IOException {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "client,label\n2001:db8:0:1::9,benign\n2001:db8:0:2:ffff::1,malicious\n");
        Files.writeString(log, """
                Time,IP_Address,API_Call
                00:00:01,2001:db8:0:1::1,GET /api/often1
                00:00:02,2001:db8:0:2::7,GET /api/rarely
                00:00:03,2001:db8:0:3::1,GET /api/rarely
                """);

        assertThat(CommandRun.of("evaluate", model, log, "--labels", labels)
                        .succeeds()
                        .out())
                .contains("1 benign, 1 malicious, 1 without a label");
    }

    @Test
    void evaluate_json_isJson() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.of("evaluate", model, log, "--benign", "172.144.0.0/16", "--json")
                        .succeeds()
                        .out());

        assertThat(json.at("/benign").asInt()).isEqualTo(16);
        assertThat(json.at("/malicious").asInt()).isEqualTo(6);
        assertThat(json.at("/vote/accuracy").asDouble()).isEqualTo(1);
        assertThat(json.at("/vote/auc").asDouble()).isEqualTo(1);
        assertThat(json.at("/gate/false_positives").asInt(-1)).isZero();
        assertThat(json.at("/gate/calls_to_flag").isArray()).isTrue();
    }

    @Test
    void evaluate_oneClassAsJson_hasNullsAndNoNaN() throws IOException {
        String text = CommandRun.of("evaluate", model, log, "--benign", "0.0.0.0/0", "--json")
                .succeeds()
                .out();
        JsonNode json = new ObjectMapper().readTree(text);

        assertThat(text).doesNotContain("NaN", "Infinity");
        assertThat(json.at("/vote/auc").isNull()).isTrue();
        assertThat(json.at("/vote/auc_interval/0").isNull()).isTrue();
        assertThat(json.at("/vote/recall").isNull()).isTrue();
    }

    @Test
    void inspect_model_printsCardAndColumns() throws IOException {
        double threshold = NamesModel.read().card().threshold();

        assertThat(CommandRun.of("inspect", model, "--columns", 2).succeeds().out())
                .containsPattern("threshold +" + Pattern.quote(Double.toString(threshold)))
                .containsPattern("trees +100")
                .containsPattern(" [0-9.]+ %  (fresh|turned|age|calls .*)\\R")
                .satisfies(text -> assertThat(text.lines().filter(line -> line.contains(" %  ")))
                        .hasSize(2));
    }

    @Test
    void tabulate_unreadableLines_areReportedOnStandardError() throws IOException {
        Files.writeString(log, "rubbish\r\n00:00:01\r\n", java.nio.file.StandardOpenOption.APPEND);
        CommandRun run = CommandRun.of("tabulate", log);

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("abatis: " + log
                        + ": 2 of 5002 lines could not be read (line 5002: 1 fields where there should be 3)"
                        + System.lineSeparator());
        assertThat(run.out().lines()).hasSize(23);
    }

    @Test
    void train_labels_writesAModelThatOtherCommandsRead() {
        Path trained = folder.resolve("b.model");
        CommandRun run = CommandRun.of(
                        "train", log, "--model", trained, "--benign", "172.144.0.0/16", "--trees", 3, "--budget", .01)
                .succeeds();

        assertThat(run.out()).contains("16 benign, 6 malicious", "trees 3");
        assertThat(CommandRun.of("inspect", trained).succeeds().out()).containsPattern("budget +0\\.01");
        assertThat(CommandRun.of("evaluate", trained, log, "--benign", "172.144.0.0/16")
                        .succeeds()
                        .out())
                .contains("16 benign, 6 malicious");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.model", "b.model", "second.csv");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void generate_toStandardOutputThatIsAPipe_writesTheLog() throws Exception {
        assertThat(processOutput("generate", "--calls", "3", "--out", "/dev/stdout"))
                .startsWith("Time,IP_Address,API_Call\r\n00:00:01,")
                .contains("\r\n00:00:03,");
    }

    /** In a process of its own: Weka speaks only once, when it is loaded. */
    @Test
    void train_newProcess_saysNothingButItsResults() throws Exception {
        Path trained = folder.resolve("b.model");

        assertThat(processOutput(
                        "train",
                        log.toString(),
                        "--model",
                        trained.toString(),
                        "--benign",
                        "172.144.0.0/16",
                        "--trees",
                        "1",
                        "--budget",
                        ".1"))
                .startsWith("model  ")
                .doesNotContain("WARNING");
    }

    /** What a command says on both streams in a process of its own that ends well. */
    private static String processOutput(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
