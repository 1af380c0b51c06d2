package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Reads a configuration in HOCON over the defaults, and finds everything that is wrong with it in one go: unknown keys, wrong types, values out of
 * range, networks and files that cannot be read. Nothing is corrected silently.
 */
public final class ConfigReader {

    private static final String DEFAULTS = "/io/abatis/defaults/abatis.conf";
    private static final String ROOT = "abatis";

    /** The parser calls itself for each level. */
    private static final String TOO_DEEP = "it is nested too deeply";

    private ConfigReader() {}

    /** The defaults alone. */
    public static AbatisConfig defaults() {
        try {
            return read(ConfigFactory.empty(), "(defaults)", Path.of(""));
        } catch (ConfigException e) {
            throw new AssertionError("the defaults in the jar are damaged", e);
        }
    }

    /**
     * Reads a file. Relative paths in it are taken from its folder.
     *
     * @throws ConfigException naming everything that is wrong, with line numbers
     */
    public static AbatisConfig read(Path file) throws ConfigException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(file.toString(), List.of("no such file"));
            }
            return read(
                    ConfigFactory.parseFile(file.toFile(), options(file.toString())),
                    file.toString(),
                    folder == null ? Path.of("") : folder);
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(file.toString(), List.of(message(e)));
        } catch (StackOverflowError e) {
            throw new ConfigException(file.toString(), List.of(TOO_DEEP));
        }
    }

    /**
     * Reads a resource. Relative paths in it are taken from the working folder.
     *
     * @throws ConfigException naming everything that is wrong, with line numbers
     */
    public static AbatisConfig read(URL resource) throws ConfigException {
        try {
            return read(
                    ConfigFactory.parseURL(resource, options(resource.toString())), resource.toString(), Path.of(""));
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(resource.toString(), List.of(message(e)));
        } catch (StackOverflowError e) {
            throw new ConfigException(resource.toString(), List.of(TOO_DEEP));
        }
    }

    private static ConfigParseOptions options(String name) {
        return ConfigParseOptions.defaults()
                .setAllowMissing(false)
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(name);
    }

    private static AbatisConfig read(Config given, String source, Path folder) throws ConfigException {
        List<String> problems = new ArrayList<>();
        try {
            Config defaults = shipped();
            Config all = given.withFallback(defaults).resolve();
            unknownKeys("", all.root(), defaults.root(), problems);
            Settings settings = new Settings(all.getConfig(ROOT), folder, problems);
            AbatisConfig config = settings.read();
            if (problems.isEmpty() && config != null) {
                return config;
            }
        } catch (com.typesafe.config.ConfigException e) {
            problems.add(message(e));
        }
        throw new ConfigException(source, problems);
    }

    private static Config shipped() {
        try (InputStreamReader text = new InputStreamReader(
                Objects.requireNonNull(ConfigReader.class.getResourceAsStream(DEFAULTS), "the jar has no " + DEFAULTS),
                StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(text, options("defaults")).resolve();
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults in the jar cannot be read", e);
        }
    }

    private static void unknownKeys(String prefix, ConfigObject all, ConfigObject known, List<String> problems) {
        new TreeMap<>(all).forEach((key, value) -> {
            ConfigValue expected = known.get(key);
            if (expected == null) {
                problems.add(where(value) + "unknown key '" + prefix + key + "'");
            } else if (value instanceof ConfigObject section && expected instanceof ConfigObject knownSection) {
                unknownKeys(prefix + key + ".", section, knownSection, problems);
            }
        });
    }

    static String where(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line < 1 ? "" : "line " + line + ": ";
    }

    static String message(com.typesafe.config.ConfigException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
