package io.abatis.cli;

import io.abatis.call.RouteNames;
import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.traffic.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that has logs read as the filter would have seen their calls. */
final class ReadingOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The filter's configuration: calls are then named by its routes.templates, those below a prefix whose mode is off are left out, and IPv6 clients are told apart by its clients.ipv6-prefix, as they are live. Default: no templates, no modes, and a /64.")
    private @Nullable Path config;

    private static Set<String> off(Policy policy) {
        return policy.modes().entrySet().stream()
                .filter(zone -> zone.getValue() == Mode.OFF)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How to tell calls and clients apart. */
    Reading read() throws IOException {
        if (config == null) {
            return Reading.DEFAULT;
        }
        try {
            AbatisConfig filter = ConfigReader.read(config, System.getenv());
            return new Reading(new RouteNames(filter.naming()), filter.resolver(), off(filter.policy()));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
