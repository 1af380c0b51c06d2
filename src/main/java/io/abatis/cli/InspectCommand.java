package io.abatis.cli;

import io.abatis.forest.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what a model is. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints a model's card, and the columns that its trees ask for most.")
final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "The model file.")
    private Path file = Path.of("");

    @Option(
            names = "--columns",
            defaultValue = "15",
            paramLabel = "N",
            description = "How many columns to print. Default: ${DEFAULT-VALUE}.")
    private int columns;

    @Override
    public Integer call() throws IOException {
        Model model = Models.read(file);
        PrintWriter out = spec.commandLine().getOut();
        model.card().entries().forEach((key, value) -> out.printf("%-30s %s%n", key, value));
        out.printf("%-30s %d%n", "trees", model.forest().trees());
        out.printf("%-30s %d%n", "nodes", model.forest().nodes());
        out.printf("%-30s %d%n", "columns", model.layout().size());
        int[] uses = model.forest().uses(model.layout().size());
        int all = Math.max(1, IntStream.of(uses).sum());
        out.printf("%nMost used columns, by share of all %d splits:%n", all);
        IntStream.range(0, uses.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(column -> -uses[column]))
                .limit(Math.max(0, columns))
                .forEach(column -> out.printf(
                        Locale.ROOT,
                        "%6.1f %%  %s%n",
                        100.0 * uses[column] / all,
                        model.layout().columns().get(column)));
        return 0;
    }
}
