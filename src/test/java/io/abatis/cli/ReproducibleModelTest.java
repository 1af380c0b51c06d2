package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Same logs and seed, same model, whatever the machine: in processes of their own, because the number of processors is settled at their start. */
final class ReproducibleModelTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void train_oneProcessorOrMore_givesTheSameBytes() throws Exception {
        Path log = folder.resolve("calls.csv");
        CommandRun.of("generate", "--seed", 3, "--calls", 1_000, "--outlier", 10, "--out", log)
                .succeeds();
        List<Process> processes = new ArrayList<>();
        for (int processors : new int[] {1, 3}) {
            processes.add(train(log, processors));
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }

        assertThat(Files.readAllBytes(model(3))).isEqualTo(Files.readAllBytes(model(1)));
        assertThat(Files.size(model(1))).isGreaterThan(1_000);
    }

    private Path model(int processors) {
        return folder.resolve("by-" + processors + ".model");
    }

    private Process train(Path log, int processors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + processors,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        log.toString(),
                        "--model",
                        model(processors).toString(),
                        "--benign",
                        "172.144.0.0/16",
                        "--trees",
                        "7",
                        "--budget",
                        ".1")
                .redirectErrorStream(true)
                .start();
    }
}
