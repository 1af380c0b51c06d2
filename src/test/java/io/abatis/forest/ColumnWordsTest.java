package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnWordsTest {

    private static String words(OptionalDouble age, String column, double value) {
        return new ColumnWords(age).of(Column.parse(column), value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | calls 8 GET /x | 4 | 4 of the last 8 calls were GET /x",
                "20 | calls 8 GET /x | 1 | 1 of the last 8 calls was GET /x",
                "20 | calls 8 GET /x | 0 | none of the last 8 calls was GET /x",
                "20 | calls 8 GET /x | 8 | all of the last 8 calls were GET /x",
                "5 | calls 8 GET /x | 4 | 4 of the last 5 calls were GET /x",
                "5 | calls 8 GET /x | 5 | all of the last 5 calls were GET /x",
                "1 | calls 8 GET /x | 1 | its only call was GET /x",
                "1 | calls 8 GET /x | 0 | its only call was not GET /x",
                "9 | calls 1 GET /x | 1 | the last call was GET /x",
                "9 | calls 1 GET /x | 0 | the last call was not GET /x",
                "255 | calls 64 GET /x | 3 | 3 of the last 64 calls were GET /x",
                "254 | calls 300 GET /x | 3 | 3 of the last 254 calls were GET /x",
                "255 | calls 300 GET /x | 3 | 3 of up to 300 last calls were GET /x",
                "1 | age | 1 | it has made 1 call",
                "1 | age | 7 | it has made 7 calls",
                "1 | age | 255 | it has made at least 255 calls",
                "1 | fresh | 0 | all its calls together are as likely for an attacker as for a user",
                "1 | fresh | 16 | all its calls together are 2.7 times likelier for an attacker than for a user",
                "1 | fresh | 40 | all its calls together are 12 times likelier for an attacker than for a user",
                "1 | fresh | -112 | all its calls together are 1,100 times likelier for a user than for an attacker",
                "1 | fresh | 256 | all its calls together are at least 8,900,000 times likelier for an attacker than for a user",
                "1 | turned | 96 | its latest calls are 400 times likelier for an attacker than for a user",
                "1 | turned | 0 | nothing in its latest calls speaks for an attacker",
            })
    void of_columnAndValue_isEnglish(double age, String column, double value, String words) {
        assertThat(words(OptionalDouble.of(age), column, value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | 4 of up to 8 last calls were GET /x",
                "1 | the last call was GET /x",
            })
    void of_ageUnknown_claimsNoNumberOfCalls(int window, String words) {
        assertThat(words(OptionalDouble.empty(), "calls " + window + " GET /x", window == 1 ? 1 : 4))
                .isEqualTo(words);
    }

    /** Whoever adds a column finds words for it, too. */
    @Test
    void of_everyColumnOfACompleteLayout_hasWordsOfItsOwn() {
        ColumnWords words = new ColumnWords(OptionalDouble.of(9));
        for (Column column : FeatureLayout.complete(FeatureLayoutTest.calls(), Set.of(), 1, 8)
                .columns()) {
            assertThat(words.of(column, 3))
                    .as(column.toString())
                    .doesNotStartWith(column.toString())
                    .contains(" call");
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "61, 60", "5000, 60"})
    void of_longName_isShortened(int length, int shown) {
        String name = "/".repeat(length);
        String said = words(OptionalDouble.of(9), "calls 8 " + name, 2);

        assertThat(said).hasSize("2 of the last 8 calls were ".length() + shown);
        assertThat(said.endsWith("\u2026")).isEqualTo(length > shown);
    }

    @Test
    void of_nameBeyondTheBasicPlane_isCutBetweenCharacters() {
        assertThat(words(OptionalDouble.of(9), "calls 8 " + "\ud83c\udf32".repeat(61), 2))
                .endsWith(" were " + "\ud83c\udf32".repeat(59) + "\u2026");
    }

    @ParameterizedTest
    @CsvSource({"a\u202eb", "a\u2028b", "a\u200bb", "a\ud800b", "a\ue000b", "a\uffffb"})
    void of_nameThatHidesOrTurnsAround_isShownWithQuestionMarks(String name) {
        assertThat(words(OptionalDouble.of(9), "calls 8 " + name, 2)).endsWith(" a?b");
    }
}
