package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchDetectionCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private CommandRun run(String line) {
        return CommandRun.of((Object[]) ("bench-detection " + line.replace("$", folder.toString())).split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bias 0 | --bias 0.0 is not above 0 and below 1",
                "--bias 1 | --bias 1.0 is not above 0 and below 1",
                "--bias .8,NaN | --bias NaN is not above 0 and below 1",
                "--bias .8,.8 | --bias must be given, and none twice",
                "--bias x | --bias",
                "--routes 1 | --routes 1 is not in 2..64",
                "--routes 65 | --routes 65 is not in 2..64",
                "--routes 5,5 | --routes must be given, and none twice",
                "--clients 0 | --clients 0 is not in 1..100000",
                "--clients 100001 | --clients 100001 is not in 1..100000",
                "--trees 0 | --trees 0 is not in 1..10000",
                "--seed x | --seed",
                "--plot $/a.svg --routes 5 | --plot shows bias 0.8 and 14 routes",
                "--plot $/a.svg --bias .9 | --plot shows bias 0.8 and 14 routes",
                "nonsense | nonsense",
            })
    void run_wrongUsage_isNamed(String line, String message) {
        run(line).isWrongUsage(message);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--model $/none.model | none.model: no such file or folder",
                "--plot $/none/a.svg | its folder does not exist",
                "--plot $ | is a folder: name a file in it"
            })
    void run_failure_isOneClearLine(String line, String message) {
        run(line).fails(message);
    }

    @Test
    void run_tiny_printsATableOfAtMost120Columns() throws Exception {
        Path plot = folder.resolve("a.svg");
        String out = run("--bias .8,.95 --routes 5,14 --clients 50 --trees 1 --plot $/a.svg")
                .succeeds()
                .out();

        assertThat(out.lines()).allMatch(line -> line.length() <= 120);
        assertThat(out)
                .contains("bias 0.8, 14 routes, trained model")
                .contains("bias 0.95, 5 routes: one kind of clients has no call to make")
                .contains("SPRT", "CUSUM", "forest", "DoSFilter", "ratio")
                .doesNotContain("NaN", "null", "%s", "%d");
        assertThat(folder.toFile().list()).containsExactly("a.svg");
        var svg = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(plot.toFile())
                .getDocumentElement();
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(Files.readString(plot))
                .contains("fresh, SPRT", "DoSFilter", "forest, within 5 calls", "CUSUM, within 20 calls")
                .contains("<desc", "prefers-color-scheme:dark")
                .doesNotContain("NaN", "Infinity", "null");
        assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(3);
    }

    @Test
    void run_json_hasTheSameFigures() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(run("--bias .8 --routes 5 --clients 50 --trees 1 --json")
                        .succeeds()
                        .out());

        JsonNode setting = json.at("/settings/0");
        assertThat(json.at("/clients").asInt()).isEqualTo(50);
        assertThat(setting.at("/rows")).hasSize(8);
        assertThat(setting.at("/rows/0/test").asText()).isEqualTo("SPRT");
        assertThat(setting.at("/rows/0/turned/clients").asInt()
                        + setting.at("/rows/0/turned/flagged_before").asInt())
                .isEqualTo(50);
        assertThat(setting.at("/roc").size()).isGreaterThan(20);
        JsonNode point = setting.at("/roc/0");
        assertThat(point.at("/test").asText()).isEqualTo("SPRT");
        assertThat(point.at("/false_positive_rate").asDouble()).isBetween(.3, .8);
        assertThat(point.at("/fresh/flagged_within_10").asDouble())
                .isBetween(.5, point.at("/fresh/flagged_within_20").asDouble());
        assertThat(setting.at("/forest_to_fastest/0.001/fresh_to_sprt").asDouble())
                .isPositive();
        assertThat(setting.at("/rows/7/fresh/median").isNull()).isTrue();
    }
}
