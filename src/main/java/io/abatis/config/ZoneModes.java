package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.abatis.gate.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section whose keys are not ours but the operator's: prefixes of paths, each with a mode. */
final class ZoneModes {

    static final String KEY = "modes";

    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private ZoneModes() {}

    /**
     * Reads the section.
     *
     * @param problems receives a line for each bad prefix or mode
     */
    static Map<String, Mode> read(Config config, List<String> problems) {
        Map<String, Mode> modes = new TreeMap<>();
        ConfigValue all = Objects.requireNonNull(config.root().get(KEY), KEY);
        if (all instanceof ConfigObject section) {
            new TreeMap<>(section).forEach((prefix, value) -> read(prefix, value, modes, problems));
        } else {
            problems.add(ConfigReader.where(all) + "abatis.modes: is no section: write { \"/static\" = off }");
        }
        return modes;
    }

    private static void read(String prefix, ConfigValue value, Map<String, Mode> modes, List<String> problems) {
        List<String> wrong = new ArrayList<>();
        if (!isPrefix(prefix)) {
            wrong.add(
                    "is no prefix of paths: write it decoded, in quotes, with a slash before each part and none behind, as in \"/static\"");
        }
        try {
            if (value.valueType() != ConfigValueType.STRING) {
                throw new IllegalArgumentException("has no mode: write off, observe or enforce");
            }
            modes.put(prefix, Keys.named(String.valueOf(value.unwrapped()), Mode.class));
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        wrong.forEach(what -> problems.add(ConfigReader.where(value) + "abatis.modes.\"" + prefix + "\": " + what));
    }

    /** Paths that a container dispatches on have no empty part, no dots to go up or stay, nothing encoded, and no query. */
    private static boolean isPrefix(String prefix) {
        return prefix.startsWith("/")
                && prefix.length() > 1
                && !prefix.endsWith("/")
                && !prefix.contains("//")
                && !ENCODED.matcher(prefix).find()
                && !prefix.contains("?")
                && !prefix.contains("#")
                && !prefix.contains("*")
                && !(prefix + "/").contains("/./")
                && !(prefix + "/").contains("/../");
    }
}
