package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckConfigCommandTest {

    private final Path folder;

    CheckConfigCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void checkConfig_shippedFiles_canBeUsed() {
        CommandRun run = CommandRun.of("check-config", "config/abatis.conf").succeeds();
        assertThat(run.out()).startsWith("config/abatis.conf can be used.").contains("observe", "the model's own");
        CommandRun.of("check-config", "webapp/WEB-INF/abatis.conf", "--webapp", "webapp")
                .succeeds();
    }

    @Test
    void checkConfig_saysHowMuchMemoryClientsMayTake() throws IOException {
        CommandRun some = CommandRun.of("check-config", write("some.conf", "abatis.clients.max = 65536"))
                .succeeds();
        CommandRun twice = CommandRun.of("check-config", write("twice.conf", "abatis.clients.max = 131072"))
                .succeeds();
        assertThat(some.out()).containsPattern("clients take up to +3[0-9] MB, for 65536 of them and this model");
        assertThat(twice.out()).containsPattern("clients take up to +6[0-9] MB, for 131072 of them and this model");
    }

    @Test
    void checkConfig_severalErrors_printsALineForEachAndFails() throws IOException {
        Path file = write("bad.conf", """
                abatis {
                  modle = x
                  allow = ["10.0.0.1/8"]
                  modes { "static" = off }
                }
                """);
        CommandRun run = CommandRun.of("check-config", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("abatis: " + file))
                .anyMatch(line -> line.contains("line 2: unknown key 'abatis.modle'"))
                .anyMatch(line -> line.contains("line 3: abatis.allow: '10.0.0.1/8'"))
                .anyMatch(line ->
                        line.contains("line 4: abatis.modes.\"static\": zone 'static' does not begin with a slash"));
    }

    @Test
    void checkConfig_listOrModelThatCannotBeRead_fails() throws IOException {
        CommandRun.of("check-config", write("list.conf", "abatis.deny-files = [absent.list]"))
                .fails("absent.list");
        CommandRun.of("check-config", write("model.conf", "abatis.model = absent.model"))
                .fails("absent.model");
        write("torn.model", "abatis-model 2\n");
        CommandRun.of("check-config", write("torn.conf", "abatis.model = torn.model"))
                .fails("torn.model is refused");
        CommandRun.of("check-config", folder.resolve("absent.conf")).fails("no such file");
        CommandRun.of("check-config", write("webinf.conf", "abatis.model = /WEB-INF/x.model"))
                .fails("--webapp");
        CommandRun.of("check-config", folder.resolve("webinf.conf"), "--webapp", folder)
                .fails("has no /WEB-INF/x.model");
    }

    @Test
    void checkConfig_gradesAboveTheModelsThreshold_fails() throws IOException {
        CommandRun.of("check-config", write("grades.conf", "abatis.actions.limit.threshold = 0.95"))
                .fails("0.95");
    }

    @Test
    void checkConfig_print_tellsWhereEachValueComesFrom() throws IOException {
        Path file = write("own.conf", "abatis {\n  mode = enforce\n  modes { \"/static\" = off }\n}");
        CheckConfigCommand command = new CheckConfigCommand(Map.of("ABATIS_CLIENTS_MAX", "99", "HOME", "/x"));
        StringWriter out = new StringWriter();

        int code = new CommandLine(command).setOut(new PrintWriter(out, true)).execute(file.toString(), "--print");

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .contains("abatis.mode = \"enforce\"  # " + file + ": 2")
                .contains("abatis.modes.\"/static\" = \"off\"  # " + file + ": 3")
                .contains("abatis.clients.max = \"99\"  # environment variable ABATIS_CLIENTS_MAX")
                .contains("abatis.on-error = \"allow\"  # default")
                .contains("  mode below /static       off");
    }

    @Test
    void checkConfig_noFile_isWrongUsage() {
        CommandRun.of("check-config").isWrongUsage("FILE");
    }
}
