package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.ban.BanLadder;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.DemoModel;
import io.abatis.forest.Model;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live gate against one that works out every score in full. */
final class ClearScoresTest {

    private static final double CURIOUS = .3;
    private static final int CALLS = 60_000;
    private static final int CLIENTS = 300;

    private static Policy policy(@Nullable Double threshold, @Nullable Double limit) {
        Grades grades = limit == null ? Grades.NONE : new Grades(null, new Grade(limit, Duration.ofSeconds(9), 2));
        return new Policy(
                Mode.ENFORCE,
                Map.of(),
                CidrSet.empty(),
                CidrSet.empty(),
                threshold,
                2,
                grades,
                BanLadder.flat(Duration.ofSeconds(60)),
                BanCap.NONE);
    }

    /** From users, who call what is common, to attackers, who call anything. */
    private static Call call(SplittableRandom random, List<String> names, int number) {
        int client = random.nextInt(CLIENTS);
        int width = 1 + names.size() * client / CLIENTS;
        String name = random.nextInt(9) == 0 ? "GET /unheard/of" : names.get(random.nextInt(width));
        return new Call(Ip.ofV4(client), name, number * 20L);
    }

    @ParameterizedTest
    @CsvSource({",", ".5,", ".9, .4", ".1,", "1,"})
    void judge_clearClients_decidesAsWithExactScores(@Nullable Double threshold, @Nullable Double limit)
            throws IOException {
        Model model = DemoModel.read();
        Gate live = new Gate(policy(threshold, limit), model, 1 << 12, 1 << 12, 1);
        Gate exact = new Gate(policy(threshold, limit), model, 1 << 12, 1 << 12, 1).exact();
        List<String> names = new ArrayList<>(model.layout().logOdds().keySet());
        SplittableRandom random = new SplittableRandom(1);
        int estimated = 0;
        for (int i = 0; i < CALLS; i++) {
            if (i % 2_000 == 1_000) {
                live.settle();
            }
            Call call = call(random, names, i);
            Outcome outcome = random.nextInt(4) == 0 ? Outcome.NOT_FOUND : Outcome.SUCCESS;
            Verdict soon = live.judge(call);
            Verdict full = exact.judge(call);
            live.observe(call, outcome);
            exact.observe(call, outcome);

            assertThat(soon.action()).isEqualTo(full.action());
            assertThat(soon.reason()).isEqualTo(full.reason());
            assertThat(soon.waitMillis()).isEqualTo(full.waitMillis());
            if (full.reason() != Reason.CLEAR) {
                assertThat(soon.score()).isEqualTo(full.score());
            } else if (soon.score() < full.score() - .001 || soon.score() > full.score()) {
                estimated++;
                assertThat(soon.score()).isLessThan(CURIOUS);
            }
        }
        assertThat(live.stats().snapshot()).isEqualTo(exact.stats().snapshot());
        assertThat(estimated).isGreaterThan(threshold != null && threshold < CURIOUS ? -1 : 0);
    }
}
