package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls 1 GET /",
                "calls 8 GET /api/users/{number}",
                "calls 4096 OTHER (other)",
                "calls 64 name with  two spaces",
                "age",
                "fresh",
                "turned"
            })
    void parse_text_isWrittenBack(String text) {
        assertThat(Column.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Age",
                "age ",
                "calls",
                "calls 8",
                "calls 8 ",
                "calls 8  ",
                "calls 0 GET /",
                "calls 4097 GET /",
                "calls -1 GET /",
                "calls +8 GET /",
                "calls 99999999999 GET /",
                "calls eight GET /",
                "calls \u0668 GET /",
                "call 8 GET /",
                "calls 8 GET /\r",
                "calls 8 GET /\u001b[31m",
            })
    void parse_otherText_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Column.parse(text));
    }

    @Property(seed = "1", tries = 500)
    void parse_anyText_isAColumnOrRefused(@ForAll String text) {
        try {
            assertThat(Column.parse(text).toString()).isNotBlank();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
