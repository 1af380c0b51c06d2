package io.abatis.traffic;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal texts of doubles as Python's {@code repr} gives them: the shortest that reads back as the same double. */
final class PythonFloat {
    /*
     * Double.toString gives the shortest only since JDK 19 (JDK-4511638).
     */

    private PythonFloat() {}

    static String repr(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                String plain = rounded.toPlainString();
                return plain.indexOf('.') < 0 ? plain + ".0" : plain;
            }
        }
        return exact.toPlainString();
    }
}
