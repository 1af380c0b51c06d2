package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowShapeTest {

    @ParameterizedTest
    @ValueSource(ints = {65, -65, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1})
    void constructor_strongLogOdds_isRefused(int odds) {
        assertThatThrownBy(() -> new WindowShape(new int[] {0, odds}, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-64..64");
    }

    @Test
    void constructor_numberOfKinds_isBounded() {
        assertThatThrownBy(() -> new WindowShape(new int[0], 8)).hasMessageContaining("kinds 0");
        assertThatThrownBy(() -> new WindowShape(new int[32_768], 8)).hasMessageContaining("kinds 32768");
        assertThat(new WindowShape(new int[32_767], 8).kinds()).isEqualTo(32_767);
    }

    @Test
    void constructor_lengths_mustAscendWithinTheirRange() {
        int[] odds = {-64, 64};
        for (int[] lengths : new int[][] {{}, {0}, {-1}, {4_097}, {8, 8}, {8, 4}, {1, Integer.MAX_VALUE}, {0, 1}}) {
            assertThatThrownBy(() -> new WindowShape(odds, lengths)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new WindowShape(odds, 1, 2, 4_096).longest()).isEqualTo(4_096);
    }

    @Test
    void constructor_arraysChangedLater_shapeStays() {
        int[] odds = {1, 2};
        int[] lengths = {3, 4};
        WindowShape shape = new WindowShape(odds, lengths);
        odds[0] = 9;
        lengths[1] = 9;
        assertThat(shape)
                .isEqualTo(new WindowShape(new int[] {1, 2}, 3, 4))
                .hasSameHashCodeAs(new WindowShape(new int[] {1, 2}, 3, 4));
        assertThat(shape)
                .isNotEqualTo(new WindowShape(new int[] {1, 3}, 3, 4))
                .isNotEqualTo(new WindowShape(new int[] {1, 2}, 3));
    }
}
