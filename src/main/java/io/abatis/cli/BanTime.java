package io.abatis.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How long a ban lasts. */
final class BanTime {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    @Option(
            names = "--time",
            required = true,
            converter = DurationText.class,
            paramLabel = "TIME",
            description = "How long from now on, such as 30m, 1h or 7d; a second to 3650d.")
    private Duration time = Duration.ZERO;

    /** @throws ParameterException if it is out of range */
    long seconds(CommandSpec spec) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--time': a ban lasts a second to 3650 days");
        }
        return time.toSeconds();
    }
}
