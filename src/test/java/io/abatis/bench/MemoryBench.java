package io.abatis.bench;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many bytes of heap a client takes, the empty places of the table included: used heap with a full gate, less that without it, by the clients it tracks. Prints lines of
 * {@code key value} for {@link Bench}, in a process of its own.
 */
final class MemoryBench {

    private static final int NAMES = 7;
    private static final int SHORT = 8;

    /** More make no difference: a place takes the same for any. */
    private static final int CALLS = 8;

    private static final int LONG = 64;
    private static final int COLLECTIONS = 4;
    private static final int FIRST = 0x0a000000;

    private MemoryBench() {}

    /**
     * Weighs.
     *
     * @param args how many clients with 16 columns, and how many with the model in the jar
     */
    public static void main(String[] args) throws IOException {
        weigh(Integer.parseInt(args[0]), Integer.parseInt(args[1]), System.out);
    }

    static void weigh(int clients, int others, PrintStream out) throws IOException {
        report("16-columns.bytes", sixteen(), clients, out);
        report("jar.bytes", ShippedModel.read(), others, out);
    }

    /** Seven names in two windows, the age, and the evidence. */
    private static Model sixteen() {
        Map<String, Integer> names = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>(List.of(Column.Overall.AGE, Column.Overall.FRESH));
        for (int i = 0; i < NAMES; i++) {
            names.put("GET /" + i, i - NAMES / 2);
            columns.add(new Column.Calls(SHORT, "GET /" + i));
            columns.add(new Column.Calls(LONG, "GET /" + i));
        }
        FeatureLayout layout = new FeatureLayout(names, columns);
        int[] root = {0};
        int[] leaf = {Forest.LEAF};
        Forest forest = new Forest(layout.size(), root, leaf, new double[1], new double[1], new int[1], new int[1]);
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "1")));
    }

    private static void report(String what, Model model, int clients, PrintStream out) {
        long before = used();
        Gate gate = new Gate(Policy.observing(), model, clients, 1, 1);
        try {
            for (int round = 0; round < CALLS; round++) {
                for (int i = 0; i < clients; i++) {
                    Call call = new Call(Ip.ofV4(FIRST + i), "GET /" + round % NAMES, round * 10_000L);
                    gate.judge(call);
                    gate.observe(call, round % LONG == 1 ? Outcome.NOT_FOUND : Outcome.SUCCESS);
                }
            }
            double bytes = (double) (used() - before) / gate.trackedClients();
            out.printf(Locale.ROOT, "%s %.1f%n", what, bytes);
        } finally {
            Reference.reachabilityFence(gate); // or it might be collected before it is weighed
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
