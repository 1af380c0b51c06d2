package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.ban.BanLadder;
import io.abatis.ban.BanList;
import io.abatis.ban.Offender;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.ClientTable;
import io.abatis.count.Popularity;
import io.abatis.forest.Model;
import io.abatis.forest.Profiles;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Judges calls: allow list, deny list, bans, counts, forest, policy, in this order. The live filter and the replay of logs both go through here.
 * Time comes with the calls; the gate has no clock.
 *
 * <p>Policy and model of a gate never change: {@link #with} makes the next gate, which goes on with the memory of this one. Safe for all threads.
 */
public final class Gate {

    private final Policy policy;
    private final Model model;
    private final double threshold;
    private final Profiles profiles;
    private final Memory memory;

    /** What outlives a change of policy or model. */
    private record Memory(
            int maxClients, long secret, BanList bans, Popularity popularity, GateStats stats, Breaker breaker) {

        static Memory of(int maxClients, int maxBans, long secret) {
            BanList bans = new BanList(maxBans, new SplittableRandom(secret));
            GateStats stats = new GateStats();
            return new Memory(maxClients, secret, bans, new Popularity(secret), stats, new Breaker(bans, stats));
        }

        Profiles profiles(Model model) {
            ClientTable clients = new ClientTable(maxClients, model.layout().shape(), secret);
            return new Profiles(
                    model.layout(), clients, popularity, model.card().warmUp());
        }
    }

    /**
     * A gate that has seen nothing yet.
     *
     * @param policy what is done about scores
     * @param model what gives the scores
     * @param maxClients how many clients are counted at once, see {@link ClientTable}
     * @param maxBans how many banned clients are remembered at once
     * @param secret keys the client table's hash and draws the lengths of bans; take it from a secure random source
     * @throws IllegalArgumentException if a milder sanction would begin at a higher score than bans do
     */
    public Gate(Policy policy, Model model, int maxClients, int maxBans, long secret) {
        this(policy, model, Memory.of(maxClients, maxBans, secret), null);
    }

    private Gate(Policy policy, Model model, Memory memory, @Nullable Profiles profiles) {
        Double own = policy.threshold();
        this.policy = policy;
        this.model = model;
        this.threshold = own == null ? model.card().threshold() : own;
        this.memory = memory;
        this.profiles = profiles == null ? memory.profiles(model) : profiles;
        if (policy.grades().highest() >= threshold) {
            throw new IllegalArgumentException("calls would be held or limited only from a score of "
                    + policy.grades().highest() + " on, but clients are banned from " + threshold
                    + " on: choose lower thresholds for actions.delay and actions.limit");
        }
    }

    /**
     * The gate that judges by another policy and model from now on. Bans, figures and what was learned of routes are the same; so are the counts, if the
     * layout is.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public Gate with(Policy nextPolicy, Model next) {
        boolean sameLayout = model.layout().equals(next.layout());
        boolean sameWarmUp = model.card().warmUp() == next.card().warmUp();
        return new Gate(nextPolicy, next, memory, sameLayout && sameWarmUp ? profiles : null);
    }

    /**
     * Counts a call and decides about it. A call that is refused because of an earlier one is not counted, so nobody is kept out by the refusals
     * themselves.
     */
    public Verdict judge(Call call) {
        return memory.stats().count(decide(policy.mode(call.zone()), call));
    }

    private Verdict decide(Mode mode, Call call) {
        if (mode == Mode.OFF) {
            return Verdict.pass(Reason.OFF, 0);
        }
        if (policy.allow().contains(call.client())) {
            return Verdict.pass(Reason.ALLOW_LISTED, 0);
        }
        if (policy.deny().contains(call.client())) {
            long millis = policy.ladder().first().toMillis();
            return inForce(mode, Verdict.against(Action.REFUSE, Reason.DENY_LISTED, 0, millis));
        }
        Ban ban = memory.bans().find(call.client(), call.timeMillis());
        if (ban != null && !call.byProxy()) {
            return inForce(mode, refusal(ban, call));
        }
        return judgeBehaviour(mode, call);
    }

    private static Verdict refusal(Ban ban, Call call) {
        boolean limit = ban.sanction() == Sanction.LIMIT;
        Action action = limit ? Action.LIMIT : Action.REFUSE;
        return Verdict.against(
                action, limit ? Reason.LIMITED : Reason.BANNED, ban.score(), ban.millisLeft(call.timeMillis()));
    }

    private Verdict judgeBehaviour(Mode mode, Call call) {
        if (profiles.isWarmingUp()) {
            return Verdict.pass(Reason.WARMING_UP, 0);
        }
        double[] vector = new double[model.layout().size()];
        long calls = profiles.count(call, vector);
        if (calls < policy.minimumCalls()) {
            return Verdict.pass(Reason.CLEAR, 0);
        }
        double score = model.forest().score(vector);
        Verdict verdict = score < policy.grades().lowest(threshold)
                ? Verdict.pass(Reason.CLEAR, score)
                : answerTo(mode, call, score);
        return verdict.on(new Verdict.Ground(model, vector));
    }

    private Verdict answerTo(Mode mode, Call call, double score) {
        if (call.byProxy()) {
            return Verdict.pass(Reason.SILENT_PROXY, score);
        }
        Offender past = memory.bans().past(call.client(), policy.ladder().forget(), call.timeMillis());
        Sanction due = policy.grades().due(score, threshold, past);
        if (mode != Mode.ENFORCE) {
            return Verdict.pass(due == Sanction.DELAY ? Reason.SUSPECT : Reason.BEHAVIOUR, score);
        }
        return due == Sanction.DELAY ? hold(call, score) : refuse(call, score, due);
    }

    private Verdict hold(Call call, double score) {
        Grade delay = Objects.requireNonNull(policy.grades().delay());
        memory.bans().delay(call.client(), policy.ladder().forget(), call.timeMillis());
        return Verdict.against(Action.DELAY, Reason.SUSPECT, score, delay.time().toMillis());
    }

    private Verdict refuse(Call call, double score, Sanction due) {
        Ban ban = memory.breaker()
                .impose(
                        policy.cap(),
                        call.client(),
                        call.timeMillis(),
                        profiles.size(),
                        () -> impose(call, score, due));
        if (ban == null) {
            return Verdict.pass(Reason.BEHAVIOUR, score);
        }
        if (ban.sanction() == Sanction.LIMIT) {
            return Verdict.against(Action.LIMIT, Reason.BEHAVIOUR, score, ban.millisLeft(call.timeMillis()));
        }
        profiles.forget(call.client()); // or the first call after the ban would bring the next
        return Verdict.against(Action.REFUSE, Reason.BEHAVIOUR, score, ban.millisLeft(call.timeMillis()));
    }

    private Ban impose(Call call, double score, Sanction due) {
        BanLadder ladder = policy.ladder();
        Grade limit = policy.grades().limit();
        return due == Sanction.LIMIT && limit != null
                ? memory.bans().limit(call.client(), limit.time(), ladder.forget(), call.timeMillis(), score)
                : memory.bans().ban(call.client(), ladder, call.timeMillis(), score);
    }

    /** A verdict against a client is carried out in mode enforce only. */
    private static Verdict inForce(Mode mode, Verdict verdict) {
        return mode == Mode.ENFORCE ? verdict : Verdict.pass(verdict.reason(), verdict.score());
    }

    /**
     * Learns how the application answered a call that it was let to see; the answer counts from the client's next call on. Refusals are no outcome.
     *
     * @param call the call that was judged
     * @param outcome the answer
     */
    public void observe(Call call, Outcome outcome) {
        memory.stats().count(outcome);
        boolean isJudged =
                !policy.allow().contains(call.client()) && !policy.deny().contains(call.client());
        if (policy.mode(call.zone()) != Mode.OFF && isJudged) {
            profiles.answer(call, outcome);
        }
    }

    /**
     * The present score of a client, its last answers included. Nothing is decided by it.
     *
     * @return 0 to 1; 0 for a client that is not tracked
     */
    public double score(Ip client) {
        double[] vector = vector(client);
        return vector.length == 0 ? 0 : model.forest().score(vector);
    }

    /**
     * The present vector of a client in the model's layout, its last answers included.
     *
     * @return one value a column; none at all for a client that is not tracked
     */
    public double[] vector(Ip client) {
        double[] vector = new double[model.layout().size()];
        return profiles.vector(client, vector) == 0 ? new double[0] : vector;
    }

    /** The model in use. */
    public Model model() {
        return model;
    }

    /** What is done about scores. */
    public Policy policy() {
        return policy;
    }

    /** The score from which on a client is banned: the policy's own, else the model's. */
    public double threshold() {
        return threshold;
    }

    /** The bans and limits that hold at a time, the one that ends last first. */
    public List<Ban> bans(long nowMillis) {
        return memory.bans().current(nowMillis);
    }

    /** Lifts a client's ban or limit and forgets all about it, its counts too: or its next call would bring the next ban. */
    public void unban(Ip client) {
        memory.bans().remove(client);
        profiles.forget(client);
    }

    /** Until when nobody is banned, because too many were: milliseconds since 1970-01-01T00:00Z; long past if that is not so. */
    public long pausedUntil() {
        return memory.breaker().trippedUntil();
    }

    /** How many clients are tracked. */
    public long trackedClients() {
        return profiles.size();
    }

    /** The running figures. */
    public GateStats stats() {
        return memory.stats();
    }
}
