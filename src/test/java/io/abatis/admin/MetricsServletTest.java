package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.console.Meters;
import io.abatis.metrics.Metered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text for Prometheus, and that documentation and dashboard know it. */
final class MetricsServletTest {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z0-9_]+)=\"([^\"]*)\"");
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    private static String scraped(String accept) throws Exception {
        Metered metered = new Metered().attacked();
        try (ServletSite site = new ServletSite(new MetricsServlet(() -> metered.meters))) {
            site.get(accept);
            return site.get(accept).body(); // the second one knows the model, too
        }
    }

    /** The labels of each series, with all their values. */
    private static Map<String, Map<String, Set<String>>> series() throws Exception {
        Map<String, Map<String, Set<String>>> series = new TreeMap<>();
        Matcher samples = SAMPLE.matcher(scraped("text/plain"));
        while (samples.find()) {
            Map<String, Set<String>> labels = series.computeIfAbsent(samples.group(1), name -> new TreeMap<>());
            Matcher label = LABEL.matcher(samples.group(2) == null ? "" : samples.group(2));
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(2));
            }
        }
        return series;
    }

    @Test
    void text_afterAnAttack_holdsTheFigures() throws Exception {
        assertThat(scraped("*/*"))
                .contains("# TYPE abatis_calls_total counter")
                .contains("abatis_calls_total{action=\"refuse\",mode=\"enforce\",reason=\"behaviour\"} 1.0")
                .contains("# TYPE abatis_bans gauge", "abatis_bans{sanction=\"ban\"} 1.0")
                .contains("abatis_judge_seconds_count 21", "abatis_judge_within_total{le=\"+Inf\"} 21.0")
                .containsPattern("abatis_model_age_seconds\\{sha256=\"[0-9a-f]{64}\"} 0\\.0")
                .doesNotContain("192.0.2", "# EOF");
    }

    @Test
    void type_byAccept_isTextOrOpenMetrics() throws Exception {
        Metered metered = new Metered();
        try (ServletSite site = new ServletSite(new MetricsServlet(() -> metered.meters))) {
            var text = site.get("text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
            var open = site.get("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

            assertThat(text.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                    .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
            assertThat(open.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                    .isEqualToIgnoringCase("application/openmetrics-text;version=1.0.0;charset=utf-8");
            assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE abatis_calls counter");
            assertThat(open.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void filter_notInService_is503AndThenItsFigures() throws Exception {
        AtomicReference<@Nullable Meters> meters = new AtomicReference<>();
        try (ServletSite site = new ServletSite(new MetricsServlet(meters::get))) {
            assertThat(site.get("*/*").statusCode()).isEqualTo(503);
            meters.set(new Metered().attacked().meters);

            assertThat(site.get("*/*").body()).contains("abatis_judge_seconds_count 21");
        }
    }

    @Test
    void documentation_table_isWhatIsScraped() throws Exception {
        Map<String, Set<String>> documented = new TreeMap<>();
        Map<String, Set<String>> values = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/site/markdown/metrics.md"))) {
            List<String> cells = List.of(line.split("\\|", -1));
            if (line.startsWith("| `abatis_")) {
                Set<String> labels = new TreeSet<>(quoted(cells.get(4)));
                for (String name :
                        named(quoted(cells.get(1)).get(0), cells.get(3).strip())) {
                    documented.put(name, labels);
                }
            } else if (line.startsWith("| `")) {
                values.put(quoted(cells.get(1)).get(0), new TreeSet<>(quoted(cells.get(2))));
            }
        }
        Map<String, Map<String, Set<String>>> series = series();
        Map<String, Set<String>> labels = new TreeMap<>();
        series.forEach((name, ofName) -> labels.put(name, ofName.keySet()));

        assertThat(documented).isEqualTo(labels);
        series.forEach((name, ofName) -> ofName.forEach((label, found) -> {
            if (!label.equals("le") && !label.equals("sha256")) {
                assertThat(found).as(name + " " + label).isSubsetOf(values.get(label));
            }
        }));
        assertThat(series.get("abatis_calls_total"))
                .isEqualTo(Map.of(
                        "mode", values.get("mode"), "action", values.get("action"), "reason", values.get("reason")));
    }

    private static List<String> named(String name, String kind) {
        return kind.equals("timer") ? List.of(name + "_count", name + "_sum") : List.of(name);
    }

    private static List<String> quoted(String cell) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("`([^`]+)`").matcher(cell);
        while (word.find()) {
            words.add(word.group(1));
        }
        return words;
    }

    @Test
    void dashboard_everyExpression_namesSeriesAndLabelsThatAre() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("config/grafana-dashboard.json").toFile());
        Map<String, Map<String, Set<String>>> series = series();
        Set<String> used = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            String text = expression.textValue();
            Set<String> names = found("\\babatis_[a-z_]+", text);
            assertThat(names).as(text).isNotEmpty().isSubsetOf(series.keySet());
            Set<String> known = new TreeSet<>(OF_THE_SCRAPE);
            names.forEach(
                    name -> known.addAll(series.getOrDefault(name, Map.of()).keySet()));
            Set<String> labels = found("[a-z0-9_]+(?==~?\")", text);
            found("by \\(([a-z0-9_, ]+)\\)", text).forEach(by -> labels.addAll(found("[a-z0-9_]+", by)));
            labels.remove("by");
            assertThat(labels).as(text).isSubsetOf(known);
            used.addAll(names);
        }
        assertThat(used).as("series without a panel").isEqualTo(series.keySet());
    }

    @Test
    void dashboard_panels_areDistinctAndComplete() throws Exception {
        JsonNode panels = new ObjectMapper()
                .readTree(Path.of("config/grafana-dashboard.json").toFile())
                .path("panels");

        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat(panel.path("title").textValue()).isNotBlank();
            assertThat(panel.path("type").textValue()).isIn("timeseries", "stat");
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.path("gridPos").path("x").intValue()
                            + panel.path("gridPos").path("w").intValue())
                    .isLessThanOrEqualTo(24);
        });
        assertThat(panels.findValues("id")).doesNotHaveDuplicates();
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
