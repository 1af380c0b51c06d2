package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.call.RouteNames;
import io.abatis.client.Ip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The guard: names that attackers invent take no room from those of the site. */
final class PathFloodTest {

    private static final int PATHS = 1_000_000;
    private static final int ATTACKERS = 100;
    private static final int USERS = 300;
    private static final long MOST_GROWTH = 24L << 20;

    /** Every so many users ask for it. */
    private static final Map<String, Integer> SITE =
            new TreeMap<>(Map.of("/", 1, "/shop", 3, "/shop/item/17", 10, "/about", 50));

    private final RouteNames names = new RouteNames();
    private final Popularity popularity = new Popularity(7);

    private static Ip client(int network, int number) {
        return Ip.ofV4(network << 24 | number);
    }

    private void users() {
        SITE.forEach((path, every) -> {
            for (int user = 0; user < USERS; user += every) {
                popularity.learn(new Call(client(11, user), names.name("GET", path), user), Outcome.SUCCESS);
            }
        });
    }

    private Map<String, Rarity> tiers() {
        Map<String, Rarity> tiers = new LinkedHashMap<>();
        SITE.keySet()
                .forEach(path -> tiers.put(
                        names.name("GET", path),
                        popularity
                                .sight(new Call(client(12, 1), names.name("GET", path), 0))
                                .rarity()));
        return tiers;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String randomPath(SplittableRandom random) {
        return "/w" + Long.toString(random.nextLong() >>> 12, 36) + "z/" + Long.toString(random.nextLong() >>> 24, 36)
                + "q".repeat(random.nextInt(120));
    }

    @Test
    void flood_ofAMillionRandomPaths_movesNothing() {
        users();
        Map<String, Rarity> before = tiers();
        assertThat(before.values())
                .containsExactlyInAnyOrder(Rarity.OFTEN, Rarity.OFTEN, Rarity.REGULARLY, Rarity.SOMETIMES);
        long memory = used();

        SplittableRandom random = new SplittableRandom(1);
        int strange = 0;
        for (int i = 0; i < PATHS; i++) {
            Call call = new Call(client(13, i % ATTACKERS), names.name("GET", randomPath(random)), i);
            strange += popularity.sight(call).rarity().isStrange() ? 1 : 0;
            if (i / ATTACKERS < Popularity.TEACHING_CALLS) { // as the gate has it
                popularity.learn(call, Outcome.NOT_FOUND);
            }
        }

        assertThat(used() - memory).as("bytes kept").isLessThan(MOST_GROWTH);
        assertThat(tiers()).isEqualTo(before);
        assertThat(strange).as("random paths that look strange").isGreaterThan(PATHS * 99 / 100);
        assertThat(List.of(
                        names.name("GET", "/late/7"), names.name("GET", "/shop/item/18"), names.name("POST", "/late")))
                .containsExactly("GET /late/{number}", "GET /shop/item/{number}", "POST /late");
    }
}
