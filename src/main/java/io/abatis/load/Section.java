package io.abatis.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A section of a scenario file. Its values are taken one by one and checked; what is wrong is noted with line, key and remedy, and
 * reading goes on, to find all of it. A value that is wrong reads as null.
 */
final class Section {

    private final String path;
    private final ConfigObject object;
    private final Config config;
    private final List<String> problems;

    Section(String path, ConfigObject object, List<String> problems) {
        this.path = path;
        this.object = object;
        this.config = object.toConfig();
        this.problems = problems;
    }

    boolean has(String key) {
        return object.containsKey(key);
    }

    boolean isEmpty() {
        return object.isEmpty();
    }

    /** Notes every key but these. */
    void onlyKeys(String... known) {
        Set<String> all = Set.of(known);
        new TreeMap<>(object).forEach((key, value) -> {
            if (!all.contains(key)) {
                problems.add(line(value) + full(key) + " is unknown: leave it out, or write one of "
                        + String.join(", ", known));
            }
        });
    }

    /** Notes a problem of a key, at its line, or at the section's where the key is absent. */
    void problem(String key, String what) {
        ConfigValue value = object.get(key);
        problems.add(line(value == null ? object : value) + full(key) + ": " + what);
    }

    /** Notes that a key is absent. */
    private void missing(String key, String remedy) {
        problem(key, "is missing: write " + remedy);
    }

    /** What a reader gives; null after a problem, or where the key is absent. */
    private <T> @Nullable T take(String key, String remedy, Supplier<@Nullable T> reader) {
        if (!has(key)) {
            return null;
        }
        try {
            return reader.get();
        } catch (ConfigException e) {
            problem(key, shown(key) + " does not fit: write " + remedy);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
        }
        return null;
    }

    @Nullable
    String text(String key, String remedy) {
        return take(key, remedy, () -> config.getString(quoted(key)));
    }

    @Nullable
    String requiredText(String key, String remedy) {
        if (!has(key)) {
            missing(key, remedy);
        }
        return text(key, remedy);
    }

    @Nullable
    Boolean flag(String key) {
        if (!has(key)) {
            missing(key, key + " = true or " + key + " = false");
        }
        return take(key, "true or false", () -> config.getBoolean(quoted(key)));
    }

    /** A whole number; null where absent or wrong. */
    @Nullable
    Integer count(String key, int least, int most) {
        String remedy = "a whole number from " + least + " to " + most;
        return take(key, remedy, () -> {
            double number = config.getDouble(quoted(key));
            if (number != Math.rint(number) || !(number >= least && number <= most)) {
                throw new IllegalArgumentException(shown(key) + " does not fit: write " + remedy);
            }
            return (int) number;
        });
    }

    /** Calls per second; null where absent or wrong. */
    @Nullable
    Double rate(String key, double least) {
        String remedy = "calls per second, " + (least == 0 ? "0" : "0.001") + " to 100000";
        return take(key, remedy, () -> {
            double rate = config.getDouble(quoted(key));
            if (!(rate >= least && rate <= LoadPlan.MAX_RATE)) {
                throw new IllegalArgumentException(shown(key) + " does not fit: write " + remedy);
            }
            return rate;
        });
    }

    @Nullable
    Double requiredRate(String key, double least) {
        if (!has(key)) {
            missing(key, key + " = 20, in calls per second");
        }
        return rate(key, least);
    }

    /** A duration with its unit; null where absent or wrong. */
    @Nullable
    Duration time(String key, Duration least) {
        String remedy = "a time such as 500ms, 30s or 5m, "
                + (least.isZero() ? "" : "at least " + least.toMillis() + "ms and ") + "at most 24h";
        return take(key, remedy, () -> {
            String text = config.getString(quoted(key)).strip();
            Duration time = config.getDuration(quoted(key));
            boolean hasUnit = !text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1));
            if (!hasUnit || time.compareTo(least) < 0 || time.compareTo(LoadPlan.MAX_DURATION) > 0) {
                throw new IllegalArgumentException(shown(key) + " does not fit: write " + remedy);
            }
            return time;
        });
    }

    @Nullable
    Duration requiredTime(String key, Duration least) {
        if (!has(key)) {
            missing(key, key + " = 30s");
        }
        return time(key, least);
    }

    /** A section within this one; null where absent or wrong. */
    @Nullable
    Section section(String key, String remedy) {
        if (has(key) && !(object.get(key) instanceof ConfigObject)) {
            problem(key, shown(key) + " is no section: write " + remedy);
        }
        return object.get(key) instanceof ConfigObject inner ? new Section(full(key), inner, problems) : null;
    }

    /** The sections within this one by their names, in the order of the names. */
    Map<String, Section> sections(String remedy) {
        Map<String, Section> all = new LinkedHashMap<>();
        for (String key : new TreeMap<>(object).keySet()) {
            Section inner = section(key, remedy);
            if (inner != null) {
                all.put(key, inner);
            }
        }
        return all;
    }

    /** Whole numbers from 1 on by their keys, in the order of the keys; those that are wrong are noted and left out. */
    Map<String, Integer> counts(int most) {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (String key : new TreeMap<>(object).keySet()) {
            Integer count = count(key, 1, most);
            if (count != null) {
                all.put(key, count);
            }
        }
        return all;
    }

    /** The sections of a list; empty where it is absent or wrong. */
    List<Section> list(String key, String remedy) {
        ConfigValue value = object.get(key);
        if (value == null) {
            missing(key, remedy);
            return List.of();
        }
        if (value.valueType() != ConfigValueType.LIST
                || config.getList(quoted(key)).isEmpty()
                || !config.getList(quoted(key)).stream().allMatch(ConfigObject.class::isInstance)) {
            problem(key, "is no list of at least one section: write " + remedy);
            return List.of();
        }
        List<? extends ConfigObject> all = config.getObjectList(quoted(key));
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Section(full(key) + "[" + i + "]", all.get(i), problems))
                .toList();
    }

    private String full(String key) {
        String shown = key.length() > 100 ? key.substring(0, 100) + "…" : key;
        return path.isEmpty() || key.isEmpty() ? path + shown : path + "." + shown;
    }

    private String shown(String key) {
        ConfigValue value = object.get(key);
        String text = value == null ? "null" : String.valueOf(value.unwrapped());
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }

    private static String quoted(String key) {
        return ConfigUtil.joinPath(key);
    }

    private static String line(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line < 1 ? "" : "line " + line + ": ";
    }
}
