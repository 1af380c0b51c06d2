package io.abatis.traffic.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.RawTarget;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class SiteTest {

    /** A method, a space, and the longest route. */
    private static final int LONGEST_NAME = 208;

    private static SiteTraffic traffic(long seed) {
        Random random = new Random(seed);
        return Site.draw(random).traffic(random);
    }

    @Test
    void traffic_sameSeed_isTheSame() {
        assertThat(traffic(7)).isEqualTo(traffic(7)).isNotEqualTo(traffic(8));
    }

    @Test
    void traffic_sameSiteAgain_isOtherTrafficOnTheSameRoutes() {
        Random random = new Random(3);
        Site site = Site.draw(random);
        SiteTraffic first = site.traffic(random);
        SiteTraffic second = site.traffic(random);

        assertThat(first.entries()).isNotEqualTo(second.entries());
        assertThat(served(second)).isNotEmpty().containsAnyElementsOf(served(first));
    }

    private static Set<String> served(SiteTraffic traffic) {
        Set<String> calls = new HashSet<>();
        traffic.entries().stream().filter(entry -> entry.status() == 200).forEach(entry -> calls.add(entry.call()));
        return calls;
    }

    @Property(seed = "1", tries = 60)
    void traffic_anySeed_isALogWithEveryClientLabelled(@ForAll @LongRange(min = 0) long seed) {
        SiteTraffic traffic = traffic(seed);
        List<LogEntry> entries = traffic.entries();

        assertThat(entries)
                .hasSizeBetween(40, 30_000)
                .isSortedAccordingTo(Comparator.comparingLong(LogEntry::timeMillis));
        assertThat(entries)
                .allMatch(entry -> !entry.call().isBlank() && entry.call().length() <= LONGEST_NAME)
                .allMatch(entry -> entry.status() >= 100 && entry.status() <= 599);
        Set<Ip> seen = new HashSet<>();
        entries.forEach(entry -> seen.add(entry.client()));
        assertThat(seen)
                .isEqualTo(traffic.clients().keySet())
                .allSatisfy(ip -> assertThat(ip).isEqualTo(ClientResolver.SOCKETS.key(ip)));
    }

    @Property(seed = "1", tries = 20)
    void traffic_anySeed_namesItsCallsAsTheFilterDoes(@ForAll @LongRange(min = 0) long seed) {
        RouteNames names = new RouteNames();
        assertThat(traffic(seed).entries()).allMatch(entry -> {
            String[] parts = entry.callText().split(" ", -1);
            String name = parts.length < 3 ? names.name("", "") : names.name(parts[0], RawTarget.path(parts[1]));
            return entry.call().equals(name);
        });
    }

    @Property(seed = "1", tries = 40)
    void traffic_anySeed_knowsWhenAClientTurned(@ForAll @LongRange(min = 0) long seed) {
        SiteTraffic traffic = traffic(seed);
        Map<Ip, Long> last = new HashMap<>();
        Map<Ip, Long> first = new HashMap<>();
        traffic.entries().forEach(entry -> {
            last.put(entry.client(), entry.timeMillis());
            first.putIfAbsent(entry.client(), entry.timeMillis());
        });

        assertThat(traffic.turned().keySet()).allSatisfy(ip -> {
            assertThat(traffic.clients()).containsEntry(ip, Behaviour.TAKEOVER);
            assertThat(traffic.turned().get(ip)).isBetween(first.get(ip), last.get(ip));
        });
        traffic.clients()
                .forEach((ip, behaviour) -> assertThat(behaviour == Behaviour.TAKEOVER)
                        .isEqualTo(traffic.turned().containsKey(ip)));
    }

    @Property(seed = "1", tries = 200)
    void draw_anySeed_hasFiveToFiveThousandRoutes(@ForAll @LongRange(min = 0) long seed) {
        assertThat(Site.draw(new Random(seed)).routes()).isBetween(5, 5_000);
    }
}
