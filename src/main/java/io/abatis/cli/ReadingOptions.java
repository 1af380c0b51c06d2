package io.abatis.cli;

import io.abatis.call.RouteNames;
import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.traffic.Reading;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that has logs read as the filter would have seen their calls. */
final class ReadingOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The filter's configuration: calls are then named by its routes.templates, and IPv6 clients told apart by its clients.ipv6-prefix, as they are live. Default: no templates, and a /64.")
    private @Nullable Path config;

    /** How to tell calls and clients apart. */
    Reading read() throws IOException {
        if (config == null) {
            return Reading.DEFAULT;
        }
        try {
            AbatisConfig filter = ConfigReader.read(config, System.getenv());
            return new Reading(new RouteNames(filter.naming()), filter.resolver());
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
