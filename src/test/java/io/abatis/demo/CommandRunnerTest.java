package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.demo.CommandRunner.End;
import io.abatis.demo.CommandRunner.Limits;
import io.abatis.demo.CommandRunner.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class CommandRunnerTest {

    @TempDir
    Path folder;

    @Test
    void run_program_givesExitAndBothOutputs() throws Exception {
        assertThat(run(Duration.ofSeconds(20), 1000, "echo out; echo err >&2; exit 3"))
                .isEqualTo(new Result(End.EXIT, 3, "out\nerr\n"));
    }

    @Test
    void run_program_seesNoInputAndAlmostNoEnvironment() throws Exception {
        Result result = run(Duration.ofSeconds(20), 1000, "cat; exec /usr/bin/env");

        assertThat(result.output().lines())
                .contains("LC_ALL=C")
                .allMatch(line -> line.matches("(LC_ALL|PWD|_|OLDPWD|SHLVL)=.*"));
    }

    @Test
    void run_program_worksInTheFolder() throws Exception {
        assertThat(run(Duration.ofSeconds(20), 1000, "pwd").output().strip())
                .isEqualTo(folder.toRealPath().toString());
    }

    @Test
    void run_tooLong_isEndedWithItsChildren() throws Exception {
        Result result = run(Duration.ofMillis(300), 1000, "echo begun; /bin/sleep 600 & /bin/sleep 600");

        assertThat(result).isEqualTo(new Result(End.TIME, -1, "begun\n"));
    }

    @Test
    void run_silentButAlive_isEnded() throws Exception {
        Result result = run(Duration.ofMillis(300), 1000, "exec >&- 2>&-; /bin/sleep 600");

        assertThat(result.end()).isEqualTo(End.TIME);
    }

    @Test
    void run_tooMuchOutput_isCutAndEnded() throws Exception {
        Result result = run(Duration.ofSeconds(20), 1000, "while :; do echo 123456789; done");

        assertThat(result.end()).isEqualTo(End.OUTPUT);
        assertThat(result.output()).hasSize(1000);
    }

    @Test
    void run_outputOfExactlyTheLimit_isWhole() throws Exception {
        assertThat(run(Duration.ofSeconds(20), 10, "echo 123456789")).isEqualTo(new Result(End.EXIT, 0, "123456789\n"));
    }

    @Test
    void run_missingProgram_failsAndFreesItsPlace() throws Exception {
        try (CommandRunner runner = new CommandRunner(new Limits(Duration.ofSeconds(20), 100, 1))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> runner.run(List.of("/nowhere/program"), folder))
                        .isInstanceOf(IOException.class);
            }
            assertThat(runner.run(List.of("/bin/true"), folder)).isPresent();
        }
    }

    @Test
    void run_noPlaceLeft_isEmpty() throws Exception {
        try (CommandRunner runner = new CommandRunner(new Limits(Duration.ofSeconds(20), 100, 0))) {
            assertThat(runner.run(List.of("/bin/true"), folder)).isEmpty();
        }
    }

    private Result run(Duration time, int bytes, String script) throws IOException {
        try (CommandRunner runner = new CommandRunner(new Limits(time, bytes, 1))) {
            return runner.run(List.of("/bin/sh", "-c", script), folder).orElseThrow();
        }
    }
}
