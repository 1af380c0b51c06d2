package io.abatis.load;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How a crafted client behaves: which call it makes next. Immutable.
 *
 * @param name what scenarios call it
 * @param kind whether who behaves so is an attacker
 * @param calls draws the next call; without a state of its own
 */
record Behaviour(String name, ClientKind kind, Function<UniformRandomProvider, Request> calls) {

    /** Users of the reference traffic, who prefer what is often called. */
    static final Behaviour USER = reference("user", ClientKind.BENIGN);

    /** Attackers of the reference traffic, who prefer what is rarely called. */
    static final Behaviour RARE = reference("rare", ClientKind.HOSTILE);

    private static Behaviour reference(String name, ClientKind kind) {
        List<Request> routes = ApiRoutes.requests();
        WeightedDraw draw = WeightedDraw.ofReference(kind);
        return new Behaviour(name, kind, random -> routes.get(draw.draw(random)));
    }

    /** One that makes each of these calls as often as its weight says. */
    static Behaviour of(String name, ClientKind kind, List<CallTemplate> calls, int[] weights) {
        WeightedDraw draw = WeightedDraw.of(weights);
        List<CallTemplate> all = List.copyOf(calls);
        return new Behaviour(name, kind, random -> all.get(draw.draw(random)).fill(random));
    }

    /** One whose every call is that of one of these, as often as its weight says. */
    static Behaviour mix(String name, ClientKind kind, List<Behaviour> behaviours, int[] weights) {
        WeightedDraw draw = WeightedDraw.of(weights);
        List<Behaviour> all = List.copyOf(behaviours);
        return new Behaviour(name, kind, random -> all.get(draw.draw(random)).next(random));
    }

    /** The next call of a client that behaves so. */
    Request next(UniformRandomProvider random) {
        return calls.apply(random);
    }
}
