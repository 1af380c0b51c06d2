package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.abatis.call.Naming;
import io.abatis.client.Ip;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.gate.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {

    private static final Path SHIPPED = Path.of("config", "abatis.conf");

    private final Path folder;

    ConfigReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void read_shippedFile_isTheDefaults() throws ConfigException {
        AbatisConfig shipped = ConfigReader.read(SHIPPED, Map.of());
        assertThat(shipped).usingRecursiveComparison().ignoringFields("files").isEqualTo(ConfigReader.defaults());
        assertThat(shipped.policy().minimumCalls()).isEqualTo(2);
        assertThat(shipped.policy().ladder().first()).isEqualTo(Duration.ofMinutes(10));
        assertThat(shipped.policy().threshold()).isNull();
        assertThat(shipped.onError()).isEqualTo(OnError.ALLOW);
        assertThat(shipped.resolver().trusted().isEmpty()).isTrue();
        assertThat(shipped.resolver().ipv6Prefix()).isEqualTo(64);
        assertThat(shipped.model()).isNull();
        assertThat(shipped.callLog()).isEqualTo(new CallLogConfig(Path.of("abatis-calls.csv"), 10 << 20, 5, 10_000));
    }

    @Test
    void read_templates_areTheNaming() throws Exception {
        Path file = Files.writeString(
                folder.resolve("routes.conf"), "abatis.routes.templates = [\"/api/users/{id}\", \"*.css\"]");

        assertThat(ConfigReader.read(file, Map.of()).naming())
                .isEqualTo(new Naming(List.of("/api/users/{id}", "*.css"), List.of()));
    }

    @Test
    void read_badTemplates_areAllNamedWithLineAndRemedy() throws Exception {
        Path file = Files.writeString(
                folder.resolve("routes.conf"), "\nabatis.routes.templates = [\"api\", \"/a/{}\", \"/fine\"]");

        assertThatThrownBy(() -> ConfigReader.read(file, Map.of()))
                .hasMessageContaining(
                        "line 2: abatis.routes.templates: template 'api' does not begin with a slash: write '/api'")
                .hasMessageContaining(
                        "line 2: abatis.routes.templates: template '/a/{}' has braces without a name: write '{id}'")
                .hasMessageNotContaining("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abatis = 5\nabatis { mode = observe }",
                "abatis = null\nabatis.mode = observe",
                "abatis.actions = []\nabatis.actions.delay.time = 2s",
                "abatis.bans = x\nabatis { bans { max = 5 } }",
                "abatis = 5\nabatis.actions = 5\nabatis.actions.delay {}",
            })
    void read_sectionAfterAnotherKindOfValue_isRefusedOrWhole(String text) throws IOException {
        try {
            assertThat(read(text).policy()).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.contains("abatis") || problem.contains("key"));
        }
    }

    static List<String> documentedKeys() {
        Map<String, Object> shipped = ConfigFactory.parseFile(SHIPPED.toFile())
                .resolve()
                .getConfig("abatis")
                .root()
                .unwrapped();
        return keys("", shipped);
    }

    private static List<String> keys(String prefix, Map<?, ?> section) {
        return section.entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof Map<?, ?> inner
                        ? keys(prefix + entry.getKey() + ".", inner).stream()
                        : java.util.stream.Stream.of(prefix + entry.getKey()))
                .sorted()
                .toList();
    }

    /** That no key is read without being documented follows from the defaults being complete. */
    @ParameterizedTest
    @MethodSource("documentedKeys")
    void read_documentedKeyWithNonsense_isRefusedSoItIsRead(String key) {
        assertThatThrownBy(() -> read("abatis." + key + " = [[]]"))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(key.substring(key.lastIndexOf('.') + 1))
                .doesNotContain("unknown key");
    }

    @Test
    void read_everyKeySet_takesThemAll() throws Exception {
        AbatisConfig config = read("""
                abatis {
                  mode = ENFORCE
                  on-error = deny
                  model = "my.model"
                  reload-check = 1m
                  threshold = 0.75
                  minimum-calls = 7
                  bans.time = 1h
                  bans.max = 5
                  allow = [192.0.2.1, "2001:db8::/32"]
                  deny = ["198.51.100.0/24"]
                  clients { max = 9, ipv6-prefix = 56, trusted-proxies = ["10.0.0.0/8"] }
                  call-log { file = null, max-size = 4K, max-files = 1, queue = 1 }
                }
                """);
        assertThat(config.policy().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.policy().allow()).hasToString("192.0.2.1/32, 2001:db8::/32");
        assertThat(config.policy().deny()).hasToString("198.51.100.0/24");
        assertThat(config.policy().threshold()).isEqualTo(0.75);
        assertThat(config.policy().minimumCalls()).isEqualTo(7);
        assertThat(config.policy().ladder().first()).isEqualTo(Duration.ofHours(1));
        assertThat(config.onError()).isEqualTo(OnError.DENY);
        assertThat(config.model()).isEqualTo(folder.toAbsolutePath().resolve("my.model"));
        assertThat(config.reloadCheck()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.maxBans()).isEqualTo(5);
        assertThat(config.maxClients()).isEqualTo(9);
        assertThat(config.resolver().ipv6Prefix()).isEqualTo(56);
        assertThat(config.resolver().trusted().contains(Ip.of("10.1.2.3"))).isTrue();
        assertThat(config.callLog()).isNull();
    }

    @Test
    void read_manyErrors_reportsAllWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        abatis {
                          mode = strict
                          minimum-calls = 0
                          threshold = 1.5
                          bans.time = 500ms
                          allow = ["10.0.0.0/33", "10.0.0.1/8"]
                          deny = 7
                          deny-files = ["absent.list"]
                          clients.ipv6-prefix = 129
                          clients.trusted-proxies = [proxy.example]
                          call-log.max-size = 1K
                          bans.max = many
                          modle = "x"
                        }
                        mode = observe
                        """))
                .isInstanceOf(ConfigException.class)
                .message()
                .satisfies(message -> assertThat(message).contains("abatis.conf"))
                .contains("line 2: abatis.mode: 'strict'", "[off, observe, enforce]")
                .contains("line 3: abatis.minimum-calls: 0 is not in 1..1000")
                .contains("line 4: abatis.threshold: 1.5")
                .contains("line 5: abatis.bans.time: '500ms'")
                .contains("line 6: abatis.allow: '10.0.0.0/33'")
                .contains("line 6: abatis.allow: '10.0.0.1/8'", "write 10.0.0.0/8")
                .contains("line 7: abatis.deny: ")
                .contains("absent.list")
                .contains("line 9: abatis.clients.ipv6-prefix: 129 is not in 1..128")
                .contains("line 10: abatis.clients.trusted-proxies: 'proxy.example'")
                .contains("line 11: abatis.call-log.max-size: 1024")
                .containsPattern("12: .*max")
                .contains("line 13: unknown key 'abatis.modle'")
                .contains("line 15: unknown key 'mode'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abatis.minimum-calls = 2.7         | minimum-calls",
                "abatis.clients.ipv6-prefix = 64.9  | ipv6-prefix",
                "abatis.minimum-calls = 1001        | 1..1000",
                "abatis.minimum-calls = -1          | 1..1000",
                "abatis.minimum-calls = 1e30        | minimum-calls",
                "abatis.minimum-calls = null        | minimum-calls",
                "abatis.clients.max = 268435457     | clients.max",
                "abatis.clients.max = 4294967297    | clients.max",
                "abatis.bans.max = 0                | bans.max",
                "abatis.threshold = 0               | threshold",
                "abatis.threshold = NaN             | threshold",
                "abatis.threshold = high            | threshold",
                "abatis.bans.time = 3651d            | bans.time",
                "abatis.bans.time = -10m             | bans.time",
                "abatis.bans.time = soon             | bans.time",
                "abatis.bans.time = 10               | bans.time",
                "abatis.reload-check = 25h           | reload-check",
                "abatis.reload-check = -1s           | reload-check",
                "abatis.mode = null                 | mode",
                "abatis.mode = \"\"                 | mode",
                "abatis.mode = [observe]            | mode",
                "abatis.mode = { x = 1 }            | mode",
                "abatis.on-error = maybe            | [allow, deny]",
                "abatis.allow = null                | allow",
                "abatis.allow = \"10.0.0.0/8\"      | not a list",
                "abatis.allow = [null]              | allow",
                "abatis.allow = [\"\"]              | abatis.allow",
                "abatis.allow-files = \"allow.list\"| allow-files",
                "abatis.clients = 5                 | clients",
                "abatis.call-log = 5                | call-log",
                "abatis = 5                         | abatis",
                "abatis = null                      | abatis",
                "abatis.modle = null                | unknown key 'abatis.modle'",
                "abatis.bogus {}                    | unknown key 'abatis.bogus'",
                "bogus {}                           | unknown key 'bogus'",
                "abatis.mode.x = 1                  | mode",
                "abatis.Mode = off                  | unknown key 'abatis.Mode'",
                "abatis.\"a.b\" = 1                 | a.b",
                "abatis.call-log.max-size = 2T      | max-size",
                "abatis.call-log.max-size = -5M     | max-size",
                "abatis.mode = ${NO_SUCH_VARIABLE_X}| NO_SUCH_VARIABLE_X",
                "abatis { mode = observe            | abatis.conf",
                "abatis { mode = = }                | abatis.conf",
                "include required(\"absent.conf\")  | absent.conf",
            })
    void read_badValue_isRefusedByName(String text, String named) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(named);
    }

    @Test
    void read_ownValues_mayReferToEachOther() throws Exception {
        AbatisConfig config = read("""
                abatis.allow = ["192.0.2.1"]
                abatis.allow += "192.0.2.2"
                abatis.allow += "192.0.2.3"
                abatis.clients.trusted-proxies = ${abatis.allow}
                abatis.deny = ${abatis.deny} ["198.51.100.1"]
                """);
        assertThat(config.policy().allow()).hasToString("192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32");
        assertThat(config.resolver().trusted()).hasToString("192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32");
        assertThat(config.policy().deny()).hasToString("198.51.100.1/32");
    }

    @Test
    void read_environment_isSubstituted() throws Exception {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(entry ->
                        entry.getKey().matches("[A-Z]+") && !entry.getValue().isBlank())
                .findFirst()
                .orElseThrow();
        AbatisConfig config =
                read("abatis { mode = enforce, mode = ${?NO_SUCH_VARIABLE_X}, model = ${" + variable.getKey() + "} }");
        assertThat(config.policy().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.model()).isEqualTo(folder.toAbsolutePath().resolve(variable.getValue()));
    }

    @Test
    void read_emptyFile_isTheDefaults() throws Exception {
        assertThat(read("")).usingRecursiveComparison().ignoringFields("files").isEqualTo(ConfigReader.defaults());
    }

    @Test
    void read_missingFileOrFolder_isRefused() {
        for (Path place : List.of(folder.resolve("absent.conf"), folder)) {
            assertThatThrownBy(() -> ConfigReader.read(place, Map.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll(place.toString(), "no such file");
        }
    }

    @Test
    void read_resource_isReadAlike() throws Exception {
        Path file = Files.writeString(folder.resolve("abatis.conf"), "abatis.mode = enforce");
        assertThat(ConfigReader.read(file.toUri().toURL(), Map.of()).policy().mode())
                .isEqualTo(Mode.ENFORCE);
        Files.writeString(file, "abatis.mode = [");
        assertThatThrownBy(() -> ConfigReader.read(file.toUri().toURL(), Map.of()))
                .isInstanceOf(ConfigException.class);
        Files.delete(file);
        assertThatThrownBy(() -> ConfigReader.read(file.toUri().toURL(), Map.of()))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void read_emptyPath_isNoFile() throws Exception {
        assertThat(read("abatis { model = \"\", call-log.file = \"\" }"))
                .satisfies(config -> assertThat(config.model()).isNull())
                .satisfies(config -> assertThat(config.callLog()).isNull());
    }

    private AbatisConfig read(@Nullable String text) throws ConfigException, IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("abatis.conf"), String.valueOf(text)), Map.of());
    }
}
