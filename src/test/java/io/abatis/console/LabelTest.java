package io.abatis.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelTest {

    @Test
    void parse_itsOwnLine_isTheSame() {
        Label label = new Label(true, 1_700_000_000_123L, "anna of the night shift");
        assertThat(Label.parse(label.line())).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "benign",
                "benign 2026-01-01T00:00:00Z",
                "good 2026-01-01T00:00:00Z x",
                "benign noon x",
                "benign +1000000000-12-31T23:59:59Z x"
            })
    void parse_anythingElse_isNone(String line) {
        assertThat(Label.parse(line)).isNull();
    }
}
