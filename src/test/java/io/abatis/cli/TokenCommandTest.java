package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.admin.OperatorsFile;
import io.abatis.admin.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New tokens. */
final class TokenCommandTest {

    @TempDir
    Path folder;

    @Test
    void run_name_printsTheTokenAndItsLine() {
        CommandRun run = CommandRun.of("token", "ada");
        assertThat(run.code()).isZero();
        String[] lines = run.out().split("\\R", -1);
        assertThat(lines[0]).matches("abatis_[A-Za-z0-9_-]{43}");
        assertThat(lines[1]).isEqualTo("ada sha256:" + Token.sha256(lines[0]));
    }

    @Test
    void run_append_makesAFileForItsOwnerAndAddsToIt() throws Exception {
        Path file = folder.resolve("operators");
        String ada =
                CommandRun.of("token", "ada", "--append", file.toString()).out().strip();
        Files.writeString(file, Files.readString(file).stripTrailing());
        String bob =
                CommandRun.of("token", "bob", "--append", file.toString()).out().strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .isEqualTo("ada sha256:" + Token.sha256(ada) + "\nbob sha256:" + Token.sha256(bob) + "\n")
                .doesNotContain(ada, bob);
        assertThat(OperatorsFile.read(file)).hasSize(2);
    }

    @Test
    void run_appendToSomethingElse_leavesItAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "dear diary\n");
        CommandRun run = CommandRun.of("token", "ada", "--append", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("line 1");
        assertThat(run.out()).isEmpty();
        assertThat(file).hasContent("dear diary\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "#a", "\u00e4", "a\nb sha256:0"})
    void run_strangeName_isWrongUsage(String name) {
        CommandRun run = CommandRun.of("token", name);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
