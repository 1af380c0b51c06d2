package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.client.Ip;
import io.abatis.gate.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Values from the environment. */
final class OverridesTest {

    /** For every key a value that is not its default. A key that is not here fails the test below. */
    private static final Map<String, String> OTHER = new TreeMap<>(Map.ofEntries(
            Map.entry("mode", "ENFORCE"),
            Map.entry("on-error", "deny"),
            Map.entry("model", "my.model"),
            Map.entry("reload-check", "1m"),
            Map.entry("threshold", "0.75"),
            Map.entry("minimum-calls", "7"),
            Map.entry("actions.delay.threshold", "0.2"),
            Map.entry("actions.delay.time", "3s"),
            Map.entry("actions.delay.times", "4"),
            Map.entry("actions.delay.max-held", "5"),
            Map.entry("actions.delay.filters-take-async", "true"),
            Map.entry("actions.limit.threshold", "0.3"),
            Map.entry("actions.limit.time", "20s"),
            Map.entry("actions.limit.times", "6"),
            Map.entry("bans.time", "1h"),
            Map.entry("bans.longest", "2d"),
            Map.entry("bans.jitter", "0.2"),
            Map.entry("bans.forget", "3d"),
            Map.entry("bans.max", "99"),
            Map.entry("bans.max-per-minute", "8"),
            Map.entry("bans.max-share", "0.4"),
            Map.entry("bans.pause", "9m"),
            Map.entry("allow", "192.0.2.1, 2001:db8::/32"),
            Map.entry("allow-files", "some.list"),
            Map.entry("deny", "198.51.100.0/24"),
            Map.entry("deny-files", "some.list"),
            Map.entry("clients.max", "77"),
            Map.entry("clients.ipv6-prefix", "56"),
            Map.entry("clients.trusted-proxies", "10.0.0.0/8,::1"),
            Map.entry("clients.trusted-proxies-files", "some.list"),
            Map.entry("clients.forwarded-header", "forwarded"),
            Map.entry("routes.templates", "/api/users/{id}, *.css"),
            Map.entry("bans.grace", "7m"),
            Map.entry("store.folder", "/kept"),
            Map.entry("recent-calls", "123"),
            Map.entry("call-log.file", "other.csv"),
            Map.entry("call-log.max-size", "1M"),
            Map.entry("call-log.max-files", "3"),
            Map.entry("call-log.queue", "11")));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Overrides.class);
    private final Path folder;

    OverridesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("some.list"), "203.0.113.0/24\n");
        Files.writeString(folder.resolve("abatis.conf"), "");
    }

    /** Those of the documented file, but for the operator's own prefixes. */
    static List<String> keys() {
        return ConfigReaderTest.documentedKeys().stream()
                .filter(key -> !key.startsWith("modes"))
                .toList();
    }

    private static String variable(String key) {
        return "ABATIS_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private AbatisConfig read(Map<String, String> environment) throws ConfigException {
        return ConfigReader.read(folder.resolve("abatis.conf"), environment);
    }

    @Test
    void keys_all_haveAVariableOfTheirOwn() {
        assertThat(keys()).hasSizeGreaterThan(30).containsExactlyElementsOf(OTHER.keySet());
        assertThat(keys().stream().map(OverridesTest::variable)).doesNotHaveDuplicates();
    }

    /** The same as in a file, where this line would say it. */
    @ParameterizedTest
    @MethodSource("keys")
    void read_variable_isAsTheKeyInAFile(String key) throws Exception {
        String value = String.valueOf(OTHER.get(key));
        boolean list = key.startsWith("allow")
                || key.startsWith("deny")
                || key.contains("proxies")
                || key.equals("routes.templates");
        String inFile = list
                ? Arrays.stream(value.split(",", -1))
                        .map(entry -> '"' + entry.strip() + '"')
                        .collect(Collectors.joining(", ", "[", "]"))
                : '"' + value + '"';
        AbatisConfig byVariable = read(Map.of(variable(key), " " + value + " "));
        Files.writeString(folder.resolve("abatis.conf"), "abatis." + key + " = " + inFile);
        AbatisConfig byFile = read(Map.of());
        assertThat(byVariable)
                .usingRecursiveComparison()
                .ignoringFields("files")
                .isEqualTo(byFile);
        Files.writeString(folder.resolve("abatis.conf"), "");
        if (Set.of("actions.delay.time", "actions.delay.times", "actions.limit.time", "actions.limit.times")
                .contains(key)) {
            String threshold = key.substring(0, key.lastIndexOf('.')) + ".threshold";
            Map<String, String> both = Map.of(variable(key), value, variable(threshold), "0.1");
            assertThat(read(both).policy().grades())
                    .isNotEqualTo(
                            read(Map.of(variable(threshold), "0.1")).policy().grades());
        } else {
            assertThat(byVariable)
                    .usingRecursiveComparison()
                    .ignoringFields("files")
                    .isNotEqualTo(ConfigReader.defaults());
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void read_nonsenseInAVariable_isRefusedByItsName(String key) {
        String nonsense =
                key.equals("model") || key.equals("call-log.file") || key.equals("store.folder") ? "a\u0000b" : "?!";
        assertThatThrownBy(() -> read(Map.of(variable(key), nonsense)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environment variable " + variable(key) + ": ")
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void read_emptyVariable_isNullOrAnEmptyList(String key) throws Exception {
        Files.writeString(
                folder.resolve("abatis.conf"),
                "abatis { allow = [\"192.0.2.1\"], deny = [\"192.0.2.2\"], allow-files = [some.list], deny-files = [some.list],"
                        + " clients.trusted-proxies = [\"::1\"], clients.trusted-proxies-files = [some.list], routes.templates = [\"/a\"] }");
        Map<String, String> empty = Map.of(variable(key), " ");
        switch (key) {
            case "allow" -> assertThat(read(empty).policy().allow()).hasToString("203.0.113.0/24");
            case "allow-files" -> assertThat(read(empty).policy().allow()).hasToString("192.0.2.1/32");
            case "deny" -> assertThat(read(empty).policy().deny()).hasToString("203.0.113.0/24");
            case "deny-files" -> assertThat(read(empty).policy().deny()).hasToString("192.0.2.2/32");
            case "clients.trusted-proxies" ->
                assertThat(read(empty).resolver().trusted()).hasToString("203.0.113.0/24");
            case "clients.trusted-proxies-files" ->
                assertThat(read(empty).resolver().trusted()).hasToString("::1/128");
            case "routes.templates" ->
                assertThat(read(empty).naming().templates()).isEmpty();
            case "model", "threshold", "actions.delay.threshold", "actions.limit.threshold", "bans.max-share" ->
                assertThat(read(empty).policy()).isNotNull();
            case "call-log.file" -> assertThat(read(empty).callLog()).isNull();
            case "store.folder" -> assertThat(read(empty).operator().store()).isNull();
            default ->
                assertThatThrownBy(() -> read(empty))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContainingAll("environment variable " + variable(key), "null");
        }
    }

    @Test
    void read_fileAndVariables_theVariablesWin() throws Exception {
        Files.writeString(
                folder.resolve("abatis.conf"),
                "abatis { mode = off, bans.time = 2m, allow = [\"192.0.2.1\"], deny = ${abatis.allow} }");
        AbatisConfig config =
                read(Map.of("ABATIS_MODE", "Enforce", "ABATIS_ALLOW", "192.0.2.7,,192.0.2.8,", "OTHER_MODE", "off"));
        assertThat(config.policy().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.policy().ladder().first()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.policy().allow()).hasToString("192.0.2.7/32, 192.0.2.8/32");
        assertThat(config.policy().deny().contains(Ip.of("192.0.2.8"))).isTrue();
    }

    @Test
    void read_allWrongAtOnce_allAreNamed() throws Exception {
        Files.writeString(folder.resolve("abatis.conf"), "\nabatis.minimum-calls = 0");
        assertThatThrownBy(() -> read(Map.of(
                        "ABATIS_MODE", "strict",
                        "ABATIS_BANS_TIME", "600",
                        "ABATIS_ALLOW", "192.0.2.1,bad,192.0.2.0/33",
                        "ABATIS_ALLOW_FILES", "absent.list",
                        "ABATIS_ACTIONS_DELAY_THRESHOLD", "0.5",
                        "ABATIS_ACTIONS_LIMIT_THRESHOLD", "0.4")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "line 2: abatis.minimum-calls: 0",
                        "environment variable ABATIS_MODE: abatis.mode: 'strict'",
                        "environment variable ABATIS_BANS_TIME: abatis.bans.time: '600' has no unit",
                        "environment variable ABATIS_ALLOW: abatis.allow: 'bad'",
                        "environment variable ABATIS_ALLOW: abatis.allow: '192.0.2.0/33'",
                        "environment variable ABATIS_ALLOW_FILES: abatis.allow-files: absent.list",
                        "environment variable ABATIS_ACTIONS_DELAY_THRESHOLD: abatis.actions.delay.threshold and"
                                + " environment variable ABATIS_ACTIONS_LIMIT_THRESHOLD: ");
    }

    @ParameterizedTest
    @CsvSource({
        "ABATIS_MODES, off, true",
        "ABATIS_PORT, tcp://10.0.0.1:80, true",
        "ABATIS_BANS, 5, true",
        "ABATIS_, 1, true",
        "ABATIS_CLIENTS_MAXX, 1, true",
        "abatis_mode, off, false",
        "ABATISMODE, off, false",
        "XABATIS_MODE, off, false"
    })
    void read_variableThatNamesNoKey_isTold(String name, String value, boolean told) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(read(Map.of(name, value, "ABATIS_MODE", "enforce")))
                    .usingRecursiveComparison()
                    .isEqualTo(read(Map.of("ABATIS_MODE", "enforce")));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).hasSize(told ? 1 : 0);
        assertThat(log.list).allSatisfy(said -> {
            assertThat(said.getLevel()).isEqualTo(Level.WARN);
            assertThat(said.getFormattedMessage()).contains("[" + name + "]").doesNotContain(value);
        });
    }

    @Test
    void read_environmentAlone_isOverTheDefaults() throws Exception {
        assertThat(ConfigReader.read(Map.of("ABATIS_MODE", "off")).policy().isOff())
                .isTrue();
        assertThatThrownBy(() -> ConfigReader.read(Map.of("ABATIS_MODE", "none")))
                .hasMessageContainingAll("in the environment", "ABATIS_MODE");
    }
}
