package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.count.Facet;
import java.util.EnumSet;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnWordsTest {

    private static final FeatureLayout EVERY_KIND =
            FeatureLayout.complete(FeatureLayoutTest.calls(), EnumSet.allOf(Facet.class), 4, 64);

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
        for (Column column : EVERY_KIND.columns()) {
            assertThat(words.of(column, 3))
                    .as(column.toString())
                    .doesNotStartWith(column.toString())
                    .doesNotContain("null", "_")
                    .containsPattern(" (calls?|answers)( |$)");
        }
    }

    /** Or one sum would be given for two columns, see {@link Explanation#words}. */
    @Test
    void of_everyPairOfColumnsOfTheSameWindow_readsDifferently() {
        ColumnWords words = new ColumnWords(OptionalDouble.of(200));

        assertThat(EVERY_KIND.columns().stream().map(column -> words.of(column, 2)))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | routes 8 never | 3 | 3 of the last 8 calls were to routes where nobody else is served",
                "20 | routes 8 missing | 1 | 1 of the last 8 calls was to routes that many ask for and nobody is served",
                "20 | routes 8 rarely | 8 | all of the last 8 calls were to routes where less than 1 % of other clients are served",
                "20 | routes 8 sometimes | 0 | none of the last 8 calls was to routes where 1 % of other clients are served",
                "3 | routes 8 regularly | 2 | 2 of the last 3 calls were to routes where 5 % of other clients are served",
                "1 | routes 8 often | 1 | its only call was to routes where 20 % of other clients are served",
                "20 | methods 8 read | 8 | all of the last 8 calls were reading (GET, HEAD, OPTIONS)",
                "20 | methods 8 write | 1 | 1 of the last 8 calls was writing (POST, PUT, PATCH, DELETE)",
                "20 | methods 8 other | 2 | 2 of the last 8 calls were of unusual methods",
                "20 | answers 8 success | 8 | 8 of up to 8 last answers were a success",
                "20 | answers 8 redirect | 1 | 1 of up to 8 last answers was a redirection",
                "20 | answers 8 unauthorized | 0 | none of up to 8 last answers was 401 or 403",
                "3 | answers 8 not-found | 2 | 2 of up to 8 last answers were 404 or 410",
                "20 | answers 8 client-error | 2 | 2 of up to 8 last answers were another 4xx",
                "20 | answers 8 server-error | 2 | 2 of up to 8 last answers were 5xx",
                "20 | strange 8 not-found | 2 | 2 of up to 8 last answers were 404 or 410, to calls of routes where hardly anybody is served",
                "20 | strange 8 redirect | 1 | 1 of up to 8 last answers was a redirection, to calls of routes where hardly anybody is served",
                "20 | distinct 8 | 1 | the last 8 calls went to 1 route",
                "5 | distinct 8 | 5 | the last 5 calls went to 5 different routes",
                "20 | top 8 | 87 | 87 % of the last 8 calls went to one route",
                "20 | misses 8 | 1 | 1 route was refused or not found in up to 8 last answers",
                "20 | misses 64 | 0 | 0 different routes were refused or not found in up to 64 last answers",
                "20 | misses 64 | 30 | 30 different routes were refused or not found in up to 64 last answers",
                "20 | pace 8 | 90 | the last 8 calls were made at 90 a minute",
            })
    void of_facetAndValue_isEnglish(double age, String column, double value, String words) {
        assertThat(words(OptionalDouble.of(age), column, value)).isEqualTo(words);
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
