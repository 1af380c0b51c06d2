package io.abatis.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of an admin server. */
final class AdminUrlText implements ITypeConverter<AdminUrl> {

    @Override
    public AdminUrl convert(String text) {
        try {
            return AdminUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
