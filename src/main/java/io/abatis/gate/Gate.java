package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.ban.BanList;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.ClientTable;
import io.abatis.count.Popularity;
import io.abatis.forest.Model;
import io.abatis.forest.Profiles;
import java.util.List;

/**
 * Judges calls: allow list, deny list, bans, counts, forest, policy, in this order. The live filter and the replay of logs both go through here.
 * Time comes with the calls; the gate has no clock. Safe for all threads.
 */
public final class Gate {

    private final Policy policy;
    private final int maxClients;
    private final long secret;
    private final BanList bans;
    private final Popularity popularity;
    private final GateStats stats = new GateStats();
    private volatile Watching watching;

    /** A model and what it knows of clients: swapped together, because counts mean nothing to another layout. */
    private record Watching(Model model, Profiles profiles) {}

    /**
     * @param policy what is done about scores
     * @param model what gives the scores
     * @param maxClients how many clients are counted at once, see {@link ClientTable}
     * @param maxBans how many bans are held at once
     * @param secret keys the client table's hash; take it from a secure random source
     */
    public Gate(Policy policy, Model model, int maxClients, int maxBans, long secret) {
        this.policy = policy;
        this.maxClients = maxClients;
        this.secret = secret;
        this.bans = new BanList(maxBans);
        this.popularity = new Popularity(secret);
        this.watching = new Watching(model, profiles(model));
    }

    private Profiles profiles(Model model) {
        ClientTable clients = new ClientTable(maxClients, model.layout().shape(), secret);
        return new Profiles(model.layout(), clients, popularity, model.card().warmUp());
    }

    /**
     * Counts a call and decides about it. A call that is refused because of an earlier one is not counted, so nobody is kept out by the refusals
     * themselves.
     */
    public Verdict judge(Call call) {
        if (policy.mode() == Mode.OFF) {
            return stats.count(Verdict.pass(Reason.OFF, 0));
        }
        if (policy.allow().contains(call.client())) {
            return stats.count(Verdict.pass(Reason.ALLOW_LISTED, 0));
        }
        if (policy.deny().contains(call.client())) {
            return stats.count(against(Reason.DENY_LISTED, 0, policy.banTime().toSeconds()));
        }
        Ban ban = bans.find(call.client(), call.timeMillis());
        if (ban != null) {
            return stats.count(against(Reason.BANNED, ban.score(), ban.secondsLeft(call.timeMillis())));
        }
        return stats.count(judgeBehaviour(watching, call));
    }

    private Verdict judgeBehaviour(Watching now, Call call) {
        if (now.profiles().isWarmingUp()) {
            return Verdict.pass(Reason.WARMING_UP, 0);
        }
        double[] vector = new double[now.model().layout().size()];
        long calls = now.profiles().count(call, vector);
        if (calls < policy.minimumCalls()) {
            return Verdict.pass(Reason.CLEAR, 0);
        }
        double score = now.model().forest().score(vector);
        Verdict verdict = score < threshold(now.model()) ? Verdict.pass(Reason.CLEAR, score) : flag(now, call, score);
        return verdict.on(new Verdict.Ground(now.model(), vector));
    }

    /** The score from which on a client is refused: the policy's own, else the model's. */
    public double threshold() {
        return threshold(watching.model());
    }

    private double threshold(Model model) {
        Double own = policy.threshold();
        return own == null ? model.card().threshold() : own;
    }

    /** Bans; and forgets the counts, or the first call after the ban would bring the next. */
    private Verdict flag(Watching now, Call call, double score) {
        if (policy.mode() != Mode.ENFORCE) {
            return Verdict.pass(Reason.BEHAVIOUR, score);
        }
        long until = call.timeMillis() + policy.banTime().toMillis();
        Ban ban = bans.add(call.client(), call.timeMillis(), until, score);
        now.profiles().forget(call.client());
        return against(Reason.BEHAVIOUR, score, ban.secondsLeft(call.timeMillis()));
    }

    private Verdict against(Reason reason, double score, long retryAfterSeconds) {
        return policy.mode() == Mode.ENFORCE
                ? Verdict.refuse(reason, score, retryAfterSeconds)
                : Verdict.pass(reason, score);
    }

    /**
     * Learns how the application answered a call that it was let to see; the answer counts from the client's next call on. Refusals are no outcome.
     *
     * @param call the call that was judged
     * @param outcome the answer
     */
    public void observe(Call call, Outcome outcome) {
        stats.count(outcome);
        boolean isJudged =
                !policy.allow().contains(call.client()) && !policy.deny().contains(call.client());
        if (policy.mode() != Mode.OFF && isJudged) {
            watching.profiles().answer(call, outcome);
        }
    }

    /**
     * The present score of a client, its last answers included. Nothing is decided by it.
     *
     * @return 0 to 1; 0 for a client that is not tracked
     */
    public double score(Ip client) {
        Watching now = watching;
        double[] vector = vector(now, client);
        return vector.length == 0 ? 0 : now.model().forest().score(vector);
    }

    /**
     * The present vector of a client in the model's layout, its last answers included.
     *
     * @return one value a column; none at all for a client that is not tracked
     */
    public double[] vector(Ip client) {
        return vector(watching, client);
    }

    private static double[] vector(Watching now, Ip client) {
        double[] vector = new double[now.model().layout().size()];
        return now.profiles().vector(client, vector) == 0 ? new double[0] : vector;
    }

    /**
     * Judges by another model from now on. Counts are kept if its layout is the same; bans stay.
     */
    public synchronized void use(Model model) {
        Watching before = watching;
        boolean sameLayout = before.model().layout().equals(model.layout());
        boolean sameWarmUp = before.model().card().warmUp() == model.card().warmUp();
        watching = new Watching(model, sameLayout && sameWarmUp ? before.profiles() : profiles(model));
    }

    /** The model in use. */
    public Model model() {
        return watching.model();
    }

    /** What is done about scores. */
    public Policy policy() {
        return policy;
    }

    /** The bans that hold at a time, the one that ends last first. */
    public List<Ban> bans(long nowMillis) {
        return bans.current(nowMillis);
    }

    /** How many clients are tracked. */
    public long trackedClients() {
        return watching.profiles().size();
    }

    /** The running figures. */
    public GateStats stats() {
        return stats;
    }
}
