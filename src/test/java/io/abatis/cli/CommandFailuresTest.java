package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do when something is wrong. After each of these tests the folder is as it was before. */
final class CommandFailuresTest {

    @TempDir
    private Path folder = Path.of("");

    private Path model = Path.of("");
    private Path existing = Path.of("");
    private final List<String> files = new ArrayList<>();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,/a\n");
        existing = Files.writeString(folder.resolve("existing"), "as it was");
        model = folder.resolve("a.model");
        ModelFile.write(NamesModel.read(), model);
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("rubbish.csv"), "what\nis\nthis\n");
        Files.writeString(
                folder.resolve("damaged.model"), Files.readString(model).replace("age", "aged"));
        Files.writeString(folder.resolve("bad-labels.csv"), "client,label\nnobody,benign\n");
        Files.writeString(folder.resolve("other-labels.csv"), "client,label\n10.9.9.9,benign\n");
        files.addAll(List.of(folder.toFile().list()));
    }

    @AfterEach
    void assertNothingChanged() {
        assertThat(existing).hasContent("as it was");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(files);
    }

    /** {@code $} stands for the folder. */
    private CommandRun run(String line) {
        return CommandRun.of((Object[]) line.replace("$", folder.toString()).split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | nonsense",
                "--nonsense | --nonsense",
                "demo --port 65536 | --port 65536: give 0 to 65535",
                "demo --proxy-protocol --traffic | --traffic sends no PROXY lines",
                "generate | --out",
                "generate --out $/existing --nonsense | --nonsense",
                "generate --out $/existing --bias 0 | bias must be above 0 and at most 1",
                "generate --out $/existing --bias 1.5 | bias must be above 0 and at most 1",
                "generate --out $/existing --bias NaN | bias must be above 0 and at most 1",
                "generate --out $/existing --bias abc | 'abc' is not a double",
                "generate --out $/existing --calls 0 | calls must be at least 1",
                "generate --out $/existing --calls 99999999999 | --calls",
                "generate --out $/existing --seed -1 | the seed must not be negative",
                "generate --out $/existing --seed 1.5 | '1.5' is not an integer",
                "generate --out $/existing --outlier 0 | outlier must be at least 1",
                "generate --out $/existing --routes= | route",
                "generate --out $/existing --routes a,,b | route",
                "generate --out $/existing --routes a,b,a | routes must not name a call twice",
                "generate --out $/existing --benign 10.0.0 | '10.0.0' is not an IPv4 address",
                "generate --out $/existing --hackers ::1 | '::1' is not an IPv4 address",
                "generate --out $/existing --notation commas | commas",
                "tabulate | LOG",
                "replay | LOG",
                "inspect | MODEL",
                "evaluate $/a.model | LOG",
                "evaluate $/a.model $/a.csv | who is malicious?",
                "evaluate $/a.model $/a.csv --benign 10.0.0.0/33 | --benign: ",
                "evaluate $/a.model $/a.csv --benign host | --benign: ",
                "train $/a.csv | --model",
                "train $/a.csv --model $/existing | who is malicious?",
                "train --model $/existing | what to train on?",
                "train --model $/existing --generated-sites 5 | --generated-sites 5 is less than 6",
                "train --model $/existing --generated-sites -1 | --generated-sites -1 is less than 6",
                "train --model $/existing --generated-sites many | --generated-sites",
                "train $/a.csv --model $/existing --generated-sites 6 | --generated-sites takes the place of logs",
                "train --model $/existing --generated-sites 6 --benign 10.0.0.0/8 | --generated-sites takes the place of",
                "train --model $/existing --generated-sites 6 --simulate-attackers | takes the place of logs, of labels",
                "train --model $/existing --generated-sites 6 --trees 0 | --trees 0 is not in 1..10000",
                "replay $/a.csv --explain | --explain needs --out FILE",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 --labels $/bad-labels.csv | exclude each other",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8/8 | --benign: ",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 --budget 0 | --budget 0.0 is not above 0",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 --budget 1 | --budget 1.0 is not",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 --trees 0 | --trees 0 is not in 1..10000",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 --seed x | --seed",
            })
    void run_wrongUsage_isNamed(String line, String message) {
        run(line).isWrongUsage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generate --out $/none/log.csv | its folder does not exist",
                "generate --out $ | is a folder: name a file in it",
                "generate --out $/existing/log.csv | its folder does not exist",
                "tabulate $/none.csv --out $/existing | none.csv: no such log",
                "tabulate $/none/none.csv | none.csv: no such log",
                "tabulate $ --out $/existing | is a folder, not a log",
                "tabulate $/empty.csv --out $/existing | empty.csv holds no call",
                "tabulate $/a.csv --out $/none/table.csv | its folder does not exist",
                "replay $/none.csv --out $/existing | none.csv: no such log",
                "replay $/a.csv $/empty.csv --out $/existing | empty.csv holds no call",
                "replay $/a.csv --model $/damaged.model --out $/existing | it has been altered",
                "replay $/a.csv --model $/none.model | none.model: no such file or folder",
                "replay $/a.csv --model $ | is a folder, not a model",
                "replay $/a.csv --model $/a.csv | it does not begin with 'abatis-model '",
                "evaluate $/damaged.model $/a.csv --benign 10.0.0.0/8 | damaged.model is refused as a model: it has been altered",
                "evaluate $/a.model $/none.csv --benign 10.0.0.0/8 | none.csv: no such log",
                "evaluate $/a.model $/a.csv --labels $/none.csv | none.csv: no such file or folder",
                "evaluate $/a.model $/a.csv --labels $/bad-labels.csv | bad-labels.csv line 2 is not 'client,label'",
                "evaluate $/a.model $/a.csv --labels $/other-labels.csv | none of the 1 clients in the logs has a label",
                "inspect $/damaged.model | it has been altered",
                "inspect $/none.model | none.model: no such file or folder",
                "train $/a.csv --model $/none/a.model --benign 10.0.0.0/8 | its folder does not exist",
                "train $/a.csv --model $ --benign 10.0.0.0/8 | is a folder",
                "train --generated-sites 6 --model $/none/a.model | its folder does not exist",
                "train --generated-sites 6 --model $ | is a folder",
                "train $/none.csv --model $/existing --benign 10.0.0.0/8 | none.csv: no such log",
                "train $/empty.csv --model $/existing --benign 10.0.0.0/8 | empty.csv holds no call",
                "train $/a.csv --model $/existing --benign 10.0.0.0/8 | at least two benign and two malicious clients, and has 1 and 0",
                "train $/a.csv --model $/existing --labels $/other-labels.csv | the logs hold no call of a labelled client",
                "train $/a.csv --model $/existing --simulate-attackers | at least three different calls of benign clients, and the logs have 1",
            })
    void run_failure_isOneClearLine(String line, String message) {
        run(line).fails(message);
    }

    @Test
    void tabulate_rubbish_isCountedAndFails() {
        CommandRun run = run("tabulate $/rubbish.csv --out $/existing");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("3 of 3 lines could not be read (line 1: ", "rubbish.csv holds no call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generate", "tabulate", "train", "evaluate", "replay", "inspect", "bench-detection", "gateway"})
    void help_command_isPrinted(String command) {
        assertThat(CommandRun.of(command, "--help").succeeds().out()).startsWith("Usage: abatis " + command);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void generate_fullDevice_fails() {
        run("generate --out /dev/full").fails("No space left on device");
        assertThat(Path.of("/dev/full")).exists().isReadable();
    }

    @Test
    void failure_controlCharactersInAName_areShownAsQuestionMarks() {
        CommandRun run = CommandRun.of("tabulate", folder.resolve("x\u001b[31m\u009b1m"));

        assertThat(run.err()).contains("x?[31m?1m: no such log");
    }
}
