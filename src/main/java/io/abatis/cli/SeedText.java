package io.abatis.cli;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an integer of any size. */
final class SeedText implements ITypeConverter<BigInteger> {

    @Override
    public BigInteger convert(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not an integer");
        }
    }
}
