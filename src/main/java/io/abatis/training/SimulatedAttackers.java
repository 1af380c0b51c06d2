package io.abatis.training;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.Rarity;
import io.abatis.count.Sighting;
import io.abatis.traffic.CallWeights;
import io.abatis.traffic.Labels.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Attackers for logs without labels, made of the site's own calls and of calls that nobody makes. Not safe for threads. */
final class SimulatedAttackers {

    private static final int CALLS = 400;
    private static final int FEWEST_NAMES = 3;
    private static final long QUICK = 200;
    private static final long SLOW = 5 * 60_000;

    /** What attackers do. One half of all prefers rare calls, as in the reference traffic; the others share the rest alike. */
    private enum Behaviour {
        /** Draws the site's calls, the rarer the more often, with the weights of the reference traffic at its bias. */
        RARE_CALLS,
        /** Takes all routes one after the other. */
        SCRAPING,
        /** Half a user: every other call is one of a user. */
        MIMICRY,
        /** Tries routes that nobody knows. */
        FORCED_BROWSING,
        /** The same, with minutes between two tries. */
        SLOW_BROWSING,
        /** Makes one call again and again, and is refused by the application. */
        CREDENTIAL_STUFFING,
        /** One of many addresses that make a call each. */
        DISTRIBUTED;

        /** Those that do what logs without answers show, too. */
        static final List<Behaviour> WITHOUT_ANSWERS = List.of(RARE_CALLS, SCRAPING, MIMICRY);
    }

    private final List<List<PastCall>> byName;
    private final int[] rarest;
    private final List<History> users;
    private final boolean tellAnswers;
    private final RandomGenerator random;
    private int drawn;

    private SimulatedAttackers(List<List<PastCall>> byName, List<History> users, RandomGenerator random) {
        this.byName = byName;
        this.users = users;
        this.random = random;
        this.rarest = CallWeights.hostile(byName.size(), CallWeights.REFERENCE_BIAS);
        this.tellAnswers = users.stream()
                .flatMap(user -> user.calls().stream())
                .anyMatch(call -> call.outcome() != Outcome.UNKNOWN);
        Arrays.parallelPrefix(rarest, Integer::sum);
    }

    /**
     * Attackers of the site whose users these are.
     *
     * @param clients its clients; only the benign ones are looked at
     * @param random the source of chance
     * @throws IllegalArgumentException if their calls are so few that none is rare
     */
    static SimulatedAttackers of(List<History> clients, RandomGenerator random) {
        List<History> users =
                clients.stream().filter(client -> !client.malicious()).toList();
        List<String> names = Histories.popular(users, Trainer.MOST_CALLS);
        if (names.size() < FEWEST_NAMES) {
            throw new IllegalArgumentException(
                    "simulated attackers need at least three different calls of benign clients, and the logs have "
                            + names.size());
        }
        Map<String, List<PastCall>> calls = new TreeMap<>();
        users.forEach(user -> user.calls()
                .forEach(call -> calls.computeIfAbsent(call.name(), name -> new ArrayList<>())
                        .add(call)));
        return new SimulatedAttackers(
                names.stream().map(name -> calls.getOrDefault(name, List.of())).toList(), users, random);
    }

    /** Draws the histories of so many. */
    List<History> draw(int attackers) {
        List<History> histories = new ArrayList<>(attackers);
        List<Behaviour> behaviours = tellAnswers ? List.of(Behaviour.values()) : Behaviour.WITHOUT_ANSWERS;
        for (int i = 0; i < attackers; i++) {
            Behaviour behaviour =
                    i % 2 == 0 ? Behaviour.RARE_CALLS : behaviours.get(1 + i / 2 % (behaviours.size() - 1));
            // Addresses of the block that RFC 5737 keeps for documentation; only their order matters.
            histories.add(new History(Ip.ofV4(0xcb007100 + drawn++), Label.MALICIOUS, life(behaviour)));
        }
        return histories;
    }

    private List<PastCall> life(Behaviour behaviour) {
        List<PastCall> life = new ArrayList<>(CALLS);
        List<PastCall> user = users.get(random.nextInt(users.size())).calls();
        PastCall logIn = logIn();
        int length = behaviour == Behaviour.DISTRIBUTED ? 1 : CALLS;
        for (int i = 0; i < length; i++) {
            life.add(
                    switch (behaviour) {
                        case RARE_CALLS -> rare();
                        case FORCED_BROWSING, DISTRIBUTED -> unknown(QUICK);
                        case SLOW_BROWSING -> unknown(SLOW);
                        case CREDENTIAL_STUFFING -> logIn;
                        case SCRAPING -> any(byName.get(i % byName.size()));
                        case MIMICRY -> i % 2 == 0 ? user.get(i / 2 % user.size()) : hostile();
                    });
        }
        return life;
    }

    private PastCall hostile() {
        return tellAnswers && random.nextBoolean() ? unknown(QUICK) : rare();
    }

    private PastCall rare() {
        int ticket = random.nextInt(rarest[rarest.length - 1]);
        int name = 0;
        while (rarest[name] <= ticket) {
            name++;
        }
        return any(byName.get(name));
    }

    private PastCall any(List<PastCall> calls) {
        return calls.get(random.nextInt(calls.size()));
    }

    /** A route that nobody knows: most servers have not found it, some forbid it, some answer everything. */
    private PastCall unknown(long gapMillis) {
        MethodClass method = random.nextInt(8) == 0 ? MethodClass.WRITE : MethodClass.READ;
        Sighting sighting = new Sighting(Rarity.NEVER, method, (short) (random.nextInt() | 1));
        int chance = random.nextInt(20);
        Outcome answer = chance < 16
                ? Outcome.NOT_FOUND
                : chance < 18 ? Outcome.UNAUTHORIZED : chance < 19 ? Outcome.SUCCESS : Outcome.REDIRECT;
        return new PastCall("", sighting, answer, gapMillis);
    }

    /** The log-in of the site is not known: some call stands for it. */
    private PastCall logIn() {
        PastCall call = any(byName.get(random.nextInt(byName.size())));
        Sighting seen = call.sighting();
        Sighting sighting = new Sighting(seen.rarity(), MethodClass.WRITE, seen.route());
        return new PastCall(call.name(), sighting, Outcome.UNAUTHORIZED, QUICK);
    }
}
