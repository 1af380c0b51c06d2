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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void load_scenario_isPlayedByItsFirstPart() throws Exception {
        try (TestServer server = TestServer.refusingAfter(1)) {
            String file = "config/scenarios/rare-calls.conf";
            assertThat(load("--url", server.url().toString(), "--scenario", file, "--duration", "500ms"))
                    .isZero();
        }
        assertThat(out.toString())
                .contains("92 calls", "Scenario config/scenarios/rare-calls.conf, seed 1", "attackers");
    }

    @ParameterizedTest
    @CsvSource({
        "--expect-refused-attackers, 1, of 6 attackers refused",
        "--expect-p99, 1ms, 99 % of the served calls took at most",
    })
    void load_brokenBound_failsWithOneLineThatNamesIt(String option, String value, String measured) throws Exception {
        Path report = folder.resolve("r.html");
        try (TestServer server = new TestServer(exchange -> {
            LockSupport.parkNanos(3_000_000);
            return 200;
        })) {
            String url = server.url().toString();
            assertThat(load("--url", url, "--duration", "500ms", "--report", report.toString(), option, value))
                    .isEqualTo(1);
        }
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("abatis: " + option + " ")
                .contains(" is broken: ", measured);
        assertThat(out.toString()).contains(" is broken: ");
        assertThat(report).content().contains("is broken: ");
    }

    @Test
    void load_boundsThatHold_passes() throws Exception {
        try (TestServer server = TestServer.refusingAfter(0)) {
            String url = server.url().toString();
            assertThat(load(
                            "--url",
                            url,
                            "--duration",
                            "500ms",
                            "--expect-refused-attackers",
                            "0.95",
                            "--expect-refused-benign",
                            "0",
                            "--expect-p99",
                            "9s"))
                    .isZero();
        }
        assertThat(out.toString()).contains("--expect-refused-benign 0 held: 0 of 16 benign clients refused (0)");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--expect-refused-attackers, 2, a share from 0 to 1",
        "--expect-refused-benign, -0.1, a share from 0 to 1",
        "--expect-refused-benign, NaN, a share from 0 to 1",
        "--expect-p99, 0ms, a time above 0",
        "--expect-p99, fast, not a duration"
    })
    void load_wrongBound_isWrongUsage(String option, String value, String remedy) {
        assertThat(load("--url", "http://127.0.0.1:9", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option, remedy);
    }

    @Test
    void load_boundThatNothingCanMeet_isWrongUsage() {
        assertThat(load("--url", "http://127.0.0.1:9", "--attackers", "0", "--expect-refused-attackers", "1"))
                .isEqualTo(2);
        assertThat(load("--url", "http://127.0.0.1:9", "--clients", "0", "--expect-refused-benign", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there are no attackers", "there are no benign clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--clients", "--attackers", "--rate"})
    void load_scenarioAndWhatItSays_isWrongUsage(String option) {
        String file = "config/scenarios/rare-calls.conf";
        assertThat(load("--url", "http://127.0.0.1:9", "--scenario", file, option, "5"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("leave out " + option + " or --scenario");
    }

    @Test
    void load_wrongScenario_failsWithOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.conf"), "duration = 10s\ngroups = [{ name = a, rat = 3 }]");
        assertThat(load("--url", "http://127.0.0.1:9", "--scenario", file.toString()))
                .isEqualTo(1);
        assertThat(load("--url", "http://127.0.0.1:9", "--scenario", file + ".absent"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("wrong.conf is refused: line 2: groups[0].rat is unknown: leave it out, or write one of name")
                .contains("absent: no such file");
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
