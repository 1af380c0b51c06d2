package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same numbers as the platform's own readers give. */
final class NumbersTest {

    private static final int MOST = 1_000;

    @Property(seed = "1")
    void doubles_anyBits_areTheSameToTheLastBit(@ForAll @Size(max = 20) long[] bits) {
        double[] values =
                Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
        same(values);
    }

    @Property(seed = "1")
    void doubles_sharesOfSmallCounts_areTheSameToTheLastBit(@ForAll @Size(max = 20) short[] counts) {
        double[] values = new double[counts.length];
        Arrays.setAll(values, i -> counts[i] / (double) (1 + i * 7_919));
        same(values);
    }

    /** With a nought or two behind the point they have more digits than a long holds, but no more that count. */
    @Property(seed = "1")
    void doubles_smallShares_areTheSameToTheLastBit(@ForAll @Size(max = 20) short[] counts) {
        double[] values = new double[counts.length];
        Arrays.setAll(values, i -> (1 + Math.abs(counts[i] % 97)) / (double) (1_000 + i * 7_919));
        same(values);
    }

    private static void same(double[] values) {
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            line.append(value).append(' ');
        }
        assertThat(new Numbers(line.toString()).doubles(MOST)).isEqualTo(values); // compares bits
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                ".5",
                "5.",
                "00.10",
                "+1",
                "1e5",
                "1E-7",
                "6.265E-4",
                "0x1p3",
                "1d",
                "NaN",
                "-Infinity",
                "9007199254740992",
                "9007199254740993",
                "0.9007199254740993",
                "999999999999999999",
                "9999999999999999999999",
                "0.0000000000000000000000001",
                "0.00123456789012345678",
                "0.0123456789012345678",
                "0.000000000000000000001",
                "0.0000000000000000000001",
                "0.00000000000000000000001",
                "000000000000000000000000012.5",
                "18446744073709551616",
                "0.18446744073709551616",
                "184467440737095516160000000000000000000.5",
                "123456789012345678.9"
            })
    void doubles_anyWriting_isReadAsThePlatformReadsIt(String text) {
        assertThat(new Numbers("  1 " + text + "  2").doubles(MOST))
                .isEqualTo(new double[] {1, Double.parseDouble(text), 2});
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".", "-.", "1.2.3", "1-2", "--1", "1,5", "x", "1\t2"})
    void doubles_ofWhatIsNoNumber_fail(String text) {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> new Numbers("1 " + text + " 2").doubles(MOST));
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Double.parseDouble(text));
    }

    @Property(seed = "1")
    void integers_any_areTheSame(@ForAll @Size(max = 20) int[] values) {
        StringBuilder line = new StringBuilder();
        for (int value : values) {
            line.append(' ').append(value);
        }
        assertThat(new Numbers(line.toString()).integers(MOST)).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "2147483648", "99999999999", "1.0", "x", "1-"})
    void integers_ofWhatIsNoInteger_fail(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> new Numbers(text).integers(MOST));
    }

    @Test
    void numbers_moreThanThereMayBe_areTooMany() {
        assertThat(new Numbers("1 2 3").integers(3)).containsExactly(1, 2, 3);
        assertThat(new Numbers("").doubles(3)).isEmpty();
        assertThatExceptionOfType(Numbers.TooMany.class).isThrownBy(() -> new Numbers("1 2 3").integers(2));
        assertThatExceptionOfType(Numbers.TooMany.class).isThrownBy(() -> new Numbers("1 2 3").doubles(2));
    }
}
