package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.client.Ip;
import io.abatis.traffic.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that talk to an admin server: what they ask, and what they print. */
final class AdminCommandsTest {

    private static final String BAN = """
            {"client":"192.0.2.7","sanction":"ban","since":"2031-05-14T12:00:00.000Z","until":"2031-05-14T13:05:00.000Z",
             "seconds_left":3900,"score":0.98765,"earlier":2,"origin":"behaviour","reason":"rare calls","event_id":null}""";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private AdminStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new AdminStub(folder);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void bansList_some_isATable() {
        stub.says("GET /api/v1/bans?limit=1&offset=3", 200, "{\"total\":7,\"bans\":[" + BAN + "]}");

        String out = stub.run("bans", "list", "--limit", "1", "--offset", "3")
                .succeeds()
                .out();

        assertThat(out.lines()).first().asString().startsWith("CLIENT     SANCTION  LEFT   UNTIL");
        assertThat(out)
                .contains("192.0.2.7  ban       1h 5m  2031-05-14 13:05:00Z  0.988  2        behaviour  rare calls")
                .contains("1 of 7. The next: --offset 4");
    }

    @Test
    void bansList_none_saysSo() {
        stub.says("GET /api/v1/bans?limit=100&offset=0", 200, "{\"total\":0,\"bans\":[]}");

        assertThat(stub.run("bans", "list").succeeds().out().strip()).isEqualTo("Nobody is banned.");
    }

    @Test
    void bansList_json_isTheServersAnswer() throws IOException {
        String answer = "{\"total\":1,\"bans\":[" + BAN + "],\"new_field\":[1,null]}";
        stub.says("GET /api/v1/bans?limit=100&offset=0", 200, answer);

        String out = stub.run("bans", "list", "--json").succeeds().out();

        assertThat(new ObjectMapper().readTree(out)).isEqualTo(new ObjectMapper().readTree(answer));
    }

    @Test
    void bansAddAndExtend_timeAndNote_areSent() {
        stub.says("POST /api/v1/bans", 201, "{\"ban\":" + BAN + ",\"kept\":\"stored\"}");
        stub.says("PUT /api/v1/bans/2001:db8::", 200, "{\"ban\":" + BAN + ",\"kept\":\"memory\"}");

        assertThat(stub.run("bans", "add", "192.0.2.7", "--time", "1h", "--note", "abuse \"ticket\" 7")
                        .succeeds()
                        .out()
                        .strip())
                .isEqualTo("192.0.2.7 is banned until 2031-05-14 13:05:00Z (1h 5m).");
        assertThat(stub.run("bans", "extend", "2001:DB8:0::", "--time", "7d")
                        .succeeds()
                        .out())
                .contains("(1h 5m); it is kept in memory, until the server's next start.");
        assertThat(stub.asked.get(0))
                .startsWith("POST /api/v1/bans {")
                .contains("\"client\":\"192.0.2.7\"", "\"seconds\":3600", "\"note\":\"abuse \\\"ticket\\\" 7\"");
        assertThat(stub.asked.get(1))
                .contains("\"seconds\":604800", "\"note\":\"\"")
                .doesNotContain("client");
    }

    @Test
    void bansRemove_bannedOrNot_saysWhichAndWhatFollows() {
        stub.says(
                "DELETE /api/v1/bans/192.0.2.7",
                200,
                "{\"lifted\":" + BAN + ",\"cleared_until\":\"2031-05-14T14:00:00.000Z\",\"kept\":\"pending\"}");
        stub.says("DELETE /api/v1/bans/192.0.2.8", 200, "{\"lifted\":null,\"cleared_until\":null,\"kept\":\"stored\"}");

        assertThat(stub.run("bans", "remove", "192.0.2.7", "--note", "user called")
                        .succeeds()
                        .out())
                .startsWith("192.0.2.7 is not banned any more, and will not be banned for its behaviour until"
                        + " 2031-05-14 14:00:00Z; it could not be written to the disk yet");
        assertThat(stub.run("bans", "remove", "192.0.2.8").succeeds().out().strip())
                .isEqualTo("192.0.2.8 was not banned; its counts are forgotten.");
        assertThat(stub.asked.get(0)).endsWith("{\"note\":\"user called\"}");
    }

    @Test
    void clients_listAndOne_arePrinted() {
        stub.says("GET /api/v1/clients?limit=50", 200, """
                {"total":2,"scores":[],"clients":[
                 {"client":"192.0.2.7","score":0.9,"calls":12,"last_call":"2031-05-14T12:00:00.000Z","banned":true,"cleared":false,"label":null}]}""");
        stub.says("GET /api/v1/clients/192.0.2.7", 200, """
                {"client":"192.0.2.7","tracked":false,"as_of":"2031-05-14T12:00:00.000Z","score":0.9,"calls":12,"threshold":0.8,"ban":%s,"exemption":null,"label":"malicious",
                 "explanation":"Rare calls speak against it.\\nSo do its 404s.","bias":0.1,
                 "columns":[{"column":"a","words":"little","value":1,"contribution":0.01,"usual":null},
                            {"column":"b","words":"rare calls of 8","value":7,"contribution":0.6,"usual":{"low":0,"median":0,"high":1.5}}],
                 "recent":[{"time":"2031-05-14T12:00:00.000Z","call":"GET /x","action":"refuse","reason":"behaviour","score":0.9,"outcome":null}],
                 "events":[{"id":"e1","time":"2031-05-14T12:00:00.000Z","kind":"banned","client":"192.0.2.7","operator":null,"note":"","summary":"banned 192.0.2.7","json":{}}]}""".formatted(BAN));

        assertThat(stub.run("clients").succeeds().out())
                .contains("192.0.2.7  0.900  12     2031-05-14 12:00:00Z  banned", "1 of 2. More: --limit N");
        String one = stub.run("clients", "::ffff:192.0.2.7").succeeds().out();

        assertThat(one)
                .contains("score          0.900 when it was banned at 2031-05-14 12:00:00Z, banned from 0.800")
                .contains("ban            ban until 2031-05-14 13:05:00Z (1h 5m), behaviour: rare calls")
                .contains("label          malicious")
                .contains("So do its 404s.")
                .contains("GET /x", "banned 192.0.2.7");
        assertThat(one.indexOf("+0.600        7      0 to 1.500  rare calls of 8"))
                .as("the strongest column first")
                .isBetween(1, one.indexOf("+0.010"));
    }

    @Test
    void mode_shownAndSet_saysWhoseItIs() {
        String set = "{\"effective\":\"observe\",\"configured\":\"enforce\",\"override\":\"observe\"}";
        String free = "{\"effective\":\"enforce\",\"configured\":\"enforce\",\"override\":null}";
        stub.says("GET /api/v1/status", 200, "{\"mode\":" + free + "}");
        stub.says("PUT /api/v1/mode", 200, set);

        assertThat(stub.run("mode").succeeds().out().strip()).isEqualTo("enforce (as the configuration says)");
        assertThat(stub.run("mode", "observe").succeeds().out().strip())
                .isEqualTo("observe (set by an operator; the configuration says enforce)");
        assertThat(stub.run("mode", "configured", "--json").succeeds().out()).contains("\"override\" : \"observe\"");
        assertThat(stub.asked)
                .containsExactly(
                        "GET /api/v1/status",
                        "PUT /api/v1/mode {\"mode\":\"observe\"}",
                        "PUT /api/v1/mode {\"mode\":null}");
    }

    @Test
    void allow_listAddRemove_areSentAndPrinted() {
        stub.says("GET /api/v1/allowed", 200, """
                {"allowed":[{"client":"192.0.2.1","since":"2031-05-14T12:00:00.000Z","until":null},
                            {"client":"192.0.2.2","since":"2031-05-14T12:00:00.000Z","until":"2031-05-14T13:00:00.000Z"}]}""");
        stub.says("PUT /api/v1/allowed/192.0.2.3", 200, "{\"lifted\":null,\"kept\":\"stored\"}");
        stub.says("DELETE /api/v1/allowed/192.0.2.3", 200, "{\"was_cleared\":true,\"kept\":\"stored\"}");

        assertThat(stub.run("allow", "list").succeeds().out())
                .contains(
                        "192.0.2.1  2031-05-14 12:00:00Z  for good", "192.0.2.2  2031-05-14 12:00:00Z  2031-05-14 13");
        assertThat(stub.run("allow", "add", "192.0.2.3").succeeds().out().strip())
                .isEqualTo("192.0.2.3 is allowed for good.");
        assertThat(stub.run("allow", "remove", "192.0.2.3").succeeds().out().strip())
                .isEqualTo("192.0.2.3 is judged as all others again.");
    }

    @Test
    void labels_out_isWhatTrainReads() throws IOException {
        stub.says("GET /api/v1/labels", 200, """
                {"labels":[{"client":"192.0.2.7","label":"malicious","since":"2031-05-14T12:00:00.000Z","operator":"ann"},
                           {"client":"2001:db8::","label":"benign","since":"2031-05-14T12:00:00.000Z","operator":"ann"}]}""");
        Path file = folder.resolve("labels.csv");

        assertThat(stub.run("labels", "--out", file.toString()).succeeds().out())
                .isEmpty();

        assertThat(Files.readString(file)).isEqualTo("client,label\n192.0.2.7,malicious\n2001:db8::,benign\n");
        assertThat(Labels.read(file).of(Ip.of("192.0.2.7"))).isEqualTo(Labels.Label.MALICIOUS);
        assertThat(stub.run("labels").succeeds().out().lines()).hasSize(3);
    }

    @Test
    void events_some_areATable() {
        stub.says("GET /api/v1/events?limit=2", 200, """
                {"events":[{"id":"e9","time":"2031-05-14T12:00:00.000Z","kind":"mode_changed","client":null,"operator":"ann","note":"","summary":"everywhere: OFF","json":{}}]}""");

        assertThat(stub.run("events", "--limit", "2").succeeds().out())
                .contains("2031-05-14 12:00:00Z  mode_changed          ann       everywhere: OFF  e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bans",
                "bans add 192.0.2.1",
                "bans add host.example --time 1h",
                "bans add 192.0.2.1 --time 0s",
                "bans add 192.0.2.1 --time 3651d",
                "bans list --limit 0",
                "bans list --limit 1001",
                "bans remove",
                "mode sometimes",
                "allow",
                "allow add",
                "clients 300.1.1.1",
                "events --limit x",
                "bans list --admin http://192.0.2.1:9090",
                "bans list --admin ftp://127.0.0.1",
                "bans list --admin https://u:p@example.com",
                "bans list --token abatis_x"
            })
    void wrongUsage_any_isSaidAndNothingIsAsked(String line) {
        CommandRun run = CommandRun.of((Object[]) line.split(" ", -1));

        run.isWrongUsage("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bans list",
                "bans add",
                "bans extend",
                "bans remove",
                "clients",
                "mode",
                "allow list",
                "allow add",
                "allow remove",
                "labels",
                "events"
            })
    void help_each_namesServerTokenAndJson(String line) {
        String out = CommandRun.of((Object[]) (line + " --help").split(" ", -1))
                .succeeds()
                .out();

        assertThat(out).contains("--admin", "ABATIS_ADMIN", "--token-file", "ABATIS_TOKEN", "--json");
    }
}
