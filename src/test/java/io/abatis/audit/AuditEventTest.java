package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.abatis.gate.Event.Kind;
import io.abatis.gate.SmallModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditEventTest {

    private static final String LINE = new EventJson(64).of("ID", Samples.banned());

    private static void assertRefused(String line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditEvent.parse(line))
                .withMessageContaining(why);
    }

    @Test
    void parse_lineOfOurs_isTheEvent() {
        AuditEvent event = AuditEvent.parse(LINE);

        assertThat(event.id()).isEqualTo("ID");
        assertThat(event.time()).isEqualTo("2026-11-22T05:17:11.123Z");
        assertThat(event.kind()).isEqualTo("banned");
        assertThat(event.client()).isEqualTo("192.0.2.1");
        assertThat(event.call()).isEqualTo(SmallModel.BAD);
        assertThat(event.operator()).isNull();
        assertThat(event.action()).isEqualTo("refuse");
        assertThat(event.reason()).isEqualTo("behaviour");
        assertThat(event.until()).isEqualTo("2026-11-22T05:27:11.123Z");
        assertThat(event.note()).isNull();
        assertThat(event.score()).isEqualTo(.9);
        assertThat(event.columns()).hasToString("{age=3.0, calls 4 GET /bad=3.0}");
        assertThat(event.isReplayable()).isTrue();
    }

    @Test
    void parse_loggersWordsAround_isTheEvent() {
        AuditEvent event = AuditEvent.parse(LINE);
        String wrapped = JsonNodeFactory.instance
                .objectNode()
                .put("@timestamp", "2026-11-22T05:17:11.200Z")
                .put("message", LINE)
                .toString();

        assertThat(AuditEvent.parse("05:17:11.200 INFO  i.abatis.audit " + LINE))
                .isEqualTo(event);
        assertThat(AuditEvent.parse("\ufeff" + LINE + " \r")).isEqualTo(event);
        assertThat(AuditEvent.parse(wrapped)).isEqualTo(event);
        assertThat(AuditEvent.isLikely(LINE)).isTrue();
        assertThat(AuditEvent.isLikely(wrapped)).isTrue();
        assertThat(AuditEvent.isLikely("05:17:11.200 WARN  io.abatis.audit-log An event was lost"))
                .isFalse();
    }

    @Test
    void parse_noneOfOurs_saysWhy() {
        assertRefused("", "no JSON");
        assertRefused("INFO the server has started", "no JSON");
        assertRefused(LINE.substring(0, LINE.length() - 1), "no JSON");
        assertRefused(LINE + "}", "no JSON");
        assertRefused("{}", "no event of Abatis");
        assertRefused("{\"event\":{\"dataset\":\"nginx.access\"}}", "no event of Abatis");
        assertRefused("{\"message\":\"{\\\"@timestamp\\\":1}\"}", "no event of Abatis");
        assertRefused("{\"event\":{\"dataset\":\"abatis.audit\"}}", "abatis is missing");
        assertRefused(" ".repeat(AuditEvent.LONGEST_LINE + 1), "longer than");
        assertRefused("{\"@timestamp\":" + "[".repeat(AuditEvent.LONGEST_LINE - 20), "no JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"score\":0.9},;\"score\":\"0.9\"},;abatis.score is of another type",
                "\"score\":0.9},;\"score\":1e999},;abatis. is out of range",
                "\"age\":3;\"age\":null;something in abatis.columns. is not a number",
                "\"id\":\"ID\";\"id\":null;event.id is missing",
                "\"id\":\"ID\";\"id\":[];event.id is of another type",
                "\"sha256\":\";\"sha256\":\"x;is no SHA-256"
            })
    void parse_fieldThatCannotBe_saysWhich(String part, String other, String why) {
        assertThat(LINE).contains(part);
        assertRefused(LINE.replace(part, other), why);
    }

    @Test
    void vector_noColumns_isRefused() {
        String line = new EventJson(64).of("ID", Samples.said(Kind.CLEARED, "root", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditEvent.parse(line)
                        .vector(SmallModel.flagging(3, .85).layout()))
                .withMessageContaining("the event has no columns");
    }

    @Test
    void vector_columns_standInTheLayoutsOrder() {
        assertThat(AuditEvent.parse(LINE).vector(SmallModel.flagging(3, .85).layout()))
                .containsExactly(3, 3);
    }
}
