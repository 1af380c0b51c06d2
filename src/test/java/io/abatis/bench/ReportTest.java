package io.abatis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what was measured to what is printed. */
final class ReportTest {

    private static final Plan PLAN = Plan.of("decision,http", Plan.Size.USUAL);

    private static Measured took(double... nanos) {
        Figure figure = new Figure(Arrays.stream(nanos).boxed().toList());
        return new Measured(figure, figure, null);
    }

    /** The rival takes 1000, 3000 and 2000 ns; ours a half of that, a half and three times that. */
    private static Report report() {
        Map<String, Measured> measured = new HashMap<>();
        measured.put(PLAN.required(Contender.DOS).name(), took(1000, 3000, 2000));
        measured.put(PLAN.required(Contender.NAMES_ENFORCE).name(), took(500, 1500, 6000));
        Map<String, Figure> printed = Map.of(
                "http.calls-a-second.with",
                new Figure(List.of(90.0, 98.0)),
                "http.calls-a-second.without",
                new Figure(List.of(100.0, 100.0)));
        return new Report(new Comparison(PLAN, measured, printed).rows(), measured, printed);
    }

    @Test
    void rows_ofWhatWasMeasured_haveTheMedianOfTheRoundsRatios() {
        List<Row> rows = report().rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).value().rounds()).containsExactly(.5, .5, 3.0);
        assertThat(rows.get(0).value().median()).isEqualTo(.5);
        assertThat(rows.get(0).verdict()).isEqualTo("yes");
        assertThat(rows.get(1).value().median()).isEqualTo(.94);
        assertThat(rows.get(1).verdict()).isEqualTo("no");
    }

    @Test
    void text_ofARow_saysRatioRangeGoalAndWhetherItIsReached() {
        assertThat(report().text())
                .containsPattern("Abatis, 100 trees, enforce +DoSFilter +0\\.5 +0\\.5 to 3 +0\\.5 +<= 0\\.6 +yes")
                .containsPattern(
                        "HTTP calls a second, model in the jar +no filter +0\\.94 +0\\.9 to 0\\.98 +- +>= 0\\.97 +no");
    }

    @Test
    void write_report_keepsEveryRound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("results.json");
        report().write(file, Instant.EPOCH, PLAN);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("date").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.path("machine").asText()).contains("processors");
        assertThat(json.path("table").path(0).path("reached").asBoolean()).isTrue();
        assertThat(json.path("figures")
                        .path(PLAN.required(Contender.DOS).name())
                        .path("nanos")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void plan_unknownPart_saysWhichThereAre() {
        assertThatThrownBy(() -> Plan.of("decision,verdicts", Plan.Size.QUICK))
                .hasMessageContaining("decision,gate,http,logs,memory,startup,traffic,verdict");
    }

    @Test
    void number_anySize_hasNoNeedlessDigits() {
        assertThat(List.of(Row.number(.333), Row.number(20), Row.number(100), Row.number(12.34), Row.number(0)))
                .containsExactly("0.33", "20", "100", "12.3", "0");
    }
}
