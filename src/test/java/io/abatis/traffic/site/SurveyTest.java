package io.abatis.traffic.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.site.Survey.Client;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds generated traffic near what access logs of real sites are like, with room: sites differ. */
final class SurveyTest {

    private static final Survey SURVEY = new Survey(60, 1);

    @Test
    void behaviours_overSites_allOccur() {
        Set<Behaviour> seen = EnumSet.noneOf(Behaviour.class);
        SURVEY.clients.forEach(client -> seen.add(client.behaviour));

        assertThat(seen).as(SURVEY.table()).isEqualTo(EnumSet.allOf(Behaviour.class));
    }

    @Test
    void kinds_ofNeighbouringSeeds_allOccur() {
        Set<SiteKind> kinds = EnumSet.noneOf(SiteKind.class);
        SURVEY.sites.forEach(site -> kinds.add(site.kind()));

        assertThat(kinds).isEqualTo(EnumSet.allOf(SiteKind.class));
    }

    @Test
    void sizes_overSites_spread() {
        double[] clients = SURVEY.quartersOfSites(List::size);
        double[] routes =
                SURVEY.sites.stream().mapToDouble(Site::routes).sorted().toArray();
        double[] entries = SURVEY.entries.stream()
                .mapToDouble(Integer::doubleValue)
                .sorted()
                .toArray();

        assertThat(clients[0]).isBetween(35.0, 80.0);
        assertThat(clients[4]).isBetween(600.0, 1_000.0);
        assertThat(routes[0]).isLessThan(60);
        assertThat(routes[routes.length - 1]).isGreaterThan(2_000);
        assertThat(entries[entries.length / 2]).isBetween(2_000.0, 12_000.0);
    }

    @Test
    void hostileShare_overSites_spreads() {
        double[] share = SURVEY.quartersOfSites(some -> share(some, client -> !client.benign()));

        assertThat(share[0]).isBetween(.001, .02);
        assertThat(share[2]).isBetween(.015, .15);
        assertThat(share[4]).isBetween(.2, .45);
    }

    @Test
    void benignClients_ofMostSites_runIntoErrorsNowAndThen() {
        double[] share = SURVEY.quartersOfSites(some -> share(benign(some), client -> client.errors > 0));

        assertThat(share[1]).isBetween(.05, .6);
        assertThat(share[2]).isBetween(.15, .5);
        assertThat(share[3]).isBetween(.05, .6);
    }

    @Test
    void benignClients_ofAllSites_seldomGetMostlyErrors() {
        assertThat(SURVEY.share(Client::benign, client -> client.errorShare() > .5))
                .isBetween(.03, .2);
        assertThat(SURVEY.share(client -> client.benign() && client.calls >= 10, client -> client.errorShare() > .5))
                .isBetween(.01, .12);
    }

    @Test
    void callsPerClient_ofBenignOnes_haveAHeavyTail() {
        assertThat(SURVEY.share(Client::benign, client -> client.calls <= 5)).isBetween(.5, .85);
        assertThat(SURVEY.share(Client::benign, client -> client.calls > 100)).isBetween(.01, .1);
        assertThat(SURVEY.clients)
                .anyMatch(client -> client.behaviour == Behaviour.VISITOR && client.calls > 300 && client.errors == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {
                "VISITOR",
                "READER",
                "CRAWLER",
                "LOST_CRAWLER",
                "FEED_READER",
                "API_CLIENT",
                "MOBILE_APP",
                "FORGETFUL",
                "TYPIST",
                "LOOKUP",
                "FORM_USER",
                "CHECKER",
                "DEAD_LINK",
                "STRANDED",
                "SILENT"
            })
    void benignClients_withTrouble_exist(Behaviour behaviour) {
        assertThat(SURVEY.clients).anyMatch(client -> client.behaviour == behaviour && client.errors > 0);
    }

    @Test
    void scanners_ofSitesThatAnswer404_getLittleElse() {
        assertThat(SURVEY.share(
                        client -> client.behaviour == Behaviour.FORCED_BROWSING
                                && SURVEY.sites.get(client.site).answers().unknown() == 404,
                        client -> client.errorShare() > .8))
                .isGreaterThan(.7);
    }

    @Test
    void scanners_ofSitesWithSoft404_lookLikeVisitors() {
        assertThat(SURVEY.share(
                        client -> client.behaviour == Behaviour.QUICK_PROBE
                                && SURVEY.sites.get(client.site).answers().unknown() == 200,
                        client -> client.errors == 0))
                .isGreaterThan(.4);
    }

    @Test
    void probePaths_ofSitesWithManyScanners_areSharedAmongThem() {
        Random random = new Random(5);
        List<SiteTraffic> besieged = Stream.generate(() -> Site.draw(random).traffic(random))
                .limit(40)
                .filter(traffic -> traffic.clients().values().stream()
                                .filter(Behaviour::malicious)
                                .count()
                        >= 20)
                .toList();

        assertThat(besieged).hasSizeGreaterThan(5);
        assertThat(besieged.stream().filter(traffic -> mostAskers(traffic) >= 4).count())
                .isGreaterThan(besieged.size() * 3L / 4);
    }

    /** How many attackers ask for the one call that most of them ask for and no benign client does. */
    private static int mostAskers(SiteTraffic traffic) {
        Map<String, Set<Ip>> askers = new HashMap<>();
        Set<String> benign = new HashSet<>();
        for (LogEntry entry : traffic.entries()) {
            if (Objects.requireNonNull(traffic.clients().get(entry.client())).malicious()) {
                askers.computeIfAbsent(entry.call(), call -> new HashSet<>()).add(entry.client());
            } else {
                benign.add(entry.call());
            }
        }
        askers.keySet().removeAll(benign);
        return askers.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    private static List<Client> benign(List<Client> some) {
        return some.stream().filter(Client::benign).toList();
    }

    private static double share(List<Client> among, Predicate<Client> which) {
        return (double) among.stream().filter(which).count() / among.size();
    }
}
