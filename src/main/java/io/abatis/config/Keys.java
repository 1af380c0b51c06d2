package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes single values out of a resolved configuration, checks their ranges, and goes on after a bad one, to find all of them. */
final class Keys {

    private final Config config;
    private final List<String> problems;

    /**
     * @param config has all keys and sections
     * @param problems receives a line for each bad value, with the place where it stands
     */
    Keys(Config config, List<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    boolean isNull(String key) {
        return config.getIsNull(key);
    }

    /** Where a key's value stands, and its full name. */
    String where(String key) {
        return ConfigReader.where(ConfigReader.valueAt(key, config)) + "abatis." + key;
    }

    void problem(String key, String what) {
        problems.add(where(key) + ": " + what);
    }

    /** What the reader gives, or null after a problem. */
    <T> @Nullable T take(String key, Supplier<@Nullable T> reader) {
        try {
            return reader.get();
        } catch (com.typesafe.config.ConfigException e) {
            problems.add(ConfigReader.message(e));
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage()).lines().forEach(line -> problem(key, line));
        }
        return null;
    }

    /** What the reader makes of two keys, or null after a problem, for which neither is to blame alone. */
    <T> @Nullable T takeBoth(String key, String other, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            problems.add(where(key) + " and " + where(other) + ": " + e.getMessage());
            return null;
        }
    }

    <E extends Enum<E>> @Nullable E word(String key, Class<E> words) {
        return take(key, () -> named(config.getString(key), words));
    }

    /** The constant that a text names: in lower or upper case, with hyphens. */
    static <E extends Enum<E>> E named(String text, Class<E> words) {
        for (E word : words.getEnumConstants()) {
            if (spelled(word).equals(text.toLowerCase(Locale.ROOT))) {
                return word;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is none of "
                + Arrays.stream(words.getEnumConstants()).map(Keys::spelled).toList());
    }

    private static String spelled(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(take(key, () -> config.getBoolean(key)));
    }

    /** A whole number; the least one after a problem. */
    long number(String key, long least, long most) {
        Long number = take(key, () -> within(whole(config.getNumber(key)), least, most));
        return number == null ? least : number;
    }

    private static long whole(Number number) {
        if (number.doubleValue() != number.longValue()) {
            throw new IllegalArgumentException(number + " is no whole number");
        }
        return number.longValue();
    }

    private static Long within(long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " is not in " + least + ".." + most);
        }
        return number;
    }

    /** A share or score; null where the key is, or after a problem. */
    @Nullable
    Double share(String key, boolean canBeZero, double most) {
        if (isNull(key)) {
            return null;
        }
        return take(key, () -> {
            double share = config.getDouble(key);
            if (!(share <= most && (share > 0 || canBeZero && share == 0))) {
                throw new IllegalArgumentException(share + " is not in " + (canBeZero ? "[0, " : "(0, ") + most + "]");
            }
            return share;
        });
    }

    /** A duration; the least one after a problem. */
    Duration duration(String key, Duration least, Duration most) {
        Duration duration = take(key, () -> {
            if (!Character.isLetter(lastOf(config.getString(key)))) {
                throw new IllegalArgumentException("'" + config.getString(key) + "' has no unit: write 10s or 5m");
            }
            Duration given = config.getDuration(key);
            if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "'" + config.getString(key) + "' is not between " + text(least) + " and " + text(most));
            }
            return given;
        });
        return duration == null ? least : duration;
    }

    private static char lastOf(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? ' ' : stripped.charAt(stripped.length() - 1);
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 86_400_000 == 0 && millis > 0
                ? duration.toDays() + "d"
                : millis % 1_000 == 0 ? duration.toSeconds() + "s" : millis + "ms";
    }

    /** A size in bytes; the least one after a problem. */
    long size(String key, long least, long most) {
        Long size = take(key, () -> within(config.getBytes(key), least, most));
        return size == null ? least : size;
    }

    /** A path; null where the key is or is empty, or after a problem. */
    @Nullable
    Path path(String key) {
        return isNull(key)
                ? null
                : take(key, () -> {
                    String text = config.getString(key);
                    return text.isEmpty() ? null : Path.of(text);
                });
    }

    /**
     * Goes through a list of texts.
     *
     * @param remedy how such a list is written
     * @param entries receives where the list stands, and each entry
     */
    void each(String key, String remedy, BiConsumer<String, String> entries) {
        take(key, () -> {
            if (config.getValue(key).valueType() != ConfigValueType.LIST) {
                throw new IllegalArgumentException("is not a list: " + remedy);
            }
            config.getStringList(key).forEach(entry -> entries.accept(where(key), entry));
            return null;
        });
    }
}
