package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.audit.AuditEvent;
import io.abatis.ban.Ban;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.console.Console.Kept;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the filter, over HTTP and through its console. */
final class StoredBansTest {

    private static final String ATTACKER = "198.51.100.7";
    private static final Ip CLIENT = Ip.of(ATTACKER);

    @TempDir
    Path folder;

    private TestSite site() throws Exception {
        return new TestSite()
                .guarded(TestSite.ENFORCE + "abatis { store.folder = kept, bans.time = 1h, bans.jitter = 0 }", folder)
                .serving(TestServlet.hello(), "/*")
                .start();
    }

    private static Console console(TestSite site) {
        return (Console)
                Objects.requireNonNull(site.context.getServletContext().getAttribute(AbatisFilter.CONSOLE_ATTRIBUTE));
    }

    private static int status(TestSite site) throws Exception {
        return site.wire().get("/", Wire.from(ATTACKER)).status();
    }

    @Test
    void restart_bannedClient_staysBannedAndTheReasonIsKnown() throws Exception {
        Ban ban;
        try (TestSite site = site()) {
            site.attack(ATTACKER);
            ban = site.gate().bans(site.clock.millis()).get(0);
        }
        try (TestSite site = site()) {
            assertThat(status(site)).isEqualTo(403);
            assertThat(console(site).bansInForce()).containsExactly(ban);
            AuditEvent why =
                    AuditEvent.parse(Objects.requireNonNull(console(site).lastRefusal(CLIENT)));
            assertThat(why.score()).isEqualTo(ban.score());
            assertThat(site.gate().model().forest().score(vector(site, why))).isEqualTo(ban.score());
        }
    }

    private static int[] vector(TestSite site, AuditEvent event) {
        var columns = Objects.requireNonNull(event.columns());
        return site.gate().model().layout().columns().stream()
                .mapToInt(column -> columns.getOrDefault(column.toString(), 0.0).intValue())
                .toArray();
    }

    @Test
    void restart_bannedAgain_goesOnWithTheLadder() throws Exception {
        try (TestSite site = site()) {
            site.attack(ATTACKER);
        }
        try (TestSite site = site()) {
            site.clock.set(Duration.ofHours(2).toMillis());
            assertThat(status(site)).isEqualTo(200);
            site.attack(ATTACKER);
            assertThat(console(site).bansInForce()).singleElement().satisfies(ban -> {
                assertThat(ban.earlier()).isEqualTo(1);
                assertThat(ban.untilMillis() - ban.sinceMillis())
                        .isEqualTo(Duration.ofHours(2).toMillis());
            });
        }
    }

    @Test
    void restart_operatorsActs_areKept() throws Exception {
        try (TestSite site = site()) {
            site.attack(ATTACKER);
            console(site).allow(CLIENT, "anna", "our monitor");
            console(site).ban(Ip.of("192.0.2.9"), Duration.ofDays(1), "anna", "");
            assertThat(console(site).kept()).isEqualTo(Kept.STORED);
        }
        try (TestSite site = site()) {
            for (int i = 0; i < TestSite.MANY; i++) {
                assertThat(site.wire().get(TestSite.RARE, Wire.from(ATTACKER)).status())
                        .isEqualTo(200);
            }
            assertThat(site.wire().get("/", Wire.from("192.0.2.9")).status()).isEqualTo(403);
            assertThat(console(site).labels()).hasSize(2);
            assertThat(Objects.requireNonNull(console(site).labels().get(CLIENT))
                            .word())
                    .isEqualTo("benign");
        }
    }

    @Test
    void restart_whatWasLearned_isKnownThoughTheNextSecretIsAnother() throws Exception {
        int learned;
        try (TestSite site = site()) {
            for (int i = 0; i < 50; i++) {
                site.gate().popularity().learn(new Call(Ip.ofV4(i), "GET /page", 0), Outcome.SUCCESS);
            }
            learned = site.gate().popularity().learned();
        }
        assertThat(learned).isEqualTo(50);
        try (TestSite site = site()) {
            assertThat(site.gate().popularity().learned()).isEqualTo(learned);
            assertThat(site.gate()
                            .popularity()
                            .sight(new Call(Ip.of("192.0.2.1"), "GET /page", 0))
                            .rarity())
                    .hasToString("OFTEN");
        }
    }

    @Test
    void start_damagedFile_setsItAsideAndServes() throws Exception {
        try (TestSite site = site()) {
            site.attack(ATTACKER);
        }
        Path file = folder.resolve("kept/bans.mv");
        Files.write(file, "no bans at all".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        try (TestSite site = site()) {
            assertThat(status(site)).isEqualTo(200);
        }
        try (var files = Files.list(folder.resolve("kept"))) {
            assertThat(files.map(one -> String.valueOf(one.getFileName())))
                    .containsExactlyInAnyOrder("bans.mv", "bans.mv.damaged-1");
        }
    }

    @Test
    void start_folderInUseOrUnusable_failsAndSaysWhatToDo() throws Exception {
        try (TestSite first = site()) {
            assertThatThrownBy(this::site)
                    .hasStackTraceContaining("Abatis does not start")
                    .hasStackTraceContaining("in use by another filter");
            assertThat(status(first)).isEqualTo(200);
        }
        try (TestSite again = site()) {
            assertThat(status(again)).isEqualTo(200);
        }
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new TestSite()
                        .guarded(TestSite.ENFORCE + "abatis.store.folder = file", folder)
                        .start())
                .hasStackTraceContaining("Abatis does not start")
                .hasStackTraceContaining("file");
    }

    @Test
    void mode_setByAnOperator_holdsUntilSetBackOrRestarted() throws Exception {
        try (TestSite site = site()) {
            site.attack(ATTACKER);
            console(site).mode(io.abatis.gate.Mode.OBSERVE, "anna");
            assertThat(status(site)).isEqualTo(200);
            console(site).mode(null, "anna");
            assertThat(status(site)).isEqualTo(403);
            console(site).mode(io.abatis.gate.Mode.OFF, "anna");
            assertThat(status(site)).isEqualTo(200);
        }
        try (TestSite site = site()) {
            assertThat(status(site)).isEqualTo(403);
        }
        assertThat(List.of(folder.toFile().list())).contains("kept");
    }
}
