package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.count.Rarity;
import io.abatis.count.Sighting;
import io.abatis.count.Window;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Model;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who is served whatever it asks for is never refused by a model for all sites, be it as quick, busy or strange as it likes. */
final class InnocenceTest {

    private static final List<TrainedModels> FOR_ALL_SITES = List.of(TrainedModels.SHIPPED, TrainedModels.SITES);
    private static final List<Outcome> GOOD =
            Arrays.stream(Outcome.values()).filter(outcome -> !outcome.isMiss()).toList();
    private static final List<Rarity> RARITIES = List.of(Rarity.values());
    private static final List<MethodClass> METHODS = List.of(MethodClass.values());
    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND");
    private static final Ip INNOCENT = Ip.of("192.0.2.1");

    /** All that a window can show of such a client, also what no site would ever do. */
    @Property(seed = "1", tries = 60)
    void score_neverMissed_isZero(@ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int calls) {
        for (TrainedModels origin : FOR_ALL_SITES) {
            Model model = origin.get();
            FeatureLayout layout = model.layout();
            Window window = new Window(layout.shape());
            int[] vector = new int[layout.size()];
            SplittableRandom random = new SplittableRandom(seed);
            int variety = 1 + random.nextInt(200);
            long time = 0;
            for (int i = 0; i < calls; i++) {
                Sighting sighting = new Sighting(
                        RARITIES.get(random.nextInt(RARITIES.size())),
                        METHODS.get(random.nextInt(METHODS.size())),
                        (short) (1 + random.nextInt(variety)));
                Outcome outcome = GOOD.get(random.nextInt(GOOD.size()));
                window.record(Window.UNNAMED, sighting, time += random.nextInt(1 + random.nextInt(100_000)));
                layout.fill(window, vector);
                assertThat(model.forest().score(vector)).isZero();
                window.answer(outcome, sighting);
                layout.fill(window, vector);
                assertThat(model.forest().score(vector)).isZero();
            }
        }
    }

    /** The same through the gate, while users come and go and scanners are caught. */
    @Property(seed = "1", tries = 8)
    void judge_innocentAmongUsersAndScanners_isNeverFlagged(@ForAll long seed) {
        for (TrainedModels origin : FOR_ALL_SITES) {
            Gate gate = new Gate(
                    new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 1, Duration.ofMinutes(1)),
                    origin.get(),
                    1 << 14,
                    1 << 10,
                    seed);
            SplittableRandom random = new SplittableRandom(seed);
            int pause = 1 + random.nextInt(2_000);
            int flagged = 0;
            int judged = 0;
            for (int i = 0; i < 4_000; i++) {
                Ip user = Ip.ofV4(0x0a000000 + random.nextInt(100));
                send(gate, new Call(user, "GET /page" + random.nextInt(9), i * 100L), Outcome.SUCCESS);
                Ip scanner = Ip.ofV4(0x0b000000 + i / 100);
                flagged += send(gate, new Call(scanner, "GET /probe" + random.nextInt(), i * 100L), Outcome.NOT_FOUND)
                                        .reason()
                                == Reason.BEHAVIOUR
                        ? 1
                        : 0;
                if (i < 1_000 || i % (1 + pause / 100) != 0) {
                    continue;
                }
                boolean isKnown = random.nextBoolean(); // a page of everybody's, or one that nobody has ever seen
                String name = isKnown
                        ? "GET /page" + random.nextInt(9)
                        : VERBS.get(random.nextInt(VERBS.size())) + " /own/" + random.nextInt();
                Verdict verdict = send(gate, new Call(INNOCENT, name, i * 100L), GOOD.get(random.nextInt(GOOD.size())));
                assertThat(verdict.reason()).isEqualTo(Reason.CLEAR);
                assertThat(verdict.score()).isZero();
                assertThat(gate.score(INNOCENT)).isZero();
                judged++;
            }

            assertThat(judged).isGreaterThan(100);
            assertThat(flagged).as("scanners").isPositive();
        }
    }

    private static Verdict send(Gate gate, Call call, Outcome outcome) {
        Verdict verdict = gate.judge(call);
        if (!verdict.refuses()) {
            gate.observe(call, outcome);
        }
        return verdict;
    }
}
