package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.load.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class LoadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--clients, -1, 0 to 65536",
        "--clients, many, not an int",
        "--attackers, 70000, 0 to 65536",
        "--rate, 0, 0.1 to 100000",
        "--rate, NaN, 0.1 to 100000",
        "--duration, soon, write 30s",
        "--duration, 0s, 100ms to 24h",
        "--duration, PT48H, 100ms to 24h",
        "--seed, -1, 0 or above"
    })
    void load_wrongOption_isNamedWithValueAndRemedy(String option, String value, String remedy) {
        assertThat(load("--url", "http://127.0.0.1:9", option, value)).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(option, remedy);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void load_nobody_isWrongUsage() {
        assertThat(load("--url", "http://127.0.0.1:9", "--clients", "0", "--attackers", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nobody would call");
    }

    @Test
    void load_otherMachine_isWrongUsage() {
        assertThat(load("--url", "http://example.com")).isEqualTo(2);
        assertThat(err.toString()).contains("--url", "example.com", "localhost, 127.0.0.1 or [::1] only");
    }

    @Test
    void load_noUrl_isWrongUsage() {
        assertThat(load()).isEqualTo(2);
        assertThat(err.toString()).contains("--url");
    }

    @Test
    void load_absentServer_failsWithOneLineAndLeavesNoReport() throws Exception {
        String url;
        try (TestServer server = TestServer.refusingAfter(1)) {
            url = server.url().toString();
        }
        assertThat(load("--url", url, "--report", folder.resolve("r.html").toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("abatis: nothing answers at " + url + ": start the demo first");
        assertThat(names()).isEmpty();
    }

    @Test
    void load_unwritableReport_failsBeforeAnyCall() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> 200 + 0 * calls.incrementAndGet())) {
            String url = server.url().toString();
            Path absent = folder.resolve("absent").resolve("r.html");
            assertThat(load("--url", url, "--report", absent.toString())).isEqualTo(1);
            assertThat(load("--url", url, "--report", folder.toString())).isEqualTo(1);
        }
        assertThat(calls).hasValue(0);
        assertThat(err.toString()).contains("its folder does not exist", "is a folder");
    }

    @Test
    void load_json_printsJsonAloneAndWritesTheReport() throws Exception {
        Path report = Files.writeString(folder.resolve("r.html"), "an older report");
        try (TestServer server = TestServer.refusingAfter(2)) {
            String url = server.url().toString();
            int code =
                    load("--url", url, "--duration", "300ms", "--rate", "400", "--report", report.toString(), "--json");
            assertThat(code).isZero();
        }
        assertThat(new ObjectMapper().readTree(out.toString()).at("/sent").asInt())
                .isEqualTo(120);
        assertThat(report).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(names()).containsExactly("r.html");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void load_summary_namesTheRefused() throws Exception {
        try (TestServer server = TestServer.refusingAfter(1)) {
            assertThat(load("--url", server.url().toString(), "--duration", "PT0.5S", "--rate", "300"))
                    .isZero();
        }
        assertThat(out.toString()).contains("150 calls", "Attackers refused", "Benign clients refused  0 of");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "1h, PT1H", "PT30S, PT30S"})
    void duration_shortAndIso_areRead(String text, Duration expected) {
        assertThat(new DurationText().convert(text)).isEqualTo(expected);
    }

    private int load(String... options) {
        List<String> args = new ArrayList<>(List.of("load"));
        args.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
