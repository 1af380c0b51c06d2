package io.abatis.bench;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Action;
import io.abatis.gate.Gate;
import io.abatis.gate.Policy;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The gate alone: judging a call, and learning how it was answered. The calls are made beforehand, so what is allocated here the gate has allocated. It observes users
 * only: a verdict against somebody is an event, which may cost something.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields, and then calls what is annotated with Setup
public class GateBench {

    private static final int CLIENTS = 20_000;
    private static final int CALLS = 1 << 18;
    private static final int LAPS = 8;

    /** Which model. */
    public enum Trained {
        /** 100 trees on names. */
        NAMES,
        /** The one in the jar. */
        SHIPPED
    }

    /** Which model. */
    @Param
    Trained model;

    private Gate gate;
    private final Call[] calls = new Call[CALLS];
    private final Outcome[] outcomes = new Outcome[CALLS];
    private int next;

    /** Has every client call a hundred times, so that all windows are full and as large as they get. */
    @Setup
    public void fill() throws IOException {
        Traffic traffic = Traffic.draw(Traffic.Crowd.BENIGN, Traffic.Spread.UNIFORM, CLIENTS, CALLS, 1);
        gate = new Gate(
                Policy.observing(),
                model == Trained.NAMES ? NamesModel.read() : ShippedModel.read(),
                2 * CLIENTS,
                1,
                1);
        for (int lap = 0; lap < LAPS; lap++) {
            for (int i = 0; i < CALLS; i++) {
                Ip client = Objects.requireNonNull(Ip.parse(traffic.address(i)));
                long millis = ((long) lap * CALLS + i) / 2; // one call of each client in ten seconds
                calls[i] = new Call(client, "GET " + traffic.path(i), millis);
                outcomes[i] = Outcome.of(traffic.status(i));
                gate.judge(calls[i]);
                gate.observe(calls[i], outcomes[i]);
            }
        }
        gate.settle(); // as the filter has it do in a thread of its own
    }

    /** One call. */
    @Benchmark
    public Action judge() {
        int now = next + 1 & CALLS - 1;
        next = now;
        Action action = gate.judge(calls[now]).action();
        gate.observe(calls[now], outcomes[now]);
        return action;
    }
}
