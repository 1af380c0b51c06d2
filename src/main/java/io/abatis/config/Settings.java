package io.abatis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.abatis.call.Naming;
import io.abatis.client.CidrSet;
import io.abatis.client.ClientResolver;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the keys out of a resolved configuration one by one, and goes on after a bad one, to find all of them. */
final class Settings {

    private static final Duration SHORTEST_CHECK = Duration.ofMillis(10);
    private static final String TRUSTED = "clients.trusted-proxies";
    private static final String TEMPLATES = "routes.templates";

    private final Config config;
    private final Path folder;
    private final List<String> problems;

    Settings(Config config, Path folder, List<String> problems) {
        this.config = config;
        this.folder = folder;
        this.problems = problems;
    }

    /** The configuration, or null if there were problems. */
    @Nullable
    AbatisConfig read() {
        Mode mode = word("mode", Mode.class);
        OnError onError = word("on-error", OnError.class);
        int before = problems.size();
        long prefix = number("clients.ipv6-prefix", 1, 128);
        int narrowest = problems.size() == before ? (int) prefix : 128;
        CidrSet allow = networks("allow", "allow-files", narrowest);
        CidrSet deny = networks("deny", "deny-files", narrowest);
        CidrSet trusted = networks(TRUSTED, null, 128);
        Naming naming = naming(List.of());
        Double threshold = threshold();
        long minimumCalls = number("minimum-calls", 1, 1_000);
        Duration banTime = duration("ban-time", Duration.ofSeconds(1), Duration.ofDays(3_650));
        long maxClients = number("clients.max", 1, 1 << 28);
        long maxBans = number("bans.max", 1, 100_000_000);
        Duration modelCheck = modelCheck();
        Path model = path("model");
        CallLogConfig callLog = callLog();
        if (!problems.isEmpty() || mode == null || onError == null) {
            return null;
        }
        return new AbatisConfig(
                new Policy(mode, allow, deny, threshold, (int) minimumCalls, banTime),
                new ClientResolver(trusted, (int) prefix),
                naming,
                onError,
                model == null ? null : folder.resolve(model),
                modelCheck,
                (int) maxClients,
                (int) maxBans,
                callLog);
    }

    private @Nullable CallLogConfig callLog() {
        Path file = path("call-log.file");
        long maxBytes = size("call-log.max-size");
        long maxFiles = number("call-log.max-files", 1, 10_000);
        long queue = number("call-log.queue", 1, 10_000_000);
        return file == null ? null : new CallLogConfig(file, maxBytes, (int) maxFiles, (int) queue);
    }

    private <T> @Nullable T take(String key, Supplier<@Nullable T> reader) {
        try {
            return reader.get();
        } catch (com.typesafe.config.ConfigException e) {
            problems.add(ConfigReader.message(e));
        } catch (IllegalArgumentException e) {
            String where = ConfigReader.where(config.getValue(key));
            String.valueOf(e.getMessage())
                    .lines()
                    .forEach(line -> problems.add(where + ConfigKey.full(key) + ": " + line));
        }
        return null;
    }

    private <E extends Enum<E>> @Nullable E word(String key, Class<E> words) {
        return take(key, () -> {
            String word = config.getString(key);
            return Arrays.stream(words.getEnumConstants())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                            + Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT)));
        });
    }

    private long number(String key, long least, long most) {
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

    private Duration duration(String key, Duration least, Duration most) {
        Duration duration = take(key, () -> {
            Duration given = config.getDuration(key);
            if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
                throw new IllegalArgumentException("'" + config.getString(key) + "' is not between " + least.toSeconds()
                        + "s and " + most.toDays() + "d");
            }
            return given;
        });
        return duration == null ? least : duration;
    }

    private Duration modelCheck() {
        Duration every = duration("model-check", Duration.ZERO, Duration.ofDays(1));
        if (!every.isZero() && every.compareTo(SHORTEST_CHECK) < 0) {
            problems.add(ConfigReader.where(config.getValue("model-check")) + ConfigKey.full("model-check") + ": '"
                    + config.getString("model-check") + "' is neither 0s nor at least 10ms");
        }
        return every;
    }

    private long size(String key) {
        Long size = take(key, () -> within(config.getBytes(key), 4_096, 1L << 40));
        return size == null ? 4_096 : size;
    }

    private @Nullable Double threshold() {
        if (config.getIsNull("threshold")) {
            return null;
        }
        return take("threshold", () -> {
            double threshold = config.getDouble("threshold");
            if (!(threshold > 0 && threshold <= 1)) {
                throw new IllegalArgumentException(threshold + " is not in (0, 1]");
            }
            return threshold;
        });
    }

    private @Nullable Path path(String key) {
        return config.getIsNull(key)
                ? null
                : take(key, () -> {
                    String text = config.getString(key);
                    return text.isEmpty() ? null : Path.of(text);
                });
    }

    private CidrSet networks(String key, @Nullable String filesKey, int narrowest) {
        NetworkList list = new NetworkList(narrowest, problems);
        each(key, "write [\"192.0.2.0/24\"]", list::add);
        if (filesKey != null) {
            each(
                    filesKey,
                    "write [\"my.list\"]",
                    (where, file) -> list.addFile(where + ": " + file, folder.resolve(file)));
        }
        return list.networks();
    }

    private Naming naming(List<String> zones) {
        List<String> templates = new ArrayList<>();
        each(TEMPLATES, "write [\"/api/users/{id}\"]", (where, template) -> templates.add(template));
        Naming naming = take(TEMPLATES, () -> new Naming(templates, zones));
        return naming == null ? Naming.NONE : naming;
    }

    private void each(String key, String remedy, BiConsumer<String, String> entries) {
        take(key, () -> {
            if (config.getValue(key).valueType() != ConfigValueType.LIST) {
                throw new IllegalArgumentException("is not a list: " + remedy);
            }
            String where = ConfigReader.where(config.getValue(key)) + ConfigKey.full(key);
            config.getStringList(key).forEach(entry -> entries.accept(where, entry));
            return null;
        });
    }

    /** Keys as the operator writes them. */
    private static final class ConfigKey {
        static String full(String key) {
            return "abatis." + key;
        }
    }
}
