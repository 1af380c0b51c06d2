package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A key as it is in force.
 *
 * @param key its full name, for example {@code abatis.clients.max}
 * @param value its value in HOCON
 * @param origin where it was set: a file and line, an environment variable, or {@code default}
 */
public record EffectiveKey(String key, String value, String origin) {

    static List<EffectiveKey> of(Config config) {
        List<EffectiveKey> keys = new ArrayList<>();
        collect("abatis.", config.root(), keys);
        return keys;
    }

    private static void collect(String prefix, ConfigObject section, List<EffectiveKey> keys) {
        new TreeMap<>(section).forEach((key, value) -> {
            String path = prefix + ConfigUtil.joinPath(key);
            if (value instanceof ConfigObject inner && !inner.isEmpty()) {
                collect(path + ".", inner, keys);
            } else {
                keys.add(new EffectiveKey(path, value.render(ConfigRenderOptions.concise()), origin(value)));
            }
        });
    }

    private static String origin(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String where = origin.description();
        return where.startsWith(ConfigReader.DEFAULT_ORIGIN) ? "default" : where;
    }
}
