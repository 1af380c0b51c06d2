package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.ban.BanLadder;
import io.abatis.gate.BanCap;
import io.abatis.gate.FileStamp;
import io.abatis.gate.Grade;
import io.abatis.gate.Grades;
import io.abatis.gate.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say what is done to clients. */
final class PolicyKeysTest {

    private final Path folder;

    PolicyKeysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private AbatisConfig read(String text) throws ConfigException, IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("abatis.conf"), text), Map.of());
    }

    @Test
    void read_everyKeySet_takesThemAll() throws Exception {
        AbatisConfig config = read("""
                abatis {
                  modes { "/static" = off, "/login" = ENFORCE, "/a b/ü.html" = observe }
                  actions {
                    delay { threshold = 0.25, time = 1500ms, times = 0, max-held = 7, filters-take-async = true }
                    limit { threshold = 0.5, time = 1d, times = 1000000 }
                  }
                  bans { time = 1s, longest = 3650d, jitter = 0, forget = 1s, max-per-minute = 1, max-share = 1, pause = 1s }
                }
                """);
        assertThat(config.policy().modes())
                .isEqualTo(Map.of("/static", Mode.OFF, "/login", Mode.ENFORCE, "/a b/ü.html", Mode.OBSERVE));
        assertThat(config.policy().grades())
                .isEqualTo(new Grades(
                        new Grade(0.25, Duration.ofMillis(1_500), 0), new Grade(0.5, Duration.ofDays(1), 1_000_000)));
        assertThat(config.hold()).isEqualTo(new AbatisConfig.HoldConfig(7, true));
        assertThat(config.policy().ladder())
                .isEqualTo(new BanLadder(Duration.ofSeconds(1), Duration.ofDays(3_650), 0, Duration.ofSeconds(1)));
        assertThat(config.policy().cap()).isEqualTo(new BanCap(1, 1.0, Duration.ofSeconds(1)));
    }

    @Test
    void defaults_ofPolicy_areAsDocumented() {
        AbatisConfig config = ConfigReader.defaults();
        assertThat(config.policy().modes()).isEmpty();
        assertThat(config.policy().grades()).isEqualTo(Grades.NONE);
        assertThat(config.policy().ladder())
                .isEqualTo(new BanLadder(Duration.ofMinutes(10), Duration.ofDays(1), 0.1, Duration.ofDays(1)));
        assertThat(config.policy().cap()).isEqualTo(new BanCap(500, null, Duration.ofMinutes(10)));
        assertThat(config.hold()).isEqualTo(new AbatisConfig.HoldConfig(100, false));
    }

    @ParameterizedTest
    @CsvSource({
        "actions.delay.threshold, 0.001, 0.999, 0, 0.9991",
        "actions.delay.time, 1ms, 20s, 0.9ms, 20001ms",
        "actions.delay.times, 0, 1000000, -1, 1000001",
        "actions.delay.max-held, 1, 1000000, 0, 1000001",
        "actions.limit.threshold, 0.001, 0.999, 0, 1",
        "actions.limit.time, 1s, 1d, 999ms, 86401s",
        "actions.limit.times, 0, 1000000, -1, 1000001",
        "bans.time, 1s, 1d, 999ms, 3651d",
        "bans.longest, 10m, 3650d, 0s, 3651d",
        "bans.jitter, 0, 0.5, -0.01, 0.51",
        "bans.forget, 1s, 3650d, 999ms, 3651d",
        "bans.max-per-minute, 1, 100000000, 0, 100000001",
        "bans.max-share, 0.0001, 1, 0, 1.001",
        "bans.pause, 1s, 3650d, 999ms, 99999999d",
        "reload-check, 0s, 1d, -1ms, 86401s",
        "reload-check, 10ms, 1d, 9ms, 1ms",
    })
    void read_endsOfTheRange_areTakenAndNothingBeyond(String key, String least, String most, String below, String above)
            throws Exception {
        assertThat(read("abatis." + key + " = " + least)).isNotNull();
        assertThat(read("abatis." + key + " = " + most)).isNotNull();
        for (String wrong : new String[] {below, above}) {
            assertThatThrownBy(() -> read("\nabatis." + key + " = " + wrong))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("line 2: abatis." + key + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actions.delay.time",
                "actions.delay.times",
                "actions.delay.max-held",
                "actions.delay.filters-take-async",
                "actions.limit.time",
                "actions.limit.times",
                "bans.time",
                "bans.longest",
                "bans.jitter",
                "bans.forget",
                "bans.max",
                "bans.max-per-minute",
                "bans.pause",
                "reload-check",
                "modes",
                "actions",
                "actions.delay",
                "actions.limit",
                "bans",
                "clients",
                "call-log"
            })
    void read_nullWhereThereMustBeAValue_isRefusedBesideAllElse(String key) {
        assertThatThrownBy(() -> read("abatis.bogus = 1\nabatis." + key + " = null\nabatis.minimum-calls = 0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("line 1: unknown key", ": 0 is not in 1.", key)
                .message()
                .containsPattern("(line |: )2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"actions.delay.threshold", "actions.limit.threshold", "bans.max-share", "threshold", "model"})
    void read_nullWhereThatMeansNone_isTaken(String key) throws Exception {
        assertThat(read("abatis." + key + " = null"))
                .usingRecursiveComparison()
                .ignoringFields("files")
                .isEqualTo(ConfigReader.defaults());
    }

    @ParameterizedTest
    @CsvSource({
        "bans.time, 600",
        "bans.time, '\"600\"'",
        "bans.time, '\" 600 \"'",
        "bans.time, '\"\"'",
        "bans.pause, 1.5",
        "actions.limit.time, '\"10\"'",
        "actions.delay.time, '\"2000\"'",
        "bans.forget, 0",
        "bans.longest, '\"86400000\"'",
        "reload-check, 5",
        "reload-check, '\"5000\"'"
    })
    void read_durationWithoutUnit_isRefused(String key, String value) {
        assertThatThrownBy(() -> read("abatis." + key + " = " + value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("line 1: abatis." + key, "has no unit");
    }

    @ParameterizedTest
    @CsvSource({
        "bans.time, [10m]",
        "bans.jitter, much",
        "bans.max-per-minute, 1.5",
        "bans.max-share, {}",
        "actions.delay.filters-take-async, 2",
        "actions.delay.max-held, many",
        "actions.limit.threshold, [0.5]",
        "actions.limit.times, 10s",
        "bans.pause, 10x",
        "bans.pause, true"
    })
    void read_wrongType_isRefusedWithItsLine(String key, String value) {
        assertThatThrownBy(() -> read("\n\nabatis." + key + " = " + value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .message()
                .containsPattern("(line |: )3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actions", "actions.delay", "actions.limit", "bans", "clients", "call-log", "modes"})
    void read_valueWhereASectionShouldBe_hidesNoOtherProblem(String section) {
        assertThatThrownBy(() -> read("abatis.mode = strict\nabatis." + section + " = 5\nabatis.allow = [bad]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "line 1: ", "line 2: abatis." + section + ": is no section", "line 3: ", "'bad'")
                .message()
                .satisfies(message -> assertThat(message.lines()).as(message).hasSize(4));
    }

    @Test
    void read_manyProblems_areAllTold() {
        assertThatThrownBy(() -> read("""
                        abatis {
                          modes { "static" = off, "/x" = strict }
                          actions.delay { threshold = 2, time = 1m, times = -1, bogus = 1 }
                          actions.limit.time = 2d
                          bans.longest = 5s
                          bans.jitter = 0.6
                          bans.pause = 0s
                          bans.modes = {}
                        }
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "line 2: abatis.modes.\"static\": zone 'static'",
                        "line 2: abatis.modes.\"/x\": 'strict' is none of",
                        "line 3: abatis.actions.delay.threshold: 2.0",
                        "line 3: abatis.actions.delay.time: '1m'",
                        "line 3: abatis.actions.delay.times: -1",
                        "line 3: unknown key 'abatis.actions.delay.bogus'",
                        "line 4: abatis.actions.limit.time: '2d'",
                        "line 6: abatis.bans.jitter: 0.6",
                        "line 7: abatis.bans.pause: '0s'",
                        "line 8: unknown key 'abatis.bans.modes'")
                .message()
                .satisfies(message -> assertThat(message.lines()).as(message).hasSize(11));
    }

    @Test
    void read_valuesThatDoNotFitTogether_areBothNamed() {
        assertThatThrownBy(() -> read("abatis {\n bans.time = 2d\n actions.limit.threshold = 0.4\n"
                        + " actions.delay.threshold = 0.4\n}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "line 2: abatis.bans.time and the default of abatis.bans.longest: ",
                        "line 4: abatis.actions.delay.threshold and line 3: abatis.actions.limit.threshold: ");
    }

    @Test
    void read_badTime_isNotComparedWithTheLongest() {
        assertThatThrownBy(() -> read("abatis.bans { time = 10m, longest = 5 }"))
                .hasMessageContaining("has no unit")
                .message()
                .satisfies(message -> assertThat(message.lines()).as(message).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "login",
                "/login/",
                "//login",
                "/a//b",
                "/a?b=c",
                "/a#b",
                "/*",
                "*.css",
                "/a/*",
                "/./a",
                "/a/.",
                "/a/..",
                "/../a",
                "/log%69n",
                "/%2fa"
            })
    void modes_whatIsNoPrefix_isRefused(String prefix) {
        assertThatThrownBy(() -> read("\nabatis.modes { \"" + prefix + "\" = off }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 2: abatis.modes.\"" + prefix + "\": zone ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "null", "[off]", "{ a = off }", "strict", "\"\""})
    void modes_whatIsNoMode_isRefused(String mode) {
        assertThatThrownBy(() -> read("\nabatis.modes { \"/ok\" = enforce, \"/x\" = " + mode + " }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 2: abatis.modes.\"/x\": ")
                .message()
                .doesNotContain("/ok");
    }

    /** The operator's own words are no keys of ours, not even where they look like one. */
    @Test
    void modes_anyPrefix_isNoUnknownKey() throws Exception {
        assertThat(read("abatis.modes { \"/mode\" = off, \"/modes\" = off, \"/100%\" = off, \"/.well-known\" = off }")
                        .policy()
                        .modes())
                .hasSize(4);
        assertThat(read("abatis.modes { \"/a\" = off }\nabatis.modes.\"/b\" = enforce")
                        .policy()
                        .modes())
                .isEqualTo(Map.of("/a", Mode.OFF, "/b", Mode.ENFORCE));
    }

    @Test
    void files_configurationAndLists_haveTheirStamps() throws Exception {
        Path allow = Files.writeString(folder.resolve("a.list"), "192.0.2.1\n");
        Path deny = Files.writeString(folder.resolve("d.list"), "192.0.2.2\n");
        AbatisConfig config = read("abatis { allow-files = [a.list], deny-files = [d.list, a.list] }");
        Path file = folder.resolve("abatis.conf");
        assertThat(config.files())
                .isEqualTo(Map.of(
                        file,
                        FileStamp.of(file),
                        folder.toAbsolutePath().resolve(allow),
                        FileStamp.of(allow),
                        folder.toAbsolutePath().resolve(deny),
                        FileStamp.of(deny)));
        Files.writeString(allow, "192.0.2.1\n192.0.2.3\n");
        assertThat(config.files().get(allow)).isNotEqualTo(FileStamp.of(allow));
        assertThat(ConfigReader.defaults().files()).isEmpty();
    }
}
