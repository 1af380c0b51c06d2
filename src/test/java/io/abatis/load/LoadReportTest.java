package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The three ways in which a result is shown. */
final class LoadReportTest {

    private static final LoopbackUrl HOSTILE_URL = LoopbackUrl.parse("http://127.0.0.1:8080/'onload='&lt;b&amp;");

    @Test
    void report_fullResult_isWellFormedAndSelfContained() throws Exception {
        String page = LoadReport.of(played());
        Document document = parse(page);
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(3);
        assertThat(rows(document)).isGreaterThan(22);
        assertThat(page)
                .doesNotContain("<script", "http://www", "https://", "url(", "@import", " src=", "<link")
                .contains("prefers-color-scheme: dark", "175.144.22.2");
    }

    @Test
    void report_hostileText_isEncoded() throws Exception {
        String page = LoadReport.of(played());
        assertThat(page)
                .contains("http://127.0.0.1:8080/&#39;onload=&#39;&amp;lt;b&amp;amp;")
                .doesNotContain("'onload");
        assertThat(parse(page).getDocumentElement().getTextContent()).contains(HOSTILE_URL.toString());
    }

    @Test
    void report_nothingPlayed_isWellFormed() throws Exception {
        LoadResult empty = new Tally(plan(16, 6)).result(Instant.EPOCH, Duration.ofSeconds(1), true, 0);
        String page = LoadReport.of(empty);
        parse(page);
        assertThat(page).contains("No call was answered", "No client was refused", "No call ended", "ended early");
        assertThat(LoadSummary.of(empty)).contains("0 of 0", "ended early").doesNotContain("NaN");
    }

    @Test
    void report_manyClientsAndALongRun_staysSmall() throws Exception {
        LoadPlan plan = new LoadPlan(HOSTILE_URL, 5_000, 5_000, 10, Duration.ofHours(1), 1);
        String page = LoadReport.of(play(plan, 36_000));
        assertThat(rows(parse(page))).isLessThan(450);
        assertThat(page).hasSizeLessThan(300_000).contains("The first 400 of 10,000 clients");
    }

    @Test
    void report_scenarioWithHostileText_isEncodedWithBounds() throws Exception {
        String evil = "<img src=x onerror=alert(1)>\u001b[31m";
        Scenario scenario = ScenarioReader.parse(
                evil,
                "about = \"<b>&\", duration = 5s, groups = [{ name = a, clients { user = 2, rare = 1 }, rate = 200 }\n"
                        + "{ name = b, clients { user = 3 }, behind = nat, rate = 10 }]");
        LoadResult result = play(new LoadPlan(HOSTILE_URL, scenario, 1), 1_000);
        List<Bounds.Verdict> verdicts = new Bounds(.5, 0.0, Duration.ofNanos(1)).judge(result);
        String page = LoadReport.of(result, verdicts);
        Document document = parse(page);
        assertThat(page)
                .doesNotContain("<img", "<b>&", "\u001b")
                .contains("&lt;img", "class=\"broken\"", "class=\"held\"");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("--expect-refused-attackers 0.5 held", "--expect-p99 0.00 ms is broken", "Groups", "3 users");
        assertThat(LoadSummary.of(result, verdicts))
                .doesNotContain("\u001b")
                .contains("clients refused", " is broken: ");
        JsonNode json = new ObjectMapper().readTree(LoadJson.of(result, verdicts));
        assertThat(json.at("/plan/scenario").asText()).isEqualTo(evil.replace('\u001b', '?'));
        assertThat(json.at("/bounds")).hasSize(3);
        assertThat(json.at("/bounds/0/held").asBoolean()).isTrue();
        assertThat(json.at("/groups/1/persons").asInt()).isEqualTo(3);
        assertThat(json.at("/clients/3/users").asInt()).isEqualTo(3);
        assertThat(json.at("/lateStarts/count").asInt()).isEqualTo(100);
        assertThat(json.at("/lateStarts/longestMillis").asInt()).isEqualTo(20);
    }

    @Test
    void json_fullResult_hasEveryFigure() throws Exception {
        JsonNode json = new ObjectMapper().readTree(LoadJson.of(played()));
        assertThat(json.at("/plan/url").asText()).isEqualTo(HOSTILE_URL.toString());
        assertThat(json.at("/sent").asInt()).isEqualTo(1_000);
        assertThat(json.at("/attackers/refused").asInt()).isEqualTo(6);
        assertThat(json.at("/attackers/firstRefusedCall/median").asInt()).isEqualTo(10);
        assertThat(json.at("/benign/firstRefusedCall/median").isNull()).isTrue();
        assertThat(json.at("/latencyMillis/served/p50").asDouble()).isBetween(1.0, 3.0);
        assertThat(json.at("/failures/timed out").asInt()).isPositive();
        assertThat(json.at("/clients")).hasSize(22);
    }

    @Test
    void summary_fullResult_tellsTheStory() {
        assertThat(LoadSummary.of(played()))
                .contains("Attackers refused       6 of 6")
                .contains("min 10, median 10, max 10")
                .contains("Benign clients refused  0 of 16")
                .contains("timed out")
                .contains("p99.9");
    }

    private static LoadPlan plan(int clients, int attackers) {
        return new LoadPlan(HOSTILE_URL, clients, attackers, 200, Duration.ofSeconds(5), 42);
    }

    private static LoadResult played() {
        return play(plan(16, 6), 1_000);
    }

    /** Attackers are refused from their tenth call on; every 97th benign call times out; latencies are 1 to 3 ms. */
    private static LoadResult play(LoadPlan plan, int calls) {
        Tally tally = new Tally(plan);
        var sequence = plan.sequence();
        for (int i = 0; i < calls; i++) {
            PlannedCall call = sequence.next();
            CraftedClient client = plan.client(call.client());
            boolean hostile = client.kind() == ClientKind.HOSTILE;
            Failure failure = !hostile && i % 97 == 0 ? Failure.TIMED_OUT : null;
            int status = failure != null ? 0 : hostile && call.number() >= 10 ? 403 : 200;
            tally.sent(call, i % 10 == 0 ? 20_000_000 : 0);
            tally.ended(
                    call,
                    new Answer(
                            client,
                            call.kind(),
                            call.number(),
                            call.request().path(),
                            status,
                            failure,
                            1_000_000 + i % 2_000 * 1_000L));
        }
        return tally.result(Instant.parse("2026-03-01T10:00:00Z"), plan.duration(), false, 3);
    }

    private static int rows(Document document) {
        NodeList rows = document.getElementsByTagName("tr");
        return rows.getLength();
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}
