package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.gate.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import io.abatis.client.Ip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log is told of those who are refused. */
final class LogbookTest {

    private static final Ip ONE = Ip.of("127.0.0.1");

    private AdminSite site;
    private Logbook logbook;

    @BeforeEach
    void start() throws IOException {
        site = new AdminSite();
        logbook = new Logbook(site::console, site.clock);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private List<String> told() {
        return site.audit.notes(Event.Kind.LOGIN_REFUSED);
    }

    @Test
    void refused_flood_isToldAtOnceAndThenOnceAMinuteWithACount() {
        for (int second = 0; second < 180; second++) {
            for (int i = 0; i < 10; i++) {
                logbook.refused(ONE, "a wrong token");
            }
            site.clock.advance(Duration.ofSeconds(1));
            logbook.tellUntold();
        }
        assertThat(told()).hasSize(6);
        assertThat(told().get(0)).isEqualTo("from 127.0.0.1: a wrong token");
        assertThat(told().get(1))
                .isEqualTo("from 127.0.0.1: 599 more within a minute, the last because of: a wrong token");
    }

    @Test
    void tellUntold_afterOneAlone_saysNothing() {
        logbook.refused(ONE, "a wrong token");
        site.clock.advance(Duration.ofMinutes(2));
        logbook.tellUntold();
        assertThat(told()).hasSize(1);
    }

    @Test
    void refused_manyAddresses_areToldTogether() {
        for (int i = 0; i < 100_000; i++) {
            logbook.refused(Ip.ofV4(0x7f000000 + i), "a wrong token");
        }
        assertThat(told()).hasSize(21);
        assertThat(told().get(20)).isEqualTo("from other addresses: a wrong token");
        site.clock.advance(Duration.ofMinutes(1));
        logbook.tellUntold();
        assertThat(told().get(21)).startsWith("from other addresses: 99979 more within a minute");
    }

    @Test
    void loggedIn_andOut_isToldEachTime() {
        logbook.loggedIn("ada", ONE);
        logbook.loggedOut("ada", ONE);
        assertThat(site.audit.notes(Event.Kind.LOGGED_IN)).containsExactly("from 127.0.0.1");
        assertThat(site.audit.notes(Event.Kind.LOGGED_OUT)).containsExactly("from 127.0.0.1");
    }
}
