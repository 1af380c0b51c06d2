package io.abatis.cli;

import io.abatis.client.Ip;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an IP address. */
final class IpText implements ITypeConverter<Ip> {

    @Override
    public Ip convert(String text) {
        try {
            return Ip.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
