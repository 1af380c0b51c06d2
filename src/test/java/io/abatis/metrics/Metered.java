package io.abatis.metrics;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.console.Meters;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A gate that has refused somebody, and its meters. */
public final class Metered {

    private static final long START = 1_700_000_000_000L;

    private final AtomicLong now = new AtomicLong(START);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private volatile Gate gate;

    /** What is read off. */
    public final Meters meters;

    /** Makes it. */
    public Metered() throws IOException {
        Policy policy = new Policy(Mode.ENFORCE, CidrSet.empty(), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
        gate = new Gate(policy, NamesModel.read(), 1_024, 1_024, 1);
        meters = new Meters(() -> gate, clock);
    }

    /** Twenty calls of one attacker, and one of somebody else. */
    public Metered attacked() {
        for (int i = 0; i < 20; i++) {
            call("192.0.2.7");
        }
        call("192.0.2.8");
        return this;
    }

    private void call(String client) {
        Call call = new Call(Ip.of(client), "GET /api/rarely", now.get());
        if (!gate.judge(call).refuses()) {
            gate.observe(call, Outcome.SUCCESS);
        }
        meters.judging().add(1_000);
    }

    /** The gate. */
    public Gate gate() {
        return gate;
    }

    /** Lets time go by. */
    public void advance(Duration time) {
        now.addAndGet(time.toMillis());
    }

    /** Takes another model into use. */
    public void use(Model model) {
        gate = gate.with(gate.policy(), model);
        meters.changed();
    }
}
