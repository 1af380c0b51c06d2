package io.abatis.traffic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal texts of finite doubles as Python's {@code repr} gives them: the shortest that reads back as the same double. */
final class PythonFloat {
    /*
     * Double.toString gives the shortest only since JDK 19 (JDK-4511638). Among the shortest Python takes the nearest, half-way cases to even; below a
     * power of two the nearest may belong to the next double already, while the one above still reads back.
     */

    private static final RoundingMode[] CANDIDATES = {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP};
    private static final int MOST_DIGITS = 17;
    private static final int SMALLEST_PLAIN = -4;
    private static final int SMALLEST_WITH_EXPONENT = 16;

    private PythonFloat() {}

    static String repr(double value) {
        if (value == 0) {
            return Double.toString(value); // the only one whose sign a BigDecimal does not keep
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < SMALLEST_PLAIN || exponent >= SMALLEST_WITH_EXPONENT) {
            return withExponent(shortest, exponent);
        }
        String plain = shortest.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            for (RoundingMode mode : CANDIDATES) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == value) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String withExponent(BigDecimal value, int exponent) {
        String mantissa =
                value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        int size = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
