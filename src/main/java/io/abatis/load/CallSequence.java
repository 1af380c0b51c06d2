package io.abatis.load;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/** The calls of a plan in the order in which they are due, each made when it is asked for. */
final class CallSequence implements Iterator<PlannedCall> {

    private final LoadPlan plan;
    private final long total;
    private final Behaviour benign = Behaviour.ofReference(ClientKind.BENIGN);
    private final Behaviour hostile = Behaviour.ofReference(ClientKind.HOSTILE);

    // Mutable state
    private final UniformRandomProvider random;
    private final long[] callsOfClient;
    private long next;

    CallSequence(LoadPlan plan) {
        this.plan = plan;
        this.total = plan.totalCalls();
        this.random = new SplitMix64(plan.seed());
        this.callsOfClient = new long[plan.clients() + plan.attackers()];
    }

    @Override
    public boolean hasNext() {
        return next < total;
    }

    @Override
    public PlannedCall next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the plan has " + total + " calls");
        }
        int client = random.nextInt(callsOfClient.length);
        Behaviour behaviour = client < plan.clients() ? benign : hostile;
        int route = behaviour.draw(random);
        return new PlannedCall(plan.dueNanos(next++), client, ++callsOfClient[client], route);
    }
}
