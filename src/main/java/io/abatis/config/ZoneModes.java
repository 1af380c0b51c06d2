package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.abatis.call.Naming;
import io.abatis.gate.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The section whose keys are not ours but the operator's: prefixes of paths, each with a mode. */
final class ZoneModes {

    static final String KEY = "modes";

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
        try {
            Naming unused = new Naming(List.of(), List.of(prefix)); // checks the prefix
            if (value.valueType() != ConfigValueType.STRING) {
                throw new IllegalArgumentException("has no mode: write off, observe or enforce");
            }
            modes.put(prefix, Keys.named(String.valueOf(value.unwrapped()), Mode.class));
        } catch (IllegalArgumentException e) {
            problems.add(ConfigReader.where(value) + "abatis.modes.\"" + prefix + "\": " + e.getMessage());
        }
    }
}
