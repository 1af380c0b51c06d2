package io.abatis.cli;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.config.EffectiveKey;
import io.abatis.count.ClientTable;
import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-config}: whether the filter would start with a configuration. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a configuration with its lists and its model as the filter does, the environment's ABATIS_... variables included, and prints everything that is"
                    + " wrong with it.",
            "Exit code 0 if the filter would start with it, else 1."
        })
final class CheckConfigCommand implements Callable<Integer> {

    private static final Path WEB_INF = Path.of("/WEB-INF");
    private static final double MEGABYTE = 1 << 20;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private Path file = Path.of("");

    @Option(
            names = "--webapp",
            paramLabel = "FOLDER",
            description = "The web application's folder, for a model that is one of its resources (/WEB-INF/...).")
    private @Nullable Path webapp;

    @Option(names = "--print", description = "Also print every key with its value and where that comes from.")
    private boolean print;

    CheckConfigCommand() {
        this(System.getenv());
    }

    CheckConfigCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            AbatisConfig config = ConfigReader.read(file, environment);
            Model model = model(config.model());
            Gate gate = new Gate(config.policy(), model, 1, 1, 0);
            if (print) {
                ConfigReader.keys(file, environment).forEach(key -> print(out, key));
            }
            summarise(out, config, gate);
            return 0;
        } catch (ConfigException e) {
            e.problems().forEach(problem -> err.println("abatis: " + file + ": " + CommandFailure.oneLine(problem)));
        } catch (IllegalArgumentException e) {
            err.println("abatis: " + file + ": " + CommandFailure.oneLine(e));
        }
        return 1;
    }

    private static void print(PrintWriter out, EffectiveKey key) {
        out.printf("%s = %s  # %s%n", key.key(), key.value(), key.origin());
    }

    private Model model(@Nullable Path named) throws IOException {
        if (named == null) {
            return ShippedModel.read();
        }
        if (!named.startsWith(WEB_INF)) {
            return ModelFile.read(named);
        }
        if (webapp == null) {
            throw new FileNotFoundException(
                    "the model " + named + " is a resource of the web application: name its folder with --webapp");
        }
        Path resource = webapp.resolve(Path.of("/").relativize(named));
        if (!Files.isRegularFile(resource)) {
            throw new FileNotFoundException("the web application " + webapp + " has no " + named);
        }
        return ModelFile.read(resource);
    }

    private void summarise(PrintWriter out, AbatisConfig config, Gate gate) {
        Policy policy = config.policy();
        String own = policy.threshold() == null ? "the model's own" : "the configuration's";
        out.printf("%s can be used.%n", file);
        line(out, "mode", lower(policy.mode()));
        new TreeMap<>(policy.modes()).forEach((zone, mode) -> line(out, "mode below " + zone, lower(mode)));
        line(out, "bans from a score of", gate.threshold() + " (" + own + ")");
        line(out, "model", config.model() == null ? "the one in the jar" : config.model());
        line(out, "clients take up to", memory(config.maxClients(), gate.model()));
        line(out, "never judged", policy.allow().isEmpty() ? "nobody" : policy.allow());
        line(out, "always refused", policy.deny().isEmpty() ? "nobody" : policy.deny());
        line(
                out,
                "trusted proxies",
                config.resolver().trusted().isEmpty()
                        ? "none"
                        : config.resolver().trusted());
        line(
                out,
                "calls are recorded in",
                config.callLog() == null ? "no file" : config.callLog().file());
    }

    /** The filter does not start where that is three quarters of its heap. */
    private static String memory(int maxClients, Model model) {
        return String.format(
                Locale.ROOT,
                "%.0f MB, for %d of them and this model",
                ClientTable.bytes(maxClients, model.layout().shape()) / MEGABYTE,
                maxClients);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Long lists are cut: they are in the files for whoever wants to see them. */
    private static void line(PrintWriter out, String what, Object value) {
        String text = value.toString();
        out.printf("  %-24s %s%n", what, text.length() > 100 ? text.substring(0, 97) + "..." : text);
    }
}
