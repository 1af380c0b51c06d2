package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.ban.BanList;
import io.abatis.ban.Exemption;
import io.abatis.ban.Offender;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.Bounds;
import io.abatis.count.ClientTable;
import io.abatis.count.Popularity;
import io.abatis.count.Readout;
import io.abatis.forest.Model;
import io.abatis.forest.Profiles;
import io.abatis.forest.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Judges calls: allow list, deny list, bans, counts, forest, policy, in this order. The live filter and the replay of logs both go through here.
 * Time comes with the calls; the gate has no clock.
 *
 * <p>Policy and model of a gate never change: {@link #with} makes the next gate, which goes on with the memory of this one. Safe for all threads.
 */
public final class Gate {

    /** Operators look at such scores though nothing is done about them: they are exact, unless the first trees see nothing of it. */
    private static final double CURIOUS = .3;

    /** So many clients tell well enough what the others are like. */
    private static final int SAMPLE = 256;

    private final Policy policy;
    private final Model model;
    private final double threshold;

    /** The lowest score that anything is done about. */
    private final double floor;

    private final double curious;
    private final boolean isExact;
    private final Scratch scratch;
    private final Profiles profiles;
    private final Memory memory;

    /** Reads clients' vectors, but for those that the forest need not be asked about. */
    private volatile Readout readout;

    /** What outlives a change of policy or model. */
    private record Memory(
            int maxClients,
            long secret,
            BanList bans,
            Popularity popularity,
            GateStats stats,
            Breaker breaker,
            Sanctions sanctions) {

        static Memory of(int maxClients, int maxBans, long secret, Popularity popularity, Listener listener) {
            BanList bans = new BanList(maxBans, new SplittableRandom(secret), secret);
            GateStats stats = new GateStats();
            Breaker breaker = new Breaker(bans, stats, listener);
            return new Memory(
                    maxClients, secret, bans, popularity, stats, breaker, new Sanctions(bans, breaker, listener));
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
     * @param popularity what is known of how rare the site's routes are; made with the same secret
     * @param listener is told what happens
     * @throws IllegalArgumentException if a milder sanction would begin at a higher score than bans do
     */
    public Gate(
            Policy policy,
            Model model,
            int maxClients,
            int maxBans,
            long secret,
            Popularity popularity,
            Listener listener) {
        this(policy, model, Memory.of(maxClients, maxBans, secret, popularity, listener), null, false);
    }

    /** A gate that has learned nothing of the site's routes yet. */
    public Gate(Policy policy, Model model, int maxClients, int maxBans, long secret, Listener listener) {
        this(policy, model, maxClients, maxBans, secret, new Popularity(secret), listener);
    }

    /** A gate that tells nobody what happens. */
    public Gate(Policy policy, Model model, int maxClients, int maxBans, long secret) {
        this(policy, model, maxClients, maxBans, secret, Listener.NONE);
    }

    private Gate(Policy policy, Model model, Memory memory, @Nullable Profiles profiles, boolean isExact) {
        Double own = policy.threshold();
        this.policy = policy;
        this.model = model;
        this.threshold = own == null ? model.card().threshold() : own;
        this.memory = memory;
        this.floor = policy.grades().lowest(threshold);
        this.curious = Math.min(CURIOUS, floor);
        this.isExact = isExact;
        this.readout = model.layout().readout();
        this.profiles = profiles == null ? memory.profiles(model) : profiles;
        this.scratch = new Scratch(model.forest());
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
        Gate gate = new Gate(nextPolicy, next, memory, sameLayout && sameWarmUp ? profiles : null, isExact);
        if (next.equals(model) && gate.floor >= floor) {
            gate.readout = readout;
        }
        return gate;
    }

    /** The same gate with the exact score in every verdict, and what it rests on, also of clients that are clear: for replays, at many times the cost. */
    public Gate exact() {
        return new Gate(policy, model, memory, profiles, true);
    }

    /**
     * Counts a call and decides about it. A call that is refused because of an earlier one is not counted, so nobody is kept out by the refusals
     * themselves.
     */
    public Verdict judge(Call call) {
        Mode mode = policy.mode(call.zone());
        return memory.stats().count(mode, decide(mode, call));
    }

    private Verdict decide(Mode mode, Call call) {
        if (mode == Mode.OFF) {
            return Verdict.pass(Reason.OFF);
        }
        int guess = profiles.seek(call.client()); // so that its counts are on their way while bans are looked up
        Offender known = memory.bans().of(call.client());
        if (isAllowed(call.client(), known)) {
            return Verdict.pass(Reason.ALLOW_LISTED);
        }
        if (policy.deny().contains(call.client())) {
            long millis = policy.ladder().first().toMillis();
            return inForce(mode, Verdict.against(Action.REFUSE, Reason.DENY_LISTED, 0, millis));
        }
        Ban ban = known == null ? null : known.inForce(call.timeMillis());
        if (ban != null && !call.byProxy()) {
            return inForce(mode, refusal(ban, call));
        }
        return judgeBehaviour(mode, call, guess);
    }

    private boolean isAllowed(Ip client, @Nullable Offender known) {
        return policy.allow().contains(client) || known != null && known.isAllowed();
    }

    private static Verdict refusal(Ban ban, Call call) {
        boolean limit = ban.sanction() == Sanction.LIMIT;
        Action action = limit ? Action.LIMIT : Action.REFUSE;
        return Verdict.against(
                action, limit ? Reason.LIMITED : Reason.BANNED, ban.score(), ban.millisLeft(call.timeMillis()));
    }

    private Verdict judgeBehaviour(Mode mode, Call call, int guess) {
        if (profiles.isWarmingUp()) {
            return Verdict.pass(Reason.WARMING_UP);
        }
        Workspace work = scratch.take();
        try {
            long calls = profiles.count(call, guess, readout, work.vector());
            if (calls < policy.minimumCalls()) { // too few, or negative: so calm that there is no need to ask
                return Verdict.pass(Reason.CLEAR);
            }
            double score = isExact
                    ? model.forest().score(work.vector(), work)
                    : model.forest().score(work, floor, curious);
            if (score < floor && !isExact) {
                return Verdict.clear(score);
            }
            Verdict.Ground ground = new Verdict.Ground(model, work.vector().clone(), calls);
            return score < floor ? Verdict.pass(Reason.CLEAR, score).on(ground) : answerTo(mode, call, score, ground);
        } finally {
            scratch.give(work);
        }
    }

    private Verdict answerTo(Mode mode, Call call, double score, Verdict.Ground ground) {
        Verdict verdict = memory.sanctions().answerTo(mode, policy, threshold, call, score, ground, profiles.size());
        if (verdict.action() == Action.REFUSE) {
            profiles.forget(call.client()); // or the first call after the ban would bring the next
        }
        return verdict;
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
        if (profiles.heedsAnswers() && isJudged(call)) {
            profiles.answer(call, outcome);
        }
    }

    private boolean isJudged(Call call) {
        return policy.mode(call.zone()) != Mode.OFF
                && !isAllowed(call.client(), memory.bans().of(call.client()))
                && !policy.deny().contains(call.client());
    }

    /**
     * Looks at some of the clients that are counted, and works out which vectors need not be asked about from now on, because the forest has nothing against
     * any like them. Nothing that is decided depends on it, only what it costs. Takes some tenths of a second: do it now and then, where nobody waits.
     */
    public void settle() {
        if (isExact) {
            return;
        }
        List<int[]> seen = new ArrayList<>();
        profiles.sample(SAMPLE, (client, calls, lastMillis, vector) -> {
            if (calls >= policy.minimumCalls() && model.forest().score(vector) < curious) {
                seen.add(vector.clone());
            }
        });
        Bounds unsuspicious = model.forest().calm(seen, curious);
        Bounds calm = unsuspicious.areOfNothing() ? model.forest().calm(seen, floor) : unsuspicious;
        readout = model.layout().readout().sparing(calm);
    }

    /**
     * The present score of a client, its last answers included. Nothing is decided by it.
     *
     * @return 0 to 1; 0 for a client that is not tracked
     */
    public double score(Ip client) {
        int[] vector = vector(client);
        return vector.length == 0 ? 0 : model.forest().score(vector);
    }

    /**
     * The present vector of a client in the model's layout, its last answers included.
     *
     * @return one value a column; none at all for a client that is not tracked
     */
    public int[] vector(Ip client) {
        int[] vector = new int[model.layout().size()];
        return profiles.vector(client, vector) == 0 ? new int[0] : vector;
    }

    /** How many calls of a client have been counted; 0 for one that is not tracked. */
    public long calls(Ip client) {
        return profiles.vector(client, new int[model.layout().size()]);
    }

    /** Whether the site's routes are still being learned, and nobody is judged by behaviour. */
    public boolean isWarmingUp() {
        return profiles.isWarmingUp();
    }

    /**
     * Looks at all clients that are counted, with their present scores. Takes a moment: ask for it now and then, not for each request.
     *
     * @param most how many of those with the highest scores to name
     */
    public Census census(int most) {
        Census.Taker taker = new Census.Taker(model, threshold, policy.minimumCalls(), most);
        profiles.forEach(taker);
        return taker.census();
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

    /** The lowest score that anything is done about; lower ones are not worked out exactly for each call. */
    public double floor() {
        return floor;
    }

    /** The bans and limits that hold at a time, the one that ends last first. */
    public List<Ban> bans(long nowMillis) {
        return memory.bans().current(nowMillis);
    }

    /** The bans in force, what came before them, and whom an operator has cleared. */
    public BanList bans() {
        return memory.bans();
    }

    /**
     * Clears a client for a while or for good: lifts its ban or limit and forgets all about it, its counts too, or its next call would bring the next ban.
     *
     * @return the ban or limit that held; null if none did
     */
    public @Nullable Ban clear(Ip client, Exemption exemption, long nowMillis) {
        Ban lifted = memory.bans().clear(client, exemption, nowMillis);
        profiles.forget(client);
        return lifted;
    }

    /** Follows a clock that was set: bans and pauses that have still so long to go have as long to go after it. */
    public void shift(long millis, long nowMillis) {
        memory.bans().shift(millis, nowMillis);
        memory.breaker().shift(millis);
    }

    /** How rare the site's routes are. */
    public Popularity popularity() {
        return memory.popularity();
    }

    /** Until when nobody is banned, because too many were: milliseconds since 1970-01-01T00:00Z; long past if that is not so. */
    public long pausedUntil() {
        return memory.breaker().trippedUntil();
    }

    /** How many clients are tracked. */
    public long trackedClients() {
        return profiles.size();
    }

    /** How many clients had to make room for others, since they are counted as this gate counts them. */
    public long evictions() {
        return profiles.evictions();
    }

    /** The running figures. */
    public GateStats stats() {
        return memory.stats();
    }
}
