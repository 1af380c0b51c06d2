package io.abatis.bench;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import io.abatis.forest.Workspace;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import io.abatis.training.GrownTrees;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a verdict costs with more trees, more columns and larger trees. All forests are measured in turns in one process, so that what is compared is measured close together by the same
 * compiled code. Prints lines of {@code key value} for {@link Bench}, a key again in each round.
 */
final class ScalingBench {

    /** How many trees there are. */
    static final int[] TREES = {10, 25, 50, 100, 200, 400};

    /** How many columns a layout has. */
    static final int[] COLUMNS = {8, 16, 31, 49};

    /** How deep trees are. */
    static final int[] DEPTHS = {4, 6, 8, 10, 12, GrownTrees.UNLIMITED};

    /** What a depth that has no limit is called in keys. */
    static final String UNLIMITED = "unlimited";

    /** What stays the same where another thing is changed: what {@code train} makes by default of the reference log. */
    static final int USUAL_TREES = 100;

    static final int USUAL_COLUMNS = 31;
    static final int USUAL_DEPTH = 10;

    private static final int WARM_UPS = 3;
    private static final int VECTORS = 1 << 12;
    private static final int USERS_TO_AN_ATTACKER = 19;
    private static final int CALLS_OF_A_CLIENT = 8;
    private static final int MILLIS_BETWEEN_CALLS = 10_000;

    /** So many passes fill the windows of all clients. */
    private static final int FILLING = 10;

    /** From such a mean of the first trees on, the gate wants to know exactly. */
    private static final double CURIOUS = .3;

    private final Map<String, Lap> laps = new LinkedHashMap<>();
    private final PrintStream out;
    private final int samples;
    private final int clients;
    private final Model names;
    private double sum;

    /** One pass over all vectors or calls: returns what it made of them, so that nothing can be left out, and how many there were. */
    private record Lap(int size, Pass pass) {}

    @FunctionalInterface
    private interface Pass {
        double run();
    }

    private ScalingBench(int samples, int clients, PrintStream out) throws IOException {
        this.samples = samples;
        this.clients = clients;
        this.out = out;
        this.names = NamesModel.read();
    }

    /**
     * Measures.
     *
     * @param args how many rounds, for how many milliseconds each forest is asked in a round, how many vectors forests are trained on, and how many clients a gate has
     */
    public static void main(String[] args) throws IOException {
        measure(
                Integer.parseInt(args[0]),
                Long.parseLong(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                System.out);
    }

    static void measure(int rounds, long millis, int samples, int clients, PrintStream out) throws IOException {
        ScalingBench bench = new ScalingBench(samples, clients, out);
        bench.make();
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (Map.Entry<String, Lap> one : bench.laps.entrySet()) {
                double nanos = bench.nanos(one.getValue(), millis);
                if (round >= 0) {
                    bench.print(one.getKey(), nanos);
                }
            }
        }
        if (Double.isNaN(bench.sum)) {
            throw new IllegalStateException("a forest says something that is no number");
        }
    }

    private void print(String key, double value) {
        out.printf(Locale.ROOT, "scaling.%s %.2f%n", key, value);
    }

    private void make() {
        for (int columns : COLUMNS) {
            FeatureLayout layout = Vectors.layout(names.layout().logOdds(), columns);
            Vectors known = Vectors.draw(layout, samples, 1);
            int[][] asked = Vectors.draw(layout, VECTORS, USERS_TO_AN_ATTACKER).values();
            boolean usual = columns == USUAL_COLUMNS;
            int most = usual ? TREES[TREES.length - 1] : USUAL_TREES;
            GrownTrees grown = GrownTrees.grow(known.values(), known.malicious(), most, GrownTrees.UNLIMITED);
            Forest forest = grown.forest(USUAL_TREES, USUAL_DEPTH);
            add("columns." + columns, forest, asked);
            laps.put("columns." + columns + ".gate", calls(layout, forest));
            if (usual) {
                for (int trees : TREES) {
                    add("trees." + trees, grown.forest(trees, USUAL_DEPTH), asked);
                }
                for (int depth : DEPTHS) {
                    add("depth." + depth(depth), grown.forest(USUAL_TREES, depth), asked);
                }
            }
        }
    }

    /** What a depth is called in keys. */
    static String depth(int depth) {
        return depth == GrownTrees.UNLIMITED ? UNLIMITED : Integer.toString(depth);
    }

    private void add(String key, Forest forest, int[][] vectors) {
        print(key + ".nodes-a-tree", (double) forest.nodes() / forest.trees());
        double floor = names.card().threshold();
        laps.put(key + ".full", new Lap(vectors.length, () -> scores(forest, vectors)));
        laps.put(key + ".early", new Lap(vectors.length, () -> scores(forest, vectors, floor)));
    }

    private static double scores(Forest forest, int[][] vectors) {
        Workspace work = forest.workspace();
        double sum = 0;
        for (int[] vector : vectors) {
            sum += forest.score(vector, work);
        }
        return sum;
    }

    private static double scores(Forest forest, int[][] vectors, double floor) {
        Workspace work = forest.workspace();
        double sum = 0;
        for (int[] vector : vectors) {
            System.arraycopy(vector, 0, work.vector(), 0, vector.length);
            sum += forest.score(work, floor, CURIOUS);
        }
        return sum;
    }

    /** Users alone: a verdict against somebody is an event, which costs something else. */
    private Lap calls(FeatureLayout layout, Forest forest) {
        Model model = Vectors.model(layout, forest, names.card().threshold());
        Gate gate = new Gate(Policy.observing(), model, 2 * clients, 1, 1);
        int size = Integer.highestOneBit(CALLS_OF_A_CLIENT * clients);
        Traffic traffic = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.UNIFORM, clients, size, 1);
        Call[] calls = new Call[size];
        Outcome[] outcomes = new Outcome[size];
        for (int i = 0; i < size; i++) {
            Ip client = Objects.requireNonNull(Ip.parse(traffic.address(i)));
            calls[i] = new Call(client, "GET " + traffic.path(i), (long) i * MILLIS_BETWEEN_CALLS / clients);
            outcomes[i] = Outcome.of(traffic.status(i));
        }
        for (int pass = 0; pass < FILLING; pass++) {
            sum += judge(gate, calls, outcomes);
        }
        gate.settle(); // as the filter has it do in a thread of its own
        return new Lap(size, () -> judge(gate, calls, outcomes));
    }

    private static double judge(Gate gate, Call[] calls, Outcome[] outcomes) {
        double sum = 0;
        for (int i = 0; i < calls.length; i++) {
            sum += gate.judge(calls[i]).score();
            gate.observe(calls[i], outcomes[i]);
        }
        return sum;
    }

    /** Asks for so long, and says how long one answer takes. */
    private double nanos(Lap lap, long millis) {
        long begin = System.nanoTime();
        long answers = 0;
        long now = begin;
        do {
            sum += lap.pass().run();
            answers += lap.size();
            now = System.nanoTime();
        } while (now - begin < millis * 1_000_000);
        return (double) (now - begin) / answers;
    }
}
