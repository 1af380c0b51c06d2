package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundsTest {

    private static final int ANY_LEAST = Integer.MIN_VALUE;
    private static final int ANY_MOST = Integer.MAX_VALUE;
    private static final Bounds SOME =
            Bounds.of(new int[] {2, ANY_LEAST, ANY_LEAST, -3}, new int[] {5, ANY_MOST, 7, ANY_MOST});

    @ParameterizedTest
    @CsvSource({
        "2, 0, 7, -3, true",
        "5, -500000, -500000, 500000, true",
        "1, 0, 7, -3, false",
        "6, 0, 7, -3, false",
        "2, 0, 8, -3, false",
        "2, 0, 7, -4, false"
    })
    void hold_vectors_areWithinIfEachColumnIs(int a, int b, int c, int d, boolean holds) {
        assertThat(SOME.hold(new int[] {a, b, c, d})).isEqualTo(holds);
    }

    @Test
    void hold_nothingOrAnything_isNeverOrAlways() {
        assertThat(Bounds.NOTHING.hold(new int[] {0})).isFalse();
        assertThat(Bounds.NOTHING.hold(new int[0])).isFalse();
        assertThat(Bounds.of(new int[] {ANY_LEAST}, new int[] {ANY_MOST}).hold(new int[] {ANY_MOST}))
                .isTrue();
    }

    @Test
    void or_severalBoxes_holdsWhatOneOfThemHolds() {
        Bounds other = Bounds.of(new int[] {9, ANY_LEAST, ANY_LEAST, 0}, new int[] {ANY_MOST, 1, ANY_MOST, ANY_MOST});
        Bounds both = SOME.or(other);
        assertThat(both.hold(new int[] {2, 9, 7, -3})).isTrue();
        assertThat(both.hold(new int[] {9, 1, 8, 0})).isTrue();
        assertThat(both.hold(new int[] {2, 1, 8, 0})).isFalse();
        assertThat(both.hold(new int[] {9, 2, 7, 0})).isFalse();
        assertThat(both.size()).isEqualTo(6);
        assertThat(both)
                .hasToString("2 to 5 in column 0, up to 7 in column 2, -3 or more in column 3;"
                        + " or 9 or more in column 0, up to 1 in column 1, 0 or more in column 3");
        assertThat(Bounds.NOTHING.or(SOME)).hasToString(SOME.toString());
        assertThat(SOME.or(Bounds.NOTHING)).hasToString(SOME.toString());
        assertThat(Bounds.NOTHING.or(Bounds.NOTHING).areOfNothing()).isTrue();
    }

    @Test
    void toString_any_namesColumnsWithBounds() {
        assertThat(SOME).hasToString("2 to 5 in column 0, up to 7 in column 2, -3 or more in column 3");
        assertThat(Bounds.NOTHING).hasToString("nothing");
        assertThat(Bounds.of(new int[] {ANY_LEAST}, new int[] {ANY_MOST})).hasToString("anything");
    }
}
