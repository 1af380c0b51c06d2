package io.abatis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.NamesModel;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does its work: or nothing would be cheaper than a filter that is broken. */
final class ContenderTest {

    private static final int CLIENTS = 500;
    private static final int REQUESTS = 1 << 16;
    private static final int PATIENCE = 100;

    private static Traffic traffic(Traffic.Crowd crowd) {
        return Traffic.draw(crowd, Traffic.Spread.UNIFORM, CLIENTS, REQUESTS, 1);
    }

    /** How many of the calls of users and of attackers are refused. */
    private static int[] refused(Filter filter, Traffic traffic) throws ServletException, IOException {
        try {
            Laps laps = new Laps(filter, traffic, 0);
            int[] refused = new int[2];
            for (int i = 0; i < traffic.size(); i++) {
                boolean attack = traffic.isAttack(laps.next());
                refused[attack ? 1 : 0] += Laps.isRefusal(laps.send()) ? 1 : 0;
            }
            return refused;
        } finally {
            filter.destroy();
        }
    }

    /** However fast the machine is, a client seems to call every ten seconds, and bans end when they should. */
    private static final class StepClock implements InstantSource {
        private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);

        @Override
        public long millis() {
            return millis.addAndGet(10_000 / CLIENTS);
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }
    }

    private static long attacks(Traffic traffic) {
        return IntStream.range(0, traffic.size()).filter(traffic::isAttack).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOS", "DOS_BARE", "TOMCAT", "BUCKET4J"})
    void rival_moreCallsThanItsLimit_refuses(Contender rival) throws ServletException, IOException {
        Filter filter = rival.make(1, true);
        try {
            Traffic one = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.UNIFORM, 1, 1 << 10, 1);
            Laps laps = new Laps(filter, one, 0);
            int served = 0;
            while (served <= 2 * Contender.STRICT && !Laps.isRefusal(laps.send())) {
                served++;
            }
            assertThat(served).isBetween(Contender.STRICT, Contender.STRICT * 5 / 4);
        } finally {
            filter.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DOS", "DOS_BARE", "TOMCAT", "BUCKET4J", "NAMES_OBSERVE", "SHIPPED_OBSERVE"})
    void filter_thatOnlyCounts_refusesNobody(Contender contender) throws ServletException, IOException {
        assertThat(refused(contender.make(CLIENTS, false), traffic(Traffic.Crowd.MIXED)))
                .containsExactly(0, 0);
    }

    @Test
    void abatis_thatEnforces_refusesAttackersOfTheReferenceTraffic() throws ServletException, IOException {
        Traffic traffic = traffic(Traffic.Crowd.MIXED);
        Filter filter = Contender.abatis("enforce", NamesModel.FILE, CLIENTS, new StepClock());
        int[] refused = refused(filter, traffic);
        assertThat(refused[1]).isGreaterThan((int) (attacks(traffic) * 8 / 10));
        assertThat(refused[0]).isLessThan(REQUESTS / 100);
    }

    /** The model in the jar knows no names: it takes attackers who make calls that are there for users. */
    @Test
    void abatis_withTheModelInTheJar_refusesScanners() throws ServletException, IOException {
        Filter filter = Contender.SHIPPED_ENFORCE.make(CLIENTS, false);
        try {
            Laps users = new Laps(filter, traffic(Traffic.Crowd.BENIGN), 0);
            for (int i = 0; i < REQUESTS; i++) {
                users.send();
            }
            StubRequest request = new StubRequest();
            StubResponse response = new StubResponse();
            int probes = 0;
            while (probes < PATIENCE && !Laps.isRefusal(response.getStatus())) {
                filter.doFilter(
                        request.set("192.0.2.1", "/probe/" + probes + ".php"),
                        response.set(),
                        (asked, answer) -> ((HttpServletResponse) answer).setStatus(404));
                probes++;
            }
            assertThat(probes).isLessThan(PATIENCE);
        } finally {
            filter.destroy();
        }
    }

    @Test
    void draw_sameSeed_givesTheSameRequests() {
        Traffic first = traffic(Traffic.Crowd.MIXED);
        Traffic second = traffic(Traffic.Crowd.MIXED);
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(first.address(i) + first.path(i) + first.status(i))
                    .isEqualTo(second.address(i) + second.path(i) + second.status(i));
        }
    }

    @Test
    void draw_zipf_givesTheFirstRankItsShare() {
        Traffic zipf = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.ZIPF, 1_000, REQUESTS, 1);
        var calls = new HashMap<String, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            calls.merge(zipf.address(i), 1, Integer::sum);
        }
        double harmonic = 7.485;
        assertThat(Collections.max(calls.values()))
                .isBetween((int) (.95 * REQUESTS / harmonic), (int) (1.05 * REQUESTS / harmonic));
    }
}
