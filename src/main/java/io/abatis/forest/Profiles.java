package io.abatis.forest;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.ClientTable;
import io.abatis.count.Popularity;
import io.abatis.count.Readout;
import io.abatis.count.Sighting;

/**
 * What is known of each client, as vectors of one layout. A call counts before it is answered, its answer from the next call on. Safe for all threads.
 */
public final class Profiles {

    private static final int NOTHING_SEEN = Sighting.NONE.packed();

    private final FeatureLayout layout;
    private final ClientTable clients;
    private final Popularity popularity;
    private final int warmUp;

    /**
     * @param layout what is counted
     * @param clients the windows, of the layout's shape
     * @param popularity how rare routes are; learns only if the layout asks for it
     * @param warmUp how much the popularity must have learned (see {@link Popularity#learned()}) before calls are counted, if the layout asks for it
     */
    public Profiles(FeatureLayout layout, ClientTable clients, Popularity popularity, int warmUp) {
        this.layout = layout;
        this.clients = clients;
        this.popularity = popularity;
        this.warmUp = layout.shape().keepsFacets() ? warmUp : 0;
    }

    /** Whether the site's routes are still being learned, and no call is counted. */
    public boolean isWarmingUp() {
        return popularity.learned() < warmUp;
    }

    /** Where a client seems to be, see {@link ClientTable#seek}. */
    public int seek(Ip client) {
        return clients.seek(client);
    }

    /**
     * Counts a call.
     *
     * @param guess where its client seems to be; negative if nobody asked
     * @param readout the layout's, or one that spares some vectors
     * @param vector receives the client's vector, this call included, unless it is spared
     * @return how many calls of the client have been counted, this one included; their negative, if its vector is spared; 0 if the call is not counted, and
     *     the vector is left as it is
     */
    public long count(Call call, int guess, Readout readout, int[] vector) {
        int kind = layout.kind(call.name());
        if (!layout.records(kind) || isWarmingUp()) {
            return 0;
        }
        return clients.count(call.client(), guess, call.timeMillis(), kind, sight(call), readout, vector);
    }

    /** Whether answers make any difference. */
    public boolean heedsAnswers() {
        return layout.shape().keepsFacets();
    }

    /** Adds the answer to a call that was counted before. */
    public void answer(Call call, Outcome outcome) {
        if (!heedsAnswers()) {
            return;
        }
        if (isWarmingUp()) {
            popularity.learn(call, outcome);
            return;
        }
        long calls = clients.answer(call.client(), outcome, sight(call));
        if (calls > 0 && calls <= Popularity.TEACHING_CALLS) {
            popularity.learn(call, outcome);
        }
    }

    private int sight(Call call) {
        return layout.shape().keepsFacets() ? popularity.sightPacked(call) : NOTHING_SEEN;
    }

    /**
     * Writes the present vector of a client, its last answers included.
     *
     * @return how many of its calls have been counted; 0 if it is not tracked, and the vector is left as it is
     */
    public long vector(Ip client, int[] vector) {
        return clients.read(client, layout.readout(), vector);
    }

    /** Looks at one client's vector. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at a vector.
         *
         * @param calls how many of the client's calls have been counted, at least 1
         * @param lastMillis when it called last
         * @param vector its present vector; used for the next client as soon as this returns
         */
        void visit(Ip client, long calls, long lastMillis, int[] vector);
    }

    /** Looks at all clients, in no order. Those who come or go meanwhile may be seen or not. */
    public void forEach(Visitor visitor) {
        int[] vector = new int[layout.size()];
        clients.forEach(
                layout.readout(),
                vector,
                (client, calls, lastMillis) -> visitor.visit(client, calls, lastMillis, vector));
    }

    /** Looks at some clients, which only chance has brought together: about so many, or all if they are fewer. */
    public void sample(int most, Visitor visitor) {
        int[] vector = new int[layout.size()];
        clients.sample(
                most,
                layout.readout(),
                vector,
                (client, calls, lastMillis) -> visitor.visit(client, calls, lastMillis, vector));
    }

    /** Drops what is known of a client; it will be a stranger again. */
    public void forget(Ip client) {
        clients.forget(client);
    }

    /** How many clients had to make room for others so far. */
    public long evictions() {
        return clients.evictions();
    }

    /** How many clients are tracked. */
    public long size() {
        return clients.size();
    }
}
