package io.abatis.admin;

import static io.abatis.admin.AdminSite.API;
import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables for spreadsheets and for training. */
final class CsvTest {

    @Test
    void of_formulasQuotesAndControls_areInertAndQuoted() {
        List<Map<String, Object>> rows = List.of(
                Map.of("a", "=HYPERLINK(\"http://evil\")", "b", 1),
                Map.of("a", "+1,2", "b", "@x"),
                Map.of("a", "line\r\nbreak\t\u001b[2J", "b", "\u00e9"),
                Map.of("b", "-1"));
        assertThat(new String(Csv.of(List.of("a", "b"), rows), StandardCharsets.UTF_8))
                .isEqualTo("a,b\r\n\"'=HYPERLINK(\"\"http://evil\"\")\",1\r\n\"'+1,2\",'@x\r\nline??break??[2J,\u00e9\r\n,'-1\r\n");
    }

    @Test
    void bans_hostileNote_isInert() throws Exception {
        try (AdminSite site = new AdminSite()) {
            site.ask("POST", "/bans", "{\"client\":\"203.0.113.9\",\"seconds\":60,\"note\":\"=cmd|' /C calc'!A0\"}");
            Wire.Got got = site.wire.send("GET", API + "/bans", "", site.bearer(), "Accept: text/csv");
            assertThat(got.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
            assertThat(got.body())
                    .startsWith("client,sanction,since,until,seconds_left,score,earlier,origin,reason,event_id\r\n203.0.113.9,ban,")
                    .contains(",by operator: =cmd|' /C calc'!A0,")
                    .endsWith("\r\n");
        }
    }

    @Test
    void labels_askedForAsCsv_areReadByTraining(@TempDir Path folder) throws Exception {
        try (AdminSite site = new AdminSite()) {
            site.ask("POST", "/bans", "{\"client\":\"203.0.113.9\",\"seconds\":60}");
            site.ask("PUT", "/allowed/192.0.2.1", "{}");
            Wire.Got got = site.wire.send("GET", API + "/labels", "", site.bearer(), "Accept: text/csv");
            Labels labels = Labels.read(Files.writeString(folder.resolve("labels.csv"), got.body()));
            assertThat(labels.of(Ip.of("203.0.113.9"))).isEqualTo(Labels.Label.MALICIOUS);
            assertThat(labels.of(Ip.of("192.0.2.1"))).isEqualTo(Labels.Label.BENIGN);
        }
    }
}
