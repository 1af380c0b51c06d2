package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are those of {@code repr(float.fromhex(...))} in Python 3. */
final class PythonFloatTest {

    @ParameterizedTest
    @CsvSource({
        "0x0.0p0, 0.0",
        "-0x0.0p0, -0.0",
        "0x1.0p0, 1.0",
        "0x1.6666666666664p2, 5.599999999999998",
        "0x1.6666666666670p0, 1.4000000000000021",
        "0x1.999999999999ap-4, 0.1",
        "0x1.5555555555555p-2, 0.3333333333333333",
        "0x1.9p6, 100.0",
        "-0x1.4p1, -2.5",
        "0x1.c6bf52634p49, 1000000000000000.0",
        "0x1.0p53, 9007199254740992.0",
        "0x1.1c37937e08p53, 1e+16",
        "0x1.b69b4ba630f35p56, 1.2345678901234568e+17",
        "0x1.0f0cf064dd592p73, 1e+22",
        "0x1.52d02c7e14af6p76, 1e+23",
        "0x1.a36e2eb1c432dp-14, 0.0001",
        "0x1.4f8b588e368f1p-17, 1e-05",
        "0x1.77cf447p-19, 2.799999997193936e-06",
        "0x1.0p-44, 5.684341886080802e-14",
        "0x1.0p-25, 2.9802322387695312e-08",
        "0x0.0000000000001p-1022, 5e-324",
        "0x1.0p-1022, 2.2250738585072014e-308",
        "0x1.fffffffffffffp1023, 1.7976931348623157e+308",
    })
    void repr_value_isPythons(String hex, String repr) {
        assertThat(PythonFloat.repr(Double.parseDouble(hex))).isEqualTo(repr);
    }

    @ParameterizedTest
    @CsvSource({
        "111659285584252.125, 111659285584252.12",
        "743510826091807.25, 743510826091807.2",
        "1113178120592002.25, 1113178120592002.2",
        "830627165156134.75, 830627165156134.8",
    })
    void repr_halfWay_isRoundedToEven(double value, String repr) {
        assertThat(PythonFloat.repr(value)).isEqualTo(repr);
    }

    @Property(seed = "1", tries = 500)
    void repr_anyBits_readsBackAsTheSame(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(PythonFloat.repr(value))).isEqualTo(value);
        }
    }

    @Property(seed = "1", tries = 500)
    void repr_thresholdOfAPlan_readsBackAsTheSame(@ForAll @net.jqwik.api.constraints.Positive double bias) {
        double threshold = 28 - 28 * Math.min(1, bias);

        assertThat(Double.parseDouble(PythonFloat.repr(threshold))).isEqualTo(threshold);
    }
}
