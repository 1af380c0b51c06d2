package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.config.ConfigReader;
import io.abatis.forest.Model;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.site.SiteTraffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No model, whatever it was trained on, takes a newcomer for an attacker because it is new. */
final class FirstCallsTest {

    /** Clients who are refused at the budget exceed the bound with less than this probability. */
    private static final double DOUBT = 1e-4;

    private static final int SITES = 12;
    private static final long UNSEEN = 5_000_000_000L;

    /** The gate as it comes, but for its mode. */
    private static Gate gate(Model model, Mode mode) throws Exception {
        Policy shipped = ConfigReader.defaults().policy();
        Policy policy = new Policy(
                mode,
                shipped.allow(),
                shipped.deny(),
                null,
                shipped.minimumCalls(),
                shipped.ladder().first());
        return new Gate(policy, model, 1 << 16, 1 << 16, 11);
    }

    /** Names that a model may know, that a site has, and that nobody has ever heard of. */
    private static List<String> names(Model model) {
        List<String> names = new ArrayList<>(model.layout().logOdds().keySet());
        names.addAll(List.of("GET /", "POST /login", "HEAD /x", "DELETE /y/{number}", "PROPFIND /", "GET other"));
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void judge_firstCallOfAnyClient_isNeverFlagged(TrainedModels origin) throws Exception {
        Model model = origin.get();
        Gate gate = gate(model, Mode.ENFORCE);
        List<String> names = names(model);
        List<Outcome> outcomes = List.of(Outcome.values());
        SplittableRandom random = new SplittableRandom(1);
        Map<Ip, Integer> calls = new HashMap<>();
        int flagged = 0;
        int first = 0;
        for (int i = 0; i < 60_000; i++) {
            // most come once; some stay, have one thing in mind or many, and come back when their bans have ended
            int regular = random.nextInt(4) == 0 ? random.nextInt(60) : -1;
            Ip client = Ip.ofV4(regular < 0 ? 0x0b000000 + i : 0x0a000000 + regular);
            String any = random.nextInt(4) == 0 ? "GET /new/" + i : names.get(random.nextInt(names.size()));
            String name = regular >= 0 && regular < names.size() ? names.get(regular) : any;
            Call call = new Call(client, name, i * 1_000L);
            Verdict verdict = gate.judge(call);
            if (verdict.reason() == Reason.BEHAVIOUR) {
                assertThat(calls.getOrDefault(client, 0)).as("calls before").isPositive();
                calls.remove(client); // and after its ban it is new again
                flagged++;
            } else if (verdict.reason() != Reason.BANNED) {
                first += calls.merge(client, 1, Integer::sum) == 1 ? 1 : 0;
                gate.observe(call, outcomes.get(random.nextInt(outcomes.size())));
            }
        }

        assertThat(first).isGreaterThan(40_000);
        assertThat(flagged).as("or nothing is shown").isPositive();
    }

    /** What the card promises for a whole life holds for its beginning all the more. */
    @Test
    void judge_secondAndThirdCallOfReferenceUsers_areFlaggedAtMostAtTheBudget() throws Exception {
        Gate gate = gate(TrainedModels.DEMO.get(), Mode.OBSERVE);
        TrueTraffic traffic = new TrueTraffic(14, .8);
        List<String> names = TrueTraffic.names(14);
        SplittableRandom random = new SplittableRandom(5);
        int clients = 20_000;
        int flagged = 0;
        for (int client = 0; client < clients; client++) {
            boolean isFlagged = false;
            int call = 0;
            for (int route : traffic.benignLife(3, random)) {
                Call next = new Call(Ip.ofV4(0x0a000000 + client), names.get(route), 1_000L * call++);
                isFlagged |= gate.judge(next).reason() == Reason.BEHAVIOUR;
            }
            flagged += isFlagged ? 1 : 0;
        }

        assertThat(flagged).isLessThanOrEqualTo(atMost(clients, TrainedModels.DEMO.budget()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHIPPED", "SITES"})
    void judge_secondAndThirdCallOnUnseenSites_areFlaggedAtMostAtTheBudget(TrainedModels origin) throws Exception {
        int clients = 0;
        int flagged = 0;
        for (int site = 0; site < SITES; site++) {
            SiteTraffic traffic = TrainedModels.site(UNSEEN + site);
            Gate gate = gate(origin.get(), Mode.OBSERVE);
            Map<Ip, Integer> calls = new HashMap<>();
            for (LogEntry entry : traffic.entries()) {
                Call call = new Call(entry.client(), entry.call(), entry.timeMillis());
                Verdict verdict = gate.judge(call);
                gate.observe(call, entry.outcome());
                boolean malicious = Objects.requireNonNull(traffic.clients().get(entry.client()))
                        .malicious();
                if (malicious || verdict.reason() == Reason.WARMING_UP) {
                    continue;
                }
                int number = calls.merge(entry.client(), 1, Integer::sum);
                assertThat(number == 1 && verdict.reason() == Reason.BEHAVIOUR).isFalse();
                clients += number == 2 ? 1 : 0;
                flagged += number <= 3 && verdict.reason() == Reason.BEHAVIOUR ? 1 : 0;
            }
        }

        assertThat(clients).isGreaterThan(500);
        assertThat(flagged).isLessThanOrEqualTo(atMost(clients, origin.budget()));
    }

    /** The least number that so many clients, each refused with this probability, exceed with less than {@link #DOUBT}. */
    private static int atMost(int clients, double share) {
        double probability = Math.pow(1 - share, clients);
        double upTo = probability;
        int count = 0;
        while (1 - upTo >= DOUBT) {
            probability *= (double) (clients - count) / (count + 1) * share / (1 - share);
            upTo += probability;
            count++;
        }
        return count;
    }

    @Test
    void atMost_binomial_isItsQuantile() {
        // by hand: of ten coins, nine or fewer heads but for one time in 1024, ten but never
        assertThat(atMost(10, .5)).isEqualTo(10);
        assertThat(atMost(20, .5)).isEqualTo(18);
        assertThat(atMost(1_000, .001)).isEqualTo(6);
    }
}
