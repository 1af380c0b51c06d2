package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScenarioReaderTest {

    private static final String GOOD = "name = a, clients { user = 2 }, rate = 5";

    @TempDir
    private Path folder;

    @Test
    void parse_everyKey_isRead() throws Exception {
        Scenario scenario = ScenarioReader.parse("all.conf", """
                about = "Everything."
                duration = 20s
                behaviours {
                  buyer { hostile = false, calls { "GET /buy/{number}?q={word}" = 3, "POST /pay card={number}" = 1 } }
                  sly { hostile = true, mix { buyer = 1, rare = 2 } }
                }
                groups = [
                  { name = crowd, clients { buyer = 3, user = 2 }, behind = office, rate = 8, start = 1s, end = 9s, ramp = 500ms }
                  { name = six, clients { user = 2 }, addresses = ipv6-rotating, rate = 0, bursts { every = 2s, length = 1s, rate = 4 }
                    takeover { at-call = 5, behaviour = sly } }
                ]
                """);
        assertThat(scenario.name()).isEqualTo("all.conf");
        assertThat(scenario.about()).isEqualTo("Everything.");
        assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(20));
        Group crowd = scenario.groups().get(0);
        assertThat(crowd.behind()).isEqualTo("office");
        assertThat(crowd.members())
                .extracting(member -> member.behaviour().name() + member.count())
                .containsExactly("buyer3", "user2");
        assertThat(crowd.schedule())
                .isEqualTo(new Schedule(8, Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofMillis(500), null));
        Group six = scenario.groups().get(1);
        assertThat(six.addresses()).isEqualTo(Group.Addresses.IPV6_ROTATING);
        assertThat(six.schedule().bursts())
                .isEqualTo(new Schedule.Bursts(Duration.ofSeconds(2), Duration.ofSeconds(1), 4));
        assertThat(six.takeover())
                .satisfies(takeover -> assertThat(takeover.call()).isEqualTo(5))
                .satisfies(takeover -> assertThat(takeover.behaviour().name()).isEqualTo("sly"));
        assertThat(scenario.hasAttackers()).isTrue();
    }

    /** Each is what stands in the third line, in the group, beside or instead of what is good. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name = a, clients { user = 2 }, rate = 5, burst = 1 | groups[0].burst is unknown | write one of name, clients",
                "name = a, clients { user = 2 }, rate = quick | groups[0].rate: 'quick' does not fit | calls per second, 0.001 to 100000",
                "name = a, clients { user = 2 }, rate = 0 | groups[0].rate: '0' does not fit | calls per second",
                "name = a, clients { user = 2 }, rate = -1 | groups[0].rate: '-1' does not fit | calls per second",
                "name = a, clients { user = 2 } | groups[0].rate: is missing | write rate = 20",
                "clients { user = 2 }, rate = 5 | groups[0].name: is missing | write name = users",
                "name = \"<b>\", clients { user = 2 }, rate = 5 | groups[0].name: is no name | small letters",
                "name = a, rate = 5 | groups[0].clients: is missing | write clients { user = 16 }",
                "name = a, clients { }, rate = 5 | groups[0].clients: names nobody | write clients { user = 16 }",
                "name = a, clients = 5, rate = 5 | groups[0].clients: '5' is no section | write clients { user = 16 }",
                "name = a, clients { ghost = 2 }, rate = 5 | groups[0].clients.ghost: there is no behaviour 'ghost' | write one of credential-stuffing, enumeration, rare, scanner, user",
                "name = a, clients { user = 2.5 }, rate = 5 | groups[0].clients.user: '2.5' does not fit | a whole number from 1 to 65536",
                "name = a, clients { user = 65537 }, rate = 5 | groups[0].clients.user: '65537' does not fit | to 65536",
                "name = a, clients { user = 2 }, rate = 5, start = 3 | groups[0].start: '3' does not fit | a time such as 500ms",
                "name = a, clients { user = 2 }, rate = 5, start = 10s | groups[0].start: is not before the group's end | write an earlier time",
                "name = a, clients { user = 2 }, rate = 5, end = 11s | groups[0].end: is after the scenario's own end | write at most its duration",
                "name = a, clients { user = 2 }, rate = 5, addresses = ipv5 | groups[0].addresses: 'ipv5' is unknown | write ipv4, ipv6 or ipv6-rotating",
                "name = a, clients { user = 2 }, rate = 5, addresses = ipv6, behind = x | groups[0].addresses: and behind exclude each other | leave one of them out",
                "name = a, clients { user = 2 }, rate = 5, ramp = 1s, bursts { every = 2s, length = 1s, rate = 9 } | groups[0].bursts: a ramp and bursts exclude each other | make two groups",
                "name = a, clients { user = 2 }, rate = 5, bursts { every = 1s, length = 1s, rate = 9 } | groups[0].bursts: a burst must be shorter | than the time",
                "name = a, clients { user = 2 }, rate = 5, bursts { every = 2s, length = 1s, rate = 9, size = 9 } | groups[0].bursts.size is unknown | write one of every, length, rate",
                "name = a, clients { user = 2 }, rate = 5, takeover { behaviour = rare } | groups[0].takeover: needs at or at-call | write at = 10s, or at-call = 50",
                "name = a, clients { user = 2 }, rate = 5, takeover { at = 1s, behaviour = user } | groups[0].takeover.behaviour: 'user' is not hostile | such as rare",
                "name = a, clients { user = 2 }, rate = 5, takeover { at = 10s, behaviour = rare } | groups[0].takeover.at: is not before the scenario's end | earlier",
                "name = a, clients { rare = 2 }, rate = 5, takeover { at = 1s, behaviour = rare } | groups[0].takeover: some of the clients are hostile already | make two groups",
                "name = a, clients = null, rate = 5 | groups[0].clients: 'null' is no section | write clients",
            })
    void parse_wrongGroup_isSaidWithFileLineKeyAndRemedy(String group, String what, String remedy) {
        ScenarioException refused = refused("duration = 10s\ngroups = [\n{ " + group + " }\n]");
        assertThat(refused).hasMessageStartingWith("the scenario my.conf is refused: line 3: ");
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("line 3: " + what)
                .contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x { hostile = true } | behaviours.x: needs calls or mix | write calls {",
                "x { calls { \"GET /\" = 1 } } | behaviours.x.hostile: is missing | write hostile = true or hostile = false",
                "x { hostile = true, calls { } } | behaviours.x.calls: names nothing to call | write calls {",
                "x { hostile = true, calls { \"GET\" = 1 } } | behaviours.x.calls.GET: 'GET' is no call | write \"GET /api/rarely\"",
                "x { hostile = true, calls { \"FETCH /\" = 1 } } | behaviours.x.calls.FETCH /: 'FETCH' is no method | write GET",
                "x { hostile = true, calls { \"GET @127.0.0.2/\" = 1 } } | behaviours.x.calls.GET @127.0.0.2/: the path '@127.0.0.2/' must begin with one slash | slash",
                "x { hostile = true, calls { \"GET /<\" = 1 } } | behaviours.x.calls.GET /<: the path '/<' has a character | percent-encode",
                "x { hostile = true, calls { \"GET /{id}\" = 1 } } | behaviours.x.calls.GET /{id}: {id} is unknown | write {number} or {word}",
                "x { hostile = true, calls { \"GET /\" = 0 } } | behaviours.x.calls.GET /: '0' does not fit | from 1",
                "x { hostile = true, mix { ghost = 1 } } | behaviours.x.mix.ghost: there is no such behaviour | write one of",
                "user { hostile = true, calls { \"GET /\" = 1 } } | behaviours.user: there is such a behaviour already | choose another name",
            })
    void parse_wrongBehaviour_isSaidWithLineKeyAndRemedy(String behaviour, String what, String remedy) {
        ScenarioException refused =
                refused("duration = 10s, groups = [{ " + GOOD + " }]\nbehaviours {\n" + behaviour + "\n}");
        assertThat(refused.problems().get(0)).startsWith("line 3: " + what).contains(remedy);
    }

    @Test
    void parse_severalMistakes_areSaidAtOnce() {
        assertThat(refused("durration = 10s\ngroups = [{ name = a }]\n").problems())
                .containsExactly(
                        "line 1: durration is unknown: leave it out, or write one of about, duration, behaviours, groups",
                        "line 1: duration: is missing: write duration = 30s",
                        "line 2: groups[0].clients: is missing: write clients { user = 16 }, with a number for each behaviour",
                        "line 2: groups[0].rate: is missing: write rate = 20, in calls per second");
    }

    @Test
    void parse_twoGroupsOfOneName_isRefused() {
        assertThat(refused("duration = 10s\ngroups = [{ " + GOOD + " }\n{ " + GOOD + " }]"))
                .hasMessageContaining("line 3: groups[1].name: 'a' is another group's: choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"include \"other.conf\"", "include url(\"http://192.0.2.1/\")", "include file(\"/etc/x\")"})
    void parse_include_isRefused(String include) {
        assertThat(refused(include)).hasMessageContaining("a scenario is one file");
    }

    @Test
    void parse_environment_isNotLookedAt() {
        assertThat(refused("duration = ${PATH}")).hasMessageContaining("line 1").hasMessageContaining("PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "groups = 5", "groups = []", "groups = [5]", "groups = null"})
    void parse_noGroups_isRefused(String text) {
        assertThat(refused("duration = 10s\n" + text)).hasMessageContaining("write groups = [{ name = users");
    }

    @Test
    void parse_noHocon_isSaidWithItsLine() {
        assertThat(refused("duration = 10s\n}")).hasMessageContaining("line 2: ");
    }

    @Test
    void parse_deeplyNested_isRefused() {
        assertThat(refused("a=" + "[".repeat(100_000))).hasMessageContaining("nested too deeply");
    }

    @Test
    void parse_tooManyClientsOrGroups_isRefused() {
        String group = "{ name = g%d, clients { user = 65536 }, rate = 1 },";
        assertThat(refused("duration = 10s, groups = [" + group.formatted(1) + group.formatted(2) + "]"))
                .hasMessageContaining("131072 clients are too many: write at most 65536");
        StringBuilder many = new StringBuilder("duration = 10s, groups = [");
        for (int i = 0; i < 101; i++) {
            many.append("{ name = g").append(i).append(", clients { user = 1 }, rate = 1 },");
        }
        assertThat(refused(many + "]")).hasMessageContaining("101 groups are too many: write at most 100");
    }

    @Test
    void read_whatIsNoScenario_isSaid() throws Exception {
        Path huge = Files.writeString(folder.resolve("huge.conf"), " ".repeat(1_100_000));
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(huge))
                .withMessageContaining("larger than 1 MB");
        Path binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xc3, 0x28});
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(binary))
                .withMessageContaining("no text in UTF-8");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ScenarioReader.read(folder.resolve("absent.conf")));
        assertThat(catchThrowableOfType(IOException.class, () -> ScenarioReader.read(folder)))
                .hasMessageContaining("is a folder");
    }

    private static ScenarioException refused(String text) {
        return catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.parse("my.conf", text));
    }
}
