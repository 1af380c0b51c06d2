package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.abatis.ban.Ban;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.gate.Event;
import io.abatis.gate.Event.Kind;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.SmallModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventJsonTest {

    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final EventJson json = new EventJson(64);

    private static JsonNode read(String line) throws JsonProcessingException {
        assertThat(line).matches("[ -~]+");
        assertThat(line.length()).isLessThan(AuditEvent.LONGEST_LINE / 2);
        return JACKSON.readTree(line);
    }

    @Test
    void of_ban_isThisLine() {
        String expected = """
                {"@timestamp":"2026-11-22T05:17:11.123Z","abatis":{"action":"refuse",
                "ban":{"earlier":0,"origin":"behaviour","sanction":"ban","score":0.9,"since":"2026-11-22T05:17:11.123Z","until":"2026-11-22T05:27:11.123Z"},
                "bias":0.5,"call":"GET /bad","calls":3,"client":"192.0.2.1","columns":{"age":3,"calls 4 GET /bad":3},
                "contributions":[{"column":"calls 4 GET /bad","contribution":0.4,"value":3}],
                "explanation":"all of the last 3 calls were GET /bad (+0.40)",
                "model":{"sha256":"%s","threshold":0.85},"reason":"behaviour","score":0.9},"ecs":{"version":"8.17.0"},
                "event":{"action":"banned","category":["intrusion_detection"],"dataset":"abatis.audit","id":"ID","kind":"alert","module":"abatis",
                "reason":"all of the last 3 calls were GET /bad (+0.40)","type":["denied"]},
                "http":{"request":{"method":"GET"}},"log":{"level":"INFO","logger":"io.abatis.audit"},
                "message":"192.0.2.1 is banned until 2026-11-22T05:27:11.123Z at GET /bad, score 0.900: all of the last 3 calls were GET /bad (+0.40)",
                "source":{"ip":"192.0.2.1"},"url":{"path":"/bad"}}
                """;
        String sum = SmallModel.flagging(3, 0.85).sha256();
        assertThat(json.of("ID", Samples.banned()))
                .isEqualTo(expected.replace("\n", "").formatted(sum));
    }

    @ParameterizedTest
    @EnumSource
    void of_kind_isSortedAndSaid(Kind kind) throws JsonProcessingException {
        JsonNode read = read(json.of("ID", Samples.said(kind, "root", "for a reason")));

        assertThat(read.at("/event/action").asText())
                .isEqualTo(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(read.at("/event/kind").asText()).isIn("alert", "event");
        assertThat(read.at("/event/category")).hasSize(1);
        assertThat(read.at("/event/type")).hasSize(1);
        assertThat(read.at("/event/reason").asText()).isEqualTo("for a reason");
        assertThat(read.at("/user/name").asText()).isEqualTo("root");
        assertThat(read.at("/message").asText())
                .endsWith(" (by root): for a reason")
                .doesNotContain("null");
        assertThat(AuditEvent.parse(json.of("ID", Samples.said(kind, "root", "for a reason")))
                        .isReplayable())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void of_kindAboutNobody_leavesOutWhatThereIsNot(Kind kind) throws JsonProcessingException {
        JsonNode read = read(json.of("ID", Event.of(kind, Samples.NOW, null, "")));

        assertThat(read.has("source") || read.has("user") || read.has("http") || read.has("url"))
                .isFalse();
        assertThat(read.at("/abatis")).isEmpty();
        assertThat(read.at("/event").has("reason")).isFalse();
        assertThat(read.at("/message").asText()).doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource({
        "64, 2001:db8:1:2::, 2001:db8:1:2::/64",
        "56, 2001:db8:1::, 2001:db8:1::/56",
        "64, 2001:db8::1, 2001:db8::1",
        "128, 2001:db8::, 2001:db8::",
        "64, 192.0.2.0, 192.0.2.0"
    })
    void of_ipv6Client_saysThatItIsANetwork(int prefix, String address, String client) throws JsonProcessingException {
        Event event = Event.of(Kind.CLEARED, Samples.NOW, Ip.of(address), null, null, "");
        JsonNode read = read(new EventJson(prefix).of("ID", event));

        assertThat(read.at("/source/ip").asText()).isEqualTo(address);
        assertThat(read.at("/abatis/client").asText()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\u001b[2J\u001b[31mred\u0007",
                "two\nlines\r\nand {\"@timestamp\":\"x\"}",
                "=HYPERLINK(\"http://x\",\"y\")",
                "nul\u0000 del\u007f nel\u0085 csi\u009b",
                "line\u2028paragraph\u2029",
                "\u202egnp.exe \u2066x\u2069 \u200b\ufeff",
                "\ud83d\ude00 emoji",
                "lone \ud800",
                "\udc00 lone",
                "\ud800\ud800\udc00\udc00",
                "\\u0041 \\\" \\",
                "%s {} ${jndi:ldap://x}"
            })
    void of_hostileText_isInertAndComesBackAsItIs(String text) throws JsonProcessingException {
        assertCarried(text);
    }

    @Property(seed = "1")
    void of_anyText_isInertAndComesBackAsItIs(@ForAll String text) throws JsonProcessingException {
        assertCarried(text.substring(0, Math.min(text.length(), Cut.NAME)));
    }

    private void assertCarried(String text) throws JsonProcessingException {
        Call call = new Call(Samples.CLIENT, "GET " + text, Samples.NOW, "/" + text, false);
        Event event = new Event(Kind.CLEARED, Samples.NOW, Samples.CLIENT, call, null, null, text, text);
        String line = json.of("ID", event);
        JsonNode read = read(line);

        assertThat(read.at("/user/name").asText()).isEqualTo(text);
        assertThat(read.at("/url/path").asText()).isEqualTo(text);
        assertThat(read.at("/abatis/zone").asText()).isEqualTo("/" + text);
        assertThat(read.at("/abatis/note").asText()).isEqualTo(text.isBlank() ? "" : text);
        AuditEvent back = AuditEvent.parse(line);
        assertThat(back.operator()).isEqualTo(text);
        assertThat(back.call()).isEqualTo("GET " + text);
        assertThat(back.note()).isEqualTo(text.isBlank() ? null : text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u202e", "\ud83d\ude00", "x\ud83d\ude00"})
    void of_endlessTexts_areCutBetweenCharacters(String piece) throws JsonProcessingException {
        String text = piece.repeat(1_000_000 / piece.length());
        Call call = new Call(Samples.CLIENT, text + " " + text, Samples.NOW, text, false);
        JsonNode read =
                read(json.of("ID", new Event(Kind.BANNED, Samples.NOW, Samples.CLIENT, call, null, null, text, text)));

        String note = read.at("/abatis/note").asText();
        assertThat(note).hasSizeBetween(Cut.NOTE - 1, Cut.NOTE).endsWith("\u2026");
        assertThat(text).startsWith(note.substring(0, note.length() - 1));
        assertThat(note.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE))
                .isFalse();
    }

    @Test
    void of_timesOutOfReason_areTheNearestThatCanBeWritten() throws JsonProcessingException {
        Ban ban = new Ban(Samples.CLIENT, Sanction.BAN, Long.MIN_VALUE, Long.MAX_VALUE, Double.NaN, 0);
        JsonNode read = read(json.of("ID", Event.of(Kind.EXTENDED, Long.MAX_VALUE, ban, null, "")));

        assertThat(read.at("/@timestamp").asText()).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(read.at("/abatis/ban/since").asText()).isEqualTo("0000-01-01T00:00:00.000Z");
        assertThat(read.at("/abatis/ban/score").asText()).isEqualTo("NaN");
    }

    @Test
    void of_columnsWithoutEnd_areLeftOutWhole() throws JsonProcessingException {
        int names = 400;
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        for (int i = 0; i < names; i++) {
            logOdds.put("GET /" + "x".repeat(190) + i, 0);
        }
        List<Column> columns = new ArrayList<>();
        logOdds.keySet().forEach(call -> columns.add(new Column.Calls(512, call)));
        FeatureLayout layout = new FeatureLayout(logOdds, columns);
        Forest forest = new Forest(
                names,
                new int[] {0},
                new int[] {names - 1, Forest.LEAF, Forest.LEAF},
                new double[] {1, .1, .9},
                new double[] {.5, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0});
        Model model = new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "0.85")));
        List<Event> events = new ArrayList<>();
        Gate gate = new Gate(Samples.policy(Mode.ENFORCE), model, 64, 64, 1, events::add);
        logOdds.keySet().forEach(call -> gate.judge(new Call(Samples.CLIENT, call, Samples.NOW)));

        String line = json.of("ID", events.get(0));
        assertThat(read(line).at("/abatis/columns_left_out").asInt()).isEqualTo(names);
        assertThat(AuditEvent.parse(line).isReplayable()).isFalse();
    }
}
