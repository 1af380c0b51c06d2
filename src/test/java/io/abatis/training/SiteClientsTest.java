package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.site.Behaviour;
import io.abatis.traffic.site.Site;
import io.abatis.traffic.site.SiteTraffic;
import io.abatis.training.SiteClients.SiteClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SiteClientsTest {

    private static final Ip TAKEN_OVER = Ip.of("10.0.0.1");
    private static final Behaviour HOSTILE = first(true);
    private static final Behaviour GOOD = first(false);

    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<Ip, Behaviour> clients = new LinkedHashMap<>();

    private static Behaviour first(boolean malicious) {
        return Arrays.stream(Behaviour.values())
                .filter(behaviour -> behaviour.malicious() == malicious)
                .findFirst()
                .orElseThrow();
    }

    private void call(Ip client, long time, String name, int status) {
        entries.add(new LogEntry(time, "", client, "", name, name, status));
        clients.putIfAbsent(client, client.equals(TAKEN_OVER) ? HOSTILE : GOOD);
    }

    private static List<String> names(List<PastCall> calls) {
        return calls.stream().map(PastCall::name).toList();
    }

    /** Others teach so much that exactly the calls after them are warm. */
    private void warmUp(int warm) {
        for (int i = 0; i < warm; i++) {
            call(Ip.ofV4(0x0b000000 + i), 1, "GET /", 200);
        }
    }

    @Property(seed = "1", tries = 60)
    void of_takenOver_beforeIsExactlyWhatCameBeforeTheTurn(
            @ForAll @IntRange(max = 20) int cold,
            @ForAll @IntRange(max = 20) int before,
            @ForAll @IntRange(min = 1, max = 20) int after) {
        entries.clear();
        clients.clear();
        for (int i = 0; i < cold; i++) {
            call(TAKEN_OVER, 0, "GET /cold", 404); // teaches nothing
        }
        warmUp(TrainingPlan.WARM_UP);
        for (int i = 0; i < before; i++) {
            call(TAKEN_OVER, 10 + i, "GET /before/" + i, 404);
        }
        for (int i = 0; i < after; i++) {
            call(TAKEN_OVER, 1_000 + i, "GET /after/" + i, 404);
        }

        List<SiteClient> all = SiteClients.of(new SiteTraffic(entries, clients, Map.of(TAKEN_OVER, 1_000L)));

        assertThat(all).hasSize(1); // all others came in the warm-up only
        SiteClient taken = all.get(0);
        assertThat(taken.malicious()).isTrue();
        assertThat(names(taken.life().before())).hasSize(before).allMatch(name -> name.startsWith("GET /before/"));
        assertThat(names(taken.life().calls())).hasSize(after).allMatch(name -> name.startsWith("GET /after/"));
        assertThat(taken.calls()).isEqualTo(before + after);
    }

    @Test
    void of_turnedWithinTheWarmUp_hasNoBefore() {
        call(TAKEN_OVER, 0, "GET /cold", 404);
        call(TAKEN_OVER, 1, "GET /cold/after", 404);
        warmUp(TrainingPlan.WARM_UP);
        call(TAKEN_OVER, 2, "GET /warm", 404);

        List<SiteClient> all = SiteClients.of(new SiteTraffic(entries, clients, Map.of(TAKEN_OVER, 1L)));

        assertThat(all.get(0).life().before()).isEmpty();
        assertThat(names(all.get(0).life().calls())).containsExactly("GET /warm");
    }

    @Test
    void of_neverTurned_isAllInOneLife() {
        warmUp(TrainingPlan.WARM_UP);
        Ip user = Ip.of("10.0.0.2");
        call(user, 5, "GET /a", 200);
        call(user, 6, "GET /b", 200);

        List<SiteClient> all = SiteClients.of(new SiteTraffic(entries, clients, Map.of()));

        assertThat(all).singleElement().satisfies(one -> {
            assertThat(one.malicious()).isFalse();
            assertThat(one.behaviour()).isEqualTo(GOOD);
            assertThat(one.life().before()).isEmpty();
            assertThat(names(one.life().calls())).containsExactly("GET /a", "GET /b");
        });
    }

    @Test
    void of_warmUpNeverEnds_isNobody() {
        warmUp(TrainingPlan.WARM_UP - 1);

        assertThat(SiteClients.of(new SiteTraffic(entries, clients, Map.of()))).isEmpty();
    }

    /** On generated sites, too: the split is where the traffic says that the client turned. */
    @Property(seed = "1", tries = 6)
    void of_generatedSite_splitsWhereItsTrafficSays(@ForAll @IntRange(max = 10_000) int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SiteTraffic traffic = Site.draw(random).traffic(random);
        List<SiteClient> all = SiteClients.of(traffic);
        Map<Ip, Long> calls = new LinkedHashMap<>();
        Map<Ip, Long> hostile = new LinkedHashMap<>();
        for (LogEntry entry : traffic.entries()) {
            calls.merge(entry.client(), 1L, Long::sum);
            Long turned = traffic.turned().get(entry.client());
            boolean isHostile = Objects.requireNonNull(traffic.clients().get(entry.client()))
                            .malicious()
                    && (turned == null || entry.timeMillis() >= turned);
            hostile.merge(entry.client(), isHostile ? 1L : 0L, Long::sum);
        }

        assertThat(all).isNotEmpty().hasSizeLessThanOrEqualTo(traffic.clients().size());
        assertThat(all.stream().filter(one -> !one.malicious()))
                .allMatch(one -> one.life().before().isEmpty());
        long turned = all.stream().filter(one -> !one.life().before().isEmpty()).count();
        assertThat(turned).isLessThanOrEqualTo(traffic.turned().size());
        long hostileCalls = all.stream()
                .filter(SiteClient::malicious)
                .mapToLong(one -> one.life().calls().size())
                .sum();
        assertThat(hostileCalls)
                .isLessThanOrEqualTo(
                        hostile.values().stream().mapToLong(Long::longValue).sum());
        assertThat(all.stream().mapToLong(SiteClient::calls).sum())
                .isLessThanOrEqualTo(
                        calls.values().stream().mapToLong(Long::longValue).sum());
    }
}
