package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} says of 16 benign clients with hundreds of calls each, and 6 malicious ones with 2 to 6 calls each. */
final class EvaluateCommandTest {

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

    private String text(String benign) {
        return CommandRun.of("evaluate", model, log, "--benign", benign)
                .succeeds()
                .out();
    }

    private JsonNode json(String benign) throws IOException {
        String text = CommandRun.of("evaluate", model, log, "--benign", benign, "--json")
                .succeeds()
                .out();
        assertThat(text).doesNotContain("NaN", "Infinity");
        return new ObjectMapper().readTree(text);
    }

    @Test
    void text_twoClasses_hasAllTables() throws IOException {
        String text = text("172.144.0.0/16");
        String threshold =
                Pattern.quote(Double.toString(NamesModel.read().card().threshold()));

        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
        assertThat(text)
                .contains("Wilson's for shares, for AUC the bootstrap's (1,000 resamples")
                .containsPattern("accuracy +1\\.000 \\(95 % interval 0\\.851 to 1\\.000\\)")
                .containsPattern("wrongly refused +0\\.000 of benign clients \\(95 % interval 0\\.000 to 0\\.194\\)")
                .containsPattern("(?m)^  1 +0 +0  - +- +-$")
                .containsPattern("(?m)^  2 to 4 +0 +[1-6]  0\\.[0-9]{3} \\(0\\.[0-9]{3}-0\\.[0-9]{3}\\) +- +-$")
                .containsPattern("(?m)^  50 and more +16 +0  - +0\\.000 \\(0\\.000-0\\.194\\) +-$")
                .containsPattern("(?m)^  5 and more +16 +[1-6]  [^-]")
                .containsPattern("(?m)^  all +16 +6  ")
                .containsPattern("(?m)^  0\\.0 to 0\\.1 +[0-9]+ ")
                .containsPattern("(?m)^  0\\.9 to 1\\.0 +[0-9]+ ")
                .containsPattern("expected calibration error 0\\.[0-9]{3}; clients never scored, and left out: 0")
                .containsPattern("(?m)^  0\\.05 +[0-9]+ [01]\\.[0-9]{3} \\(.*\\) +6 1\\.000 \\(0\\.610-1\\.000\\)$")
                .containsPattern("(?m)^\\* " + threshold + " +0 0\\.000 \\(0\\.000-0\\.194\\) +[1-6] [01]\\.[0-9]{3} ")
                .doesNotContain("NaN", "null", "%s", "%d");
    }

    @Test
    void text_oneClass_hasDashes() {
        assertThat(text("0.0.0.0/0"))
                .containsPattern("(?m)^  auc +-$")
                .containsPattern("(?m)^  recall +-$")
                .doesNotContain("NaN");
        assertThat(text("192.0.2.0/24"))
                .containsPattern("wrongly refused +- of benign clients")
                .doesNotContain("NaN");
    }

    @Test
    void json_twoClasses_hasAllFigures() throws IOException {
        JsonNode json = json("172.144.0.0/16");

        assertThat(json.at("/intervals/shares").asText()).isEqualTo("Wilson score");
        assertThat(json.at("/gate/false_positive_rate_interval/1").asDouble()).isBetween(.19, .2);
        assertThat(json.at("/by_calls")).hasSize(5);
        assertThat(json.at("/by_calls").findValuesAsText("from_calls")).containsExactly("1", "2", "5", "10", "50");
        assertThat(json.at("/by_calls/0/to_calls").asInt()).isEqualTo(1);
        assertThat(json.at("/by_calls/4/to_calls").isNull()).isTrue();
        assertThat(json.at("/by_calls/4/benign").asInt()).isEqualTo(16);
        assertThat(json.at("/by_calls/4/recall").isNull()).isTrue();
        assertThat(json.at("/by_calls/4/recall_interval/0").isNull()).isTrue();
        assertThat(json.at("/by_calls/1/malicious").asInt()
                        + json.at("/five_and_more/malicious").asInt())
                .isEqualTo(6);
        assertThat(json.at("/five_and_more/auc").asDouble()).isEqualTo(1);
        assertThat(json.at("/calibration/bins")).hasSize(10);
        assertThat(json.at("/calibration/unscored").asInt(-1)).isZero();
        assertThat(json.at("/calibration/expected_calibration_error").asDouble())
                .isBetween(0.0, .5);
        assertThat(json.at("/cost")).hasSize(16);
        assertThat(json.at("/cost"))
                .filteredOn(row -> row.at("/own").asBoolean())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.at("/threshold").asDouble())
                            .isEqualTo(NamesModel.read().card().threshold());
                    assertThat(row.at("/innocents_refused").asInt(-1)).isZero();
                    assertThat(row.at("/innocents_refused_share").asDouble(-1)).isZero();
                    assertThat(row.at("/attackers_caught").asInt())
                            .isEqualTo(json.at("/gate/true_positives").asInt());
                    assertThat(row.at("/attackers_caught_share_interval")).hasSize(2);
                });
    }

    @Test
    void json_oneClass_hasNulls() throws IOException {
        JsonNode json = json("0.0.0.0/0");

        assertThat(json.at("/vote/auc").isNull()).isTrue();
        assertThat(json.at("/five_and_more/auc_interval/1").isNull()).isTrue();
        assertThat(json.at("/cost/0/attackers_caught_share").isNull()).isTrue();
        assertThat(json.at("/calibration/bins").findValues("mean_score")).anyMatch(JsonNode::isNull);
    }

    @Test
    void oneUnscoredClient_isSaid() throws IOException {
        Files.writeString(log, "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,GET /api/often1\n");

        assertThat(text("10.0.0.0/8")).contains("expected calibration error -; clients never scored, and left out: 1");
        JsonNode json = json("10.0.0.0/8");
        assertThat(json.at("/by_calls/0/benign").asInt()).isEqualTo(1);
        assertThat(json.at("/calibration/unscored").asInt()).isEqualTo(1);
        assertThat(json.at("/calibration/expected_calibration_error").isNull()).isTrue();
    }

    @Test
    void noLabelledClient_namesTheRemedy() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "client,label\n192.0.2.1,benign\n");

        CommandRun.of("evaluate", model, log, "--labels", labels)
                .fails("none of the 22 clients in the logs has a label: give --labels a file that names them");
    }

    @Test
    void again_isTheSame() throws IOException {
        assertThat(json("172.144.0.0/16")).isEqualTo(json("172.144.0.0/16"));
    }
}
