package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values from the environment, above all files: {@code ABATIS_CLIENTS_MAX} is {@code abatis.clients.max}, with every dot and hyphen an underscore. Entries
 * of lists stand between commas; an empty value is null, or a list of nothing.
 */
final class Overrides {

    private static final Logger LOG = LoggerFactory.getLogger(Overrides.class);
    private static final String PREFIX = "ABATIS_";

    /** A configuration that cannot be used is read again and again. */
    private static final AtomicReference<Set<String>> TOLD = new AtomicReference<>(Set.of());

    /** What the origin of a value from here begins with. */
    static final String ORIGIN = "environment variable ";

    private Overrides() {}

    /**
     * The configuration that the environment gives. Variables that begin like ours but name no key are told of in the log and otherwise left alone: container platforms set
     * such for a service of that name.
     *
     * @param environment by name
     * @param defaults every key there is
     */
    static Config of(Map<String, String> environment, Config defaults) {
        Config overrides = ConfigFactory.empty();
        Set<String> known = new HashSet<>();
        for (Map.Entry<String, ConfigValue> key : new TreeMap<>(leaves("", defaults.root())).entrySet()) {
            String variable = variable(key.getKey());
            known.add(variable);
            String text = environment.get(variable);
            if (text != null) {
                overrides = overrides.withValue(
                        key.getKey(), value(text.strip(), key.getValue().valueType(), ORIGIN + variable));
            }
        }
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> !name.startsWith(PREFIX) || known.contains(name));
        if (!unknown.isEmpty() && !unknown.equals(TOLD.getAndSet(unknown))) {
            LOG.warn("no key of the configuration is named by the environment's {}", unknown);
        }
        return overrides;
    }

    private static Map<String, ConfigValue> leaves(String prefix, ConfigObject section) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        section.forEach((key, value) -> {
            String path = prefix + ConfigUtil.joinPath(key);
            if (!(value instanceof ConfigObject inner)) {
                leaves.put(path, value);
            } else if (!key.equals(ZoneModes.KEY)) {
                leaves.putAll(leaves(path + ".", inner));
            }
        });
        return leaves;
    }

    private static String variable(String path) {
        return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static ConfigValue value(String text, ConfigValueType type, String origin) {
        if (type == ConfigValueType.LIST) {
            return ConfigValueFactory.fromIterable(
                    Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .filter(entry -> !entry.isEmpty())
                            .collect(Collectors.toList()),
                    origin);
        }
        return ConfigValueFactory.fromAnyRef(text.isEmpty() ? null : text, origin);
    }
}
