package io.abatis.cli;

import io.abatis.load.LoopbackUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a URL on this machine. */
final class LoopbackUrlText implements ITypeConverter<LoopbackUrl> {

    @Override
    public LoopbackUrl convert(String text) {
        try {
            return LoopbackUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
