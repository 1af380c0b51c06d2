package io.abatis.bench;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.Facet;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Vectors that clients have in the reference traffic, and who attacks. Immutable, if nobody changes its arrays. */
final class Vectors {

    private static final int CLIENTS = 1_000;
    private static final int CALLS_EACH = 4;
    private static final int[] WINDOWS = {8, 64};

    private final int[][] values;
    private final boolean[] malicious;

    private Vectors(int[][] values, boolean[] malicious) {
        this.values = values;
        this.malicious = malicious;
    }

    /** One vector a row, one value a column. */
    int[][] values() {
        return values;
    }

    /** One label a row. */
    boolean[] malicious() {
        return malicious;
    }

    /**
     * The layout of the first so many of these columns: age, evidence, the names of calls in both windows, and then whatever else there is but how rare routes are, for
     * which a gate needs a warm-up.
     *
     * @param logOdds the names
     * @param columns at least 3
     */
    static FeatureLayout layout(Map<String, Integer> logOdds, int columns) {
        List<Column> all = new ArrayList<>(List.of(Column.Overall.AGE, Column.Overall.FRESH));
        for (String name : logOdds.keySet()) {
            for (int window : WINDOWS) {
                all.add(new Column.Calls(window, name));
            }
        }
        all.add(Column.Overall.TURNED);
        FeatureLayout.complete(Map.of(), EnumSet.complementOf(EnumSet.of(Facet.RARITY)), WINDOWS).columns().stream()
                .filter(column -> column instanceof Column.Windowed)
                .forEach(all::add);
        return new FeatureLayout(logOdds, all.subList(0, columns));
    }

    /**
     * Takes them from a gate, always after some calls.
     *
     * @param layout what the columns are
     * @param count how many
     * @param users how many of them are users' for each one that is an attacker's
     */
    static Vectors draw(FeatureLayout layout, int count, int users) {
        int requests = Integer.highestOneBit(CALLS_EACH * count * 2 - 1);
        Traffic benign = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.ZIPF, CLIENTS, requests, 1);
        Traffic hostile = Traffic.draw(Traffic.Crowd.ATTACK, Traffic.Spread.ZIPF, CLIENTS, requests, 2);
        Gate gate = new Gate(Policy.observing(), model(layout, nothing(layout), 1), 2 * CLIENTS, 1, 1);
        int[][] values = new int[count][];
        boolean[] malicious = new boolean[count];
        for (int i = 0; i < count * CALLS_EACH; i++) {
            int row = i / CALLS_EACH;
            malicious[row] = row % (users + 1) == 0;
            Traffic traffic = malicious[row] ? hostile : benign;
            Ip client = Objects.requireNonNull(Ip.parse((malicious[row] ? "1" : "") + traffic.address(i)));
            Call call = new Call(client, "GET " + traffic.path(i), i * 1_000L);
            gate.judge(call);
            gate.observe(call, Outcome.of(traffic.status(i)));
            values[row] = gate.vector(client);
        }
        return new Vectors(values, malicious);
    }

    static Model model(FeatureLayout layout, Forest forest, double threshold) {
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, Double.toString(threshold))));
    }

    private static Forest nothing(FeatureLayout layout) {
        return new Forest(
                layout.size(),
                new int[1],
                new int[] {Forest.LEAF},
                new double[1],
                new double[1],
                new int[1],
                new int[1]);
    }
}
