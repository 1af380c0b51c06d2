package io.abatis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each guard out of a copy of its class, and sees its test fail. That it does not fail otherwise is seen where that test is at home. */
@Execution(ExecutionMode.CONCURRENT)
final class GuardsIT {

    private static final Path SOURCES = Path.of("src/main/java/io/abatis");
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;

    GuardsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    static List<Guard> guards() {
        return Guards.ALL;
    }

    @ParameterizedTest
    @MethodSource("guards")
    void guard_takenOut_itsTestFails(Guard guard) throws Exception {
        Path classes = compile(without(guard));
        Path log = folder.resolve("log");
        int code = run(classes, guard.test(), log);
        assertThat(code)
                .as("%s must fail for %s; it said: %s", guard.test(), guard, Files.readString(log))
                .isEqualTo(RunTest.FAILED);
    }

    private Path without(Guard guard) throws IOException {
        Path source = SOURCES.resolve(guard.source() + ".java");
        String text = Files.readString(source);
        int at = text.indexOf(guard.code());
        assertThat(at).as("the guard stands in %s", source).isNotNegative();
        assertThat(text.indexOf(guard.code(), at + 1))
                .as("it stands there once")
                .isNegative();
        Path copy = folder.resolve("source").resolve(source.getFileName());
        Files.createDirectories(copy.getParent());
        return Files.writeString(copy, text.replace(guard.code(), guard.without()));
    }

    private Path compile(Path source) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "--release",
                        "17",
                        "-d",
                        classes.toString(),
                        "-cp",
                        classPath(),
                        source.toString());
        assertThat(code).as("%s compiles", source).isZero();
        return classes;
    }

    private int run(Path classes, String test, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                classes + File.pathSeparator + classPath(),
                RunTest.class.getName()));
        int hash = test.indexOf('#');
        command.add("io.abatis." + (hash < 0 ? test : test.substring(0, hash)));
        if (hash >= 0) {
            command.add(test.substring(hash + 1));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", test)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Of this very JVM: Maven may have put it into a jar's manifest, which both the compiler and java read. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
