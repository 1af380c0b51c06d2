package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PopularityTest {

    private static final Ip STRANGER = Ip.of("203.0.113.7");
    private static final String HOME = "GET /";
    private static final String RARE = "GET /rare";
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final Popularity popularity = new Popularity(42);

    private static Ip client(int number) {
        return Ip.ofV4(0x0a000000 + number);
    }

    private static Call call(Ip client, String name) {
        return new Call(client, name, 0);
    }

    private void learn(int from, int to, String name, Outcome outcome) {
        IntStream.range(from, to).forEach(i -> popularity.learn(call(client(i), name), outcome));
    }

    private Rarity seenBy(Ip client, String name) {
        return popularity.sight(call(client, name)).rarity();
    }

    /** The plain way: sets of clients, and the tiers as their documentation has them. */
    private static final class Naive {
        final Set<Ip> clients = new HashSet<>();
        final Map<String, Set<Ip>> served = new HashMap<>();
        final Map<String, Set<Ip>> asked = new HashMap<>();
        int learned;

        void learn(Ip client, String name, Outcome outcome) {
            boolean isServed = outcome.isServed();
            boolean isNew = (isServed ? served : asked)
                    .computeIfAbsent(name, n -> new HashSet<>())
                    .add(client);
            if (isServed) {
                clients.add(client);
                learned += isNew ? 1 : 0;
            }
        }

        private static int others(Map<String, Set<Ip>> of, String name, Ip client) {
            Set<Ip> all = new HashSet<>(of.getOrDefault(name, Set.of()));
            all.remove(client);
            return all.size();
        }

        Rarity rarity(Ip client, String name) {
            int others = others(served, name, client);
            double share = (double) others / Math.max(1, clients.size());
            if (others == 0) {
                int asking = others(asked, name, client);
                return asking >= 3 && asking >= .1 * clients.size() ? Rarity.MISSING : Rarity.NEVER;
            }
            if (share >= .2 && others >= 5) {
                return Rarity.OFTEN;
            }
            if (share >= .05 && others >= 3) {
                return Rarity.REGULARLY;
            }
            return share >= .01 && others >= 2 ? Rarity.SOMETIMES : Rarity.RARELY;
        }
    }

    @Property(seed = "1", tries = 60)
    void sight_anyTraffic_isWhatSetsOfClientsSay(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Popularity learning = new Popularity(random.nextLong());
        Naive naive = new Naive();
        int clients = 1 + random.nextInt(1 << random.nextInt(1, 10));
        for (int i = 0; i < 2_000; i++) {
            Ip client = client(random.nextInt(clients));
            String name = "GET /" + random.nextInt(1 + random.nextInt(60));
            Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            if (random.nextInt(4) == 0) {
                outcome = Outcome.SUCCESS;
            }
            Sighting sighting = learning.sight(call(client, name));
            assertThat(sighting.rarity()).isEqualTo(naive.rarity(client, name));
            learning.learn(call(client, name), outcome);
            naive.learn(client, name, outcome);
            assertThat(learning.learned()).isEqualTo(naive.learned);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 0, NEVER",
        "1000, 1, RARELY",
        "1000, 9, RARELY",
        "1000, 10, SOMETIMES",
        "1000, 49, SOMETIMES",
        "1000, 50, REGULARLY",
        "1000, 199, REGULARLY",
        "1000, 200, OFTEN",
        "1000, 1000, OFTEN",
        // a share of few clients says little
        "1, 1, RARELY",
        "2, 2, SOMETIMES",
        "3, 3, REGULARLY",
        "4, 4, REGULARLY",
        "5, 5, OFTEN",
        "20, 4, REGULARLY",
        "20, 2, SOMETIMES",
        "20, 1, RARELY"
    })
    void sight_shareOfClients_isItsTier(int clients, int served, Rarity tier) {
        learn(0, clients, HOME, Outcome.SUCCESS);
        learn(0, served, RARE, Outcome.SUCCESS);
        assertThat(seenBy(STRANGER, RARE)).isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 9, NEVER",
        "100, 10, MISSING",
        "100, 100, MISSING",
        "10, 2, NEVER",
        "10, 3, MISSING",
        "0, 2, NEVER",
        "0, 3, MISSING"
    })
    void sight_manyAskInVain_isMissing(int clients, int asking, Rarity tier) {
        learn(0, clients, HOME, Outcome.SUCCESS);
        learn(0, asking, RARE, Outcome.NOT_FOUND);
        assertThat(seenBy(STRANGER, RARE)).isEqualTo(tier);
    }

    @Test
    void sight_servedToOneOther_isNoLongerMissing() {
        learn(0, 100, HOME, Outcome.SUCCESS);
        learn(0, 50, RARE, Outcome.NOT_FOUND);
        learn(7, 8, RARE, Outcome.SUCCESS);
        assertThat(seenBy(STRANGER, RARE)).isEqualTo(Rarity.RARELY);
        assertThat(seenBy(client(7), RARE))
                .as("to him it is as missing as before")
                .isEqualTo(Rarity.MISSING);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void learn_oneClientAgainAndAgain_neverMakesARoutePopular(Outcome outcome) {
        learn(0, 1_000, HOME, Outcome.SUCCESS);
        int before = popularity.learned();
        for (int i = 0; i < 100_000; i++) {
            popularity.learn(call(STRANGER, RARE), outcome);
        }
        assertThat(seenBy(STRANGER, RARE)).isEqualTo(Rarity.NEVER);
        assertThat(seenBy(client(5), RARE)).isEqualTo(outcome.isServed() ? Rarity.RARELY : Rarity.NEVER);
        assertThat(popularity.learned() - before).isEqualTo(outcome.isServed() ? 1 : 0);
    }

    @Test
    void learn_scannerWithoutSuccess_teachesNothingAboutClients() {
        for (int i = 0; i < 1_000; i++) {
            popularity.learn(call(STRANGER, "GET /probe/" + i), Outcome.NOT_FOUND);
        }
        assertThat(popularity.learned()).isZero();
    }

    @Test
    void sight_method_isThatOfTheCall() {
        assertThat(popularity.sight(call(STRANGER, "DELETE /x")).method()).isEqualTo(MethodClass.WRITE);
        assertThat(popularity.sight(call(STRANGER, HOME)).method()).isEqualTo(MethodClass.READ);
    }

    @Test
    void sight_routes_haveFingerprintsThatAreNeverZeroAndUseAllBits() {
        Map<Short, Integer> fingerprints = new HashMap<>();
        int bits = 0;
        for (int i = 0; i < 200_000; i++) {
            short route = popularity.sight(call(STRANGER, "GET /" + i)).route();
            fingerprints.merge(route, 1, Integer::sum);
            bits |= Short.toUnsignedInt(route);
        }
        assertThat(fingerprints).doesNotContainKey((short) 0);
        assertThat(bits).isEqualTo(0xffff);
        // all but e^-3 of 65,535 are hit
        assertThat(fingerprints).hasSizeBetween(61_500, 62_800);
        assertThat(popularity.sight(call(client(3), HOME)).route())
                .isEqualTo(popularity.sight(call(STRANGER, HOME)).route());
    }

    @Test
    void secret_another_givesOtherFingerprintsAndTheSameTiers() {
        Popularity other = new Popularity(43);
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            Call call = call(client(i % 30), "GET /" + i % 70);
            assertThat(other.sight(call).rarity())
                    .isEqualTo(popularity.sight(call).rarity());
            same += other.sight(call).route() == popularity.sight(call).route() ? 1 : 0;
            other.learn(call, Outcome.SUCCESS);
            popularity.learn(call, Outcome.SUCCESS);
        }
        assertThat(same).isLessThan(30);
    }

    /** What has long been quiet fades, and what goes on does not. */
    @Test
    void learn_manyGenerations_forgetsWhatWasAndKeepsWhatIs() {
        learn(0, 2_000, HOME, Outcome.SUCCESS);
        learn(0, 2_000, "GET /old", Outcome.SUCCESS);
        assertThat(seenBy(STRANGER, "GET /old")).isEqualTo(Rarity.OFTEN);
        for (int i = 2_000; i < 400_000; i++) {
            popularity.learn(call(client(i), HOME), Outcome.SUCCESS);
        }
        assertThat(seenBy(STRANGER, HOME)).isEqualTo(Rarity.OFTEN);
        assertThat(seenBy(STRANGER, "GET /old").compareTo(Rarity.SOMETIMES)).isLessThan(0);
        assertThat(popularity.learned()).isBetween(396_000, 402_000);
    }

    /** A flood of made-up routes from made-up addresses is the worst that can be done to the sketches. */
    @Test
    void learn_floodOfRandomRoutes_popularOnesStayPopularAndNeverOnesNever() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200_000; i++) {
            int client = i % 20_000;
            popularity.learn(call(client(client), HOME), Outcome.SUCCESS);
            popularity.learn(call(client(client), "GET /" + random.nextLong()), Outcome.NOT_FOUND);
        }
        assertThat(seenBy(STRANGER, HOME)).isEqualTo(Rarity.OFTEN);
        long wrong = IntStream.range(0, 2_000)
                .filter(i -> seenBy(STRANGER, "GET /new/" + i) != Rarity.NEVER)
                .count();
        assertThat(wrong).isLessThan(20);
    }

    @Test
    void learn_manyThreadsTheSamePairs_countsEachClientOnce() throws Exception {
        int clients = 3_000;
        int routes = 4;
        List<Future<?>> done = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(1);
            for (int t = 0; t < 4; t++) {
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < clients * routes; i++) {
                        Call call = call(client(i / routes), "GET /" + i % routes);
                        popularity.sight(call);
                        popularity.learn(call, Outcome.SUCCESS);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        // never more than there are; a few are taken for seen
        assertThat(popularity.learned()).isBetween(clients * routes * 99 / 100, clients * routes);
        for (int i = 0; i < routes; i++) {
            assertThat(seenBy(STRANGER, "GET /" + i)).isEqualTo(Rarity.OFTEN);
        }
    }
}
