package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which segments of paths name one thing among many, and which a kind of thing. */
final class IdentifiersTest {

    private static String segment(String segment) {
        return new RouteNames()
                .name("GET", "/x/" + segment + "/y")
                .replaceFirst("GET /x/", "")
                .replaceFirst("/y$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, {number}",
        "20261121, {number}",
        "-7, {number}",
        "-13.4, {number}",
        "52.5200, {number}",
        "2026-11, {date}",
        "2026-11-21, {date}",
        "2026-11-21T10:05:03Z, {date}",
        "2026-11-21T10:05:03.123+01:00, {date}",
        "123e4567-e89b-12d3-a456-426614174000, {uuid}",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV, {ulid}",
        "01arz3ndektsv4rrffq69g5fav, {ulid}",
        "d41d8cd98f00b204e9800998ecf8427e, {hash}",
        "507f1f77bcf86cd799439011, {hash}",
        "bob@example.org, {email}",
        "o'neil.b+news@mail.example.co.uk, {email}",
        "V1StGXR8_Z5jdHi6B-myT, {token}",
        "2NqXkGfHxV6GmZ1nbKpQwEoYtRb, {token}",
        "cjld2cjxh0000qzrmn831i7rn, {token}",
        "dGhpcyBpcyBhIHRlc3Q9PQ==, {token}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl, {token}",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0., {token}",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI, {token}",
        "0x71C7656EC7ab88b098defB751B7401B5f6d8976F, {token}",
        "main.8f3a9c2b.js, main.{hash}.js",
        "main-8f3a9c2b.chunk.js.map, main-{hash}.chunk.js.map",
        "2.0d1f8c7e9a.0a1b2c3d4e.css, 2.{hash}.{hash}.css",
        "8074fabf81b3e1a9.js, {hash}.js",
    })
    void segment_identifier_isItsPlaceholder(String segment, String placeholder) {
        assertThat(segment(segment)).isEqualTo(placeholder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.min.js",
                "jquery-3.6.0.min.js",
                "how-to-train-your-dragon-2",
                "How-To-Train-Your-Dragon-2",
                "the_quick_brown_fox_2_jumps",
                "getUserByIdAndNameV2",
                "XMLHttpRequestFactoryBeanV2",
                "MyVeryLongCamelCaseClassName2",
                "iPhone15ProMaxTitaniumBlue",
                "AnnualReport2023FinalVersion",
                "internationalization",
                "pneumonoultramicroscopicsilicovolcanoconiosis",
                "1.2",
                "2.1.4",
                "1.10.1234",
                "-",
                "--7",
                "7-8",
                "1.",
                ".123",
                "v2",
                "7a",
                "2026-13",
                "2026-00-01",
                "2026-11-32",
                "0026-11-21",
                "2026-11-2",
                "2026-11-21T",
                "2026-11-21-news",
                "deadbeefdeadbeef",
                "8f3a9c2b",
                "facade12.js",
                "deadbeef.css",
                "20261121.pdf",
                "mississippilandscapepainter",
                "@angular",
                "lodash@4.17.21",
                "logo@2x.png",
                "logo@1.5x.png",
                "bob@localhost",
                "bob@example..org",
                "bob@a@example.org",
                "eyJ.a.b.c.is.a.word.of.dots",
                "AKIAIOSFODNN7EXAMPLE",
                "{number}",
                "(other)",
            })
    void segment_word_standsForItself(String segment) {
        assertThat(segment(segment)).isEqualTo(segment);
    }

    /** Digits of other scripts are letters to a router, and no identifier. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0661\u0662\u0663", "\uff11\uff12", "2026-\u0661\u0661-21", "\u096f\u096f"})
    void segment_digitsOfOtherScripts_areNoNumber(String segment) {
        assertThat(segment(segment)).doesNotContain("{").contains("%");
    }

    @Property(seed = "1")
    void segment_anyText_isTotalBoundedAndAlwaysTheSame(@ForAll String segment) {
        String once = segment(segment);
        assertThat(segment(segment)).isEqualTo(once);
        assertThat(once).hasSizeLessThanOrEqualTo(RouteNames.LONGEST_ROUTE);
    }

    @Property(seed = "1")
    void segment_smallLettersOnly_standsForItself(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 150) String word) {
        assertThat(segment(word)).isEqualTo(word);
    }

    /** Quadratic work on one of these would take hours. */
    @Test
    @Timeout(10)
    void segment_ofMillionsOfCharacters_takesLinearTime() {
        for (String part : new String[] {
            "7", "a@", "a.", "8f3a9c2b.", "2026-11-21T", "aB3_", "eyJ.", "-", "/7", "/a", "./", "%", "\ud83d\ude00"
        }) {
            String text = part.repeat(8_000_000 / part.length());
            assertThat(segment(text)).hasSizeLessThanOrEqualTo(RouteNames.LONGEST_ROUTE + 5);
            assertThat(segment("7".repeat(1_000_000) + "/a".repeat(90))).startsWith("{number}/a");
        }
    }
}
