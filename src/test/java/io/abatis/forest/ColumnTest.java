package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.count.Facet;
import io.abatis.count.WindowShape;
import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes 64 never",
                "routes 8 missing",
                "answers 8 not-found",
                "answers 4096 server-error",
                "strange 1 client-error",
                "methods 8 write",
                "distinct 64",
                "top 8",
                "misses 8",
                "pace 3"
            })
    void parse_textOfAFacet_isWrittenBack(String text) {
        assertThat(Column.parse(text)).hasToString(text);
    }

    @Test
    void parse_everyColumnOfACompleteLayout_isThatColumn() {
        FeatureLayout layout = FeatureLayout.complete(
                Map.of("GET /a b", 3), EnumSet.allOf(Facet.class), 1, 64, WindowShape.MAX_LENGTH);
        for (Column column : layout.columns()) {
            assertThat(Column.parse(column.toString())).isEqualTo(column);
        }
        assertThat(layout.columns().stream().map(Column::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes 64 NEVER",
                "routes 64",
                "routes 64 never ",
                "routes 64  never",
                "routes never",
                "routes 0 never",
                "routes 4097 never",
                "answers 8 404",
                "answers 8 not_found",
                "strange 8 never",
                "methods 8 get",
                "distinct",
                "distinct 8 8",
                "distinct 0",
                "Distinct 8",
                "pace 99999",
                "top -8",
                "age 8",
                "known 8",
                "8 distinct",
                "distinct 8\n",
            })
    void parse_otherTextOfAFacet_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Column.parse(text));
    }

    @Property(seed = "1", tries = 500)
    void parse_columnWithACharacterChanged_isAnotherColumnOrRefused(
            @ForAll @IntRange(max = 40) int column, @ForAll @IntRange(max = 30) int at, @ForAll char other) {
        FeatureLayout layout = FeatureLayout.complete(Map.of(), EnumSet.allOf(Facet.class), 8, 64);
        StringBuilder text = new StringBuilder(layout.columns().get(column).toString());
        int place = at % text.length();
        if (text.charAt(place) == other) {
            return;
        }
        text.setCharAt(place, other);
        try {
            assertThat(Column.parse(text.toString())).hasToString(text.toString());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
