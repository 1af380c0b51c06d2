package io.abatis.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code abatis} command. Exit codes: 0 done, 1 failed with one line on standard error, 2 wrong usage.
 */
@Command(
        name = "abatis",
        description = "A behavioural security gateway for Java web applications.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GenerateCommand.class,
            TabulateCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ReplayCommand.class,
            InspectCommand.class,
            ExplainCommand.class,
            CheckConfigCommand.class,
            BenchDetectionCommand.class,
            DemoCommand.class,
            LoadCommand.class,
            BansCommand.class,
            ClientsCommand.class,
            AllowCommand.class,
            ModeCommand.class,
            LabelsCommand.class,
            EventsCommand.class,
            TokenCommand.class
        })
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command's name and its options
     */
    public static void main(String[] args) {
        int code = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
        System.exit(code);
    }

    /**
     * Runs one command in this process.
     *
     * @param out receives the command's results
     * @param err receives usage and failures
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageFailure())
                .setExecutionExceptionHandler(new CommandFailure())
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    /** The version in the jar's manifest; a class folder has none. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"abatis " + (version == null ? "(not packaged)" : version)};
        }
    }
}
