package io.abatis.bench;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.Forest;
import io.abatis.forest.NamesModel;
import io.abatis.forest.Workspace;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import io.abatis.training.WekaBeside;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One verdict of 100 trees on 31 columns: compiled, and by Weka, which has grown them; on the same vectors, which clients had in the reference traffic. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields, and then calls what is annotated with Setup
public class VerdictBench {

    private static final int VECTORS = 1 << 12;
    private static final int CLIENTS = 1_000;

    private WekaBeside both;
    private Forest forest;
    private Workspace work;
    private int next;

    /** Takes vectors from a gate, and trains on them; half of the clients attack. */
    @Setup
    public void train() throws Exception {
        Gate gate = new Gate(Policy.observing(), NamesModel.read(), 2 * CLIENTS, 1, 1);
        int[][] vectors = new int[VECTORS][];
        boolean[] malicious = new boolean[VECTORS];
        Traffic users = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.ZIPF, CLIENTS, VECTORS * 4, 1);
        Traffic attackers = Traffic.draw(Traffic.Crowd.ATTACK, Traffic.Spread.ZIPF, CLIENTS, VECTORS * 4, 2);
        for (int i = 0; i < VECTORS * 4; i++) {
            boolean attack = i / 4 % 2 == 0;
            Traffic traffic = attack ? attackers : users;
            Ip client = Objects.requireNonNull(Ip.parse((attack ? "1" : "") + traffic.address(i)));
            Call call = new Call(client, "GET " + traffic.path(i), i * 1_000L);
            gate.judge(call);
            gate.observe(call, Outcome.of(traffic.status(i)));
            vectors[i / 4] = gate.vector(client);
            malicious[i / 4] = attack;
        }
        both = new WekaBeside(vectors, malicious);
        forest = both.forest();
        work = forest.workspace();
    }

    /** Compiled. */
    @Benchmark
    public double compiled() {
        next = next + 1 & VECTORS - 1;
        return forest.score(both.vector(next), work);
    }

    /** Weka. */
    @Benchmark
    public double weka() throws Exception {
        next = next + 1 & VECTORS - 1;
        return both.weka(next);
    }
}
