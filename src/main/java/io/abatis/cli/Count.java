package io.abatis.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many are wanted. */
final class Count implements ITypeConverter<Integer> {

    private static final int MOST = 1_000;

    @Override
    public Integer convert(String text) {
        int count = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MOST) {
            throw new TypeConversionException("'" + text + "' is not in 1 to " + MOST);
        }
        return count;
    }
}
