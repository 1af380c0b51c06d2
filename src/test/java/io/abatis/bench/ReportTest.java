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
                "http.calls-a-second.idle",
                new Figure(List.of(103.0, 101.0)),
                "http.calls-a-second.without",
                new Figure(List.of(100.0, 100.0)));
        return new Report(new Comparison(PLAN, measured, printed).rows(), measured, printed);
    }

    @Test
    void rows_ofWhatWasMeasured_haveTheMedianOfTheRoundsRatios() {
        List<Row> rows = report().rows();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).value().rounds()).containsExactly(.5, .5, 3.0);
        assertThat(rows.get(0).value().median()).isEqualTo(.5);
        assertThat(rows.get(0).verdict()).isEqualTo("yes");
        assertThat(rows.get(1).value().median()).isEqualTo(.94);
        assertThat(rows.get(1).verdict()).isEqualTo("no");
        assertThat(rows.get(2).value().median()).isEqualTo(1.02);
        assertThat(rows.get(2).verdict()).isEmpty();
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
                .hasMessageContaining("decision,gate,http,logs,memory,scaling,soak,startup,traffic,verdict");
    }

    @Test
    void number_anySize_hasNoNeedlessDigits() {
        assertThat(List.of(Row.number(.333), Row.number(20), Row.number(100), Row.number(12.34), Row.number(0)))
                .containsExactly("0.33", "20", "100", "12.3", "0");
    }

    @Test
    void plan_all_leavesOutTheSoakAlone() {
        assertThat(Plan.of("all", Plan.Size.USUAL).parts())
                .containsExactly(
                        "decision", "gate", "http", "logs", "memory", "scaling", "startup", "traffic", "verdict");
        assertThat(Plan.of("scaling,soak", Plan.Size.USUAL).has("soak")).isTrue();
    }

    @Test
    void points_scalingBesideTheOthers_measureNothingTwice() {
        for (Plan.Size size : Plan.Size.values()) {
            assertThat(Plan.of("all", size).points()).extracting(Point::name).doesNotHaveDuplicates();
        }
        assertThat(Plan.of("scaling", Plan.Size.USUAL).points())
                .extracting(Point::name)
                .contains(
                        Plan.scaled(Contender.DOS, 1_000_000).name(),
                        Plan.scaled(Contender.NAMES_ENFORCE, 10_000).name())
                .hasSize(8);
        assertThat(Plan.of("scaling", Plan.Size.QUICK).points())
                .extracting(Point::name)
                .doesNotContain(Plan.scaled(Contender.DOS, 1_000_000).name())
                .hasSize(6);
    }

    @Test
    void soak_timeAsked_isTakenOrRefused() {
        Plan plan = Plan.of("soak", Plan.Size.USUAL);
        assertThat(plan.soak("")).hasMinutes(30);
        assertThat(Plan.of("soak", Plan.Size.QUICK).soak("")).hasMinutes(1);
        assertThat(plan.soak("90s")).hasSeconds(90);
        assertThat(plan.soak("1h30m")).hasMinutes(90);
        for (String wrong : List.of("30", "soon", "-5m", "1s", "200h", "30 m")) {
            assertThatThrownBy(() -> plan.soak(wrong))
                    .hasMessage("bench.soak is '" + wrong + "': give a time from 20s to 168h, such as 30m or 1h30m");
        }
    }

    @Test
    void rows_ofScaling_compareWithWhatIsUsual() {
        Map<String, Figure> printed = Map.of(
                "scaling.trees.100.full", new Figure(List.of(1_000.0)),
                "scaling.trees.400.full", new Figure(List.of(4_000.0)),
                "scaling.columns.31.gate", new Figure(List.of(500.0)),
                "scaling.columns.8.gate", new Figure(List.of(400.0)));
        List<Row> rows = new Comparison(Plan.of("scaling", Plan.Size.USUAL), Map.of(), printed).rows();
        assertThat(rows).extracting(Row::what).containsExactly("verdict in full: 400 trees", "gate: 8 columns");
        assertThat(rows).extracting(Row::against).containsExactly("100 trees", "31 columns");
        assertThat(rows.get(0).value().median()).isEqualTo(4);
    }

    @Test
    void text_figuresWithNumbers_standInTheirOrder() {
        Figure figure = new Figure(List.of(1.0));
        String text =
                new Report(List.of(), Map.of(), Map.of("a.100.x", figure, "a.25.x", figure, "a.8.x", figure)).text();
        assertThat(text).containsSubsequence("a.8.x", "a.25.x", "a.100.x");
    }
}
