package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.site.Behaviour;
import io.abatis.traffic.site.SiteTraffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The clients of a generated site, as its gate has come to know them. */
final class SiteClients {

    /**
     * One of them.
     *
     * @param behaviour how it behaves
     * @param life what it called
     */
    record SiteClient(Behaviour behaviour, Life life) {

        boolean malicious() {
            return behaviour.malicious();
        }

        /** How many calls in all. */
        int calls() {
            return life.before().size() + life.calls().size();
        }
    }

    private SiteClients() {}

    /** Those who were still there after the warm-up, in the order of their addresses. */
    static List<SiteClient> of(SiteTraffic traffic) {
        Histories histories = new Histories(TrainingPlan.WARM_UP);
        Map<Ip, Integer> calls = new HashMap<>();
        Map<Ip, Integer> blameless = new HashMap<>();
        for (LogEntry entry : traffic.entries()) {
            histories.add(entry);
            calls.merge(entry.client(), 1, Integer::sum);
            if (entry.timeMillis() < traffic.turned().getOrDefault(entry.client(), 0L)) {
                blameless.merge(entry.client(), 1, Integer::sum);
            }
        }
        return histories
                .labelled(client -> behaviour(traffic, client).malicious() ? Label.MALICIOUS : Label.BENIGN, true)
                .stream()
                .map(history -> {
                    int cold = Math.min(calls.getOrDefault(history.client(), 0), Histories.LONGEST)
                            - history.calls().size();
                    int turns = Math.max(0, blameless.getOrDefault(history.client(), 0) - cold);
                    int before = Math.min(turns, history.calls().size());
                    return new SiteClient(
                            behaviour(traffic, history.client()),
                            new Life(
                                    history.calls().subList(0, before),
                                    history.calls()
                                            .subList(before, history.calls().size())));
                })
                .toList();
    }

    private static Behaviour behaviour(SiteTraffic traffic, Ip client) {
        return Objects.requireNonNull(traffic.clients().get(client));
    }
}
