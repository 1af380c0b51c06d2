package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.abatis.gate.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration in HOCON over the defaults, and finds everything that is wrong with it in one go: unknown keys, wrong types, values out of
 * range, networks and files that cannot be read. Nothing is corrected silently.
 */
public final class ConfigReader {

    private static final String DEFAULTS = "/io/abatis/defaults/abatis.conf";
    private static final String ROOT = "abatis";

    /** What the origin of a default begins with. */
    static final String DEFAULT_ORIGIN = "the defaults";

    /** The parser calls itself for each level. */
    private static final String TOO_DEEP = "it is nested too deeply";

    private ConfigReader() {}

    /** The defaults alone. */
    public static AbatisConfig defaults() {
        try {
            return read(ConfigFactory.empty(), "(defaults)", Path.of(""), Map.of());
        } catch (ConfigException e) {
            throw new AssertionError("the defaults in the jar are damaged", e);
        }
    }

    /**
     * Reads a file. Relative paths in it are taken from its folder.
     *
     * @param environment whose variables override keys: {@code ABATIS_CLIENTS_MAX} is {@code abatis.clients.max}
     * @throws ConfigException naming everything that is wrong, with line numbers
     */
    public static AbatisConfig read(Path file, Map<String, String> environment) throws ConfigException {
        Path folder = file.toAbsolutePath().getParent();
        FileStamp stamp = FileStamp.of(file); // before it is read: see there
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(file.toString(), List.of("no such file"));
            }
            return read(
                            ConfigFactory.parseFile(file.toFile(), options(file.toString())),
                            file.toString(),
                            folder == null ? Path.of("") : folder,
                            environment)
                    .readFrom(file, stamp);
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(file.toString(), List.of(message(e)));
        } catch (StackOverflowError e) {
            throw new ConfigException(file.toString(), List.of(TOO_DEEP));
        }
    }

    /**
     * Reads a resource. Relative paths in it are taken from the working folder.
     *
     * @param environment as for files
     * @throws ConfigException naming everything that is wrong, with line numbers
     */
    public static AbatisConfig read(URL resource, Map<String, String> environment) throws ConfigException {
        try {
            return read(
                    ConfigFactory.parseURL(resource, options(resource.toString())),
                    resource.toString(),
                    Path.of(""),
                    environment);
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(resource.toString(), List.of(message(e)));
        } catch (StackOverflowError e) {
            throw new ConfigException(resource.toString(), List.of(TOO_DEEP));
        }
    }

    /**
     * The defaults, overridden by the environment.
     *
     * @throws ConfigException naming every variable whose value is wrong
     */
    public static AbatisConfig read(Map<String, String> environment) throws ConfigException {
        return read(ConfigFactory.empty(), "in the environment", Path.of(""), environment);
    }

    /**
     * Every key of a file that can be read without a problem, with its value and where that comes from, in the order of the keys' names.
     *
     * @param environment as for reading
     */
    public static List<EffectiveKey> keys(Path file, Map<String, String> environment) {
        Config all = all(ConfigFactory.parseFile(file.toFile(), options(file.toString())), environment, shipped());
        return EffectiveKey.of(all.getConfig(ROOT));
    }

    private static Config all(Config given, Map<String, String> environment, Config defaults) {
        return Overrides.of(environment, defaults)
                .withFallback(given)
                .withFallback(defaults)
                .resolve();
    }

    private static ConfigParseOptions options(String name) {
        return ConfigParseOptions.defaults()
                .setAllowMissing(false)
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(name);
    }

    private static AbatisConfig read(Config given, String source, Path folder, Map<String, String> environment)
            throws ConfigException {
        List<String> problems = new ArrayList<>();
        try {
            Config defaults = shipped();
            Config all = all(given, environment, defaults);
            unknownKeys("", all.root(), defaults.root(), problems);
            String cutOff = cutOff(ROOT, all.getObject(ROOT), defaults.getObject(ROOT));
            if (cutOff != null) {
                problems.add(cutOff
                        + ": is first set to something that is no section, which hides its defaults: leave that out");
                throw new ConfigException(source, problems);
            }
            Config whole = withSections("", all, defaults.root(), problems);
            Settings settings = new Settings(whole.getConfig(ROOT), folder, problems);
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
        try (InputStream in = Objects.requireNonNull(
                ConfigReader.class.getResourceAsStream(DEFAULTS), "the jar has no " + DEFAULTS)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ConfigFactory.parseString(withoutComments(text), options(DEFAULT_ORIGIN))
                    .resolve();
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults in the jar cannot be read", e);
        }
    }

    /** The same with empty lines for comments. They are nine tenths of the defaults, and the parser goes through them character by character, at every start. */
    private static String withoutComments(String text) {
        StringBuilder rest = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            rest.append(line.stripLeading().startsWith("#") ? "" : line).append('\n');
        }
        return rest.toString();
    }

    /** The section that lacks a key of the defaults, or null. In HOCON another kind of value before a section hides what the section would fall back on. */
    private static @Nullable String cutOff(String path, ConfigObject all, ConfigObject known) {
        for (Map.Entry<String, ConfigValue> key : new TreeMap<>(known).entrySet()) {
            ConfigValue value = all.get(key.getKey());
            if (value == null) {
                return path;
            }
            if (value instanceof ConfigObject section && key.getValue() instanceof ConfigObject inner) {
                String deeper = cutOff(path + "." + key.getKey(), section, inner);
                if (deeper != null) {
                    return deeper;
                }
            }
        }
        return null;
    }

    private static void unknownKeys(String prefix, ConfigObject all, ConfigObject known, List<String> problems) {
        new TreeMap<>(all).forEach((key, value) -> {
            ConfigValue expected = known.get(key);
            if (expected == null) {
                problems.add(where(value) + "unknown key '" + prefix + key + "'");
            } else if (!key.equals(ZoneModes.KEY)
                    && value instanceof ConfigObject section
                    && expected instanceof ConfigObject knownSection) {
                unknownKeys(prefix + key + ".", section, knownSection, problems);
            }
        });
    }

    /** The same with the default in place of everything that should be a section and is none, so that the rest can be read. */
    private static Config withSections(String prefix, Config given, ConfigObject known, List<String> problems) {
        Config all = given;
        for (Map.Entry<String, ConfigValue> section : new TreeMap<>(known).entrySet()) {
            String path = prefix + section.getKey();
            if (section.getValue() instanceof ConfigObject inner
                    && !section.getKey().equals(ZoneModes.KEY)) {
                ConfigValue value = valueAt(path, all);
                if (!(value instanceof ConfigObject)) {
                    problems.add(where(value) + path + ": is no section: write " + path + " { }");
                    all = all.withValue(path, inner);
                }
                all = withSections(path + ".", all, inner, problems);
            }
        }
        return all;
    }

    /** Unlike the library's, this gives values that are null, too. */
    static ConfigValue valueAt(String path, Config config) {
        ConfigValue value = config.root();
        for (String part : ConfigUtil.splitPath(path)) {
            value = value instanceof ConfigObject section ? Objects.requireNonNull(section.get(part), path) : value;
        }
        return value;
    }

    static String where(ConfigValue value) {
        if (value.origin().description().startsWith(DEFAULT_ORIGIN)) {
            return "the default of ";
        }
        if (value.origin().description().startsWith(Overrides.ORIGIN)) {
            return value.origin().description() + ": ";
        }
        int line = value.origin().lineNumber();
        return line < 1 ? "" : "line " + line + ": ";
    }

    static String message(com.typesafe.config.ConfigException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
