package io.abatis.training;

import io.abatis.count.Facet;
import io.abatis.count.Window;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.training.CardWriter.Counted;
import io.abatis.training.Samples.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Trains a model from histories: samples taken along the lives of fresh, benign and turned clients, a forest, and a threshold calibrated on clients held
 * out by cross-validation. Not safe for threads.
 */
final class Trainer {
    /*
     * Why lives and not totals: a client whom the gate has just met has made few calls, whatever it is. A forest that has only seen whole histories
     * takes every newcomer for an attacker.
     */

    static final int MOST_CALLS = 64;
    private static final int FOLDS = 3;
    private static final int LIVES = 400;
    static final int BLAMELESS_AFTER_TURN = 3;
    static final int DEPTH = 10;

    /** One user of so many, rounded up: no more make a call that is no part of the site. */
    private static final int HARDLY_ANY = 100;

    private static final int SMALLEST_LEAF = 4;
    static final double SMOOTHING = 2;

    /** The part of the budget that may be spent on users who reach the proof. */
    private static final double BUDGET_OF_PROOF = .25;

    /** So many lives show a part of a budget of 1 in 1,000. */
    private static final int LIVES_OF_PROOF = 20_000;

    static final String GENERATOR = "L64X128MixRandom";

    private final TrainingPlan plan;
    private final Set<Facet> facets;
    private final Progress progress;
    private final RandomGenerator random;

    /**
     * @param plan how to train
     * @param facets what to look at beside the names of calls
     * @param progress hears how far it has come
     */
    Trainer(TrainingPlan plan, Set<Facet> facets, Progress progress) {
        this.plan = plan;
        this.facets = facets;
        this.progress = progress;
        this.random = RandomGeneratorFactory.of(GENERATOR).create(plan.seed());
    }

    /**
     * Trains.
     *
     * @param histories labelled; those without a call that the model counts are left out
     * @param card writes the model's card
     * @throws IllegalArgumentException if either class has fewer than two clients
     */
    Model train(List<History> histories, CardWriter card) {
        List<String> calls = names(histories);
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("the logs hold no call of a labelled client");
        }
        List<History> benign = shuffled(counted(histories, calls, false));
        List<History> malicious = shuffled(counted(histories, calls, true));
        if (benign.size() < 2 || malicious.size() < 2) {
            throw new IllegalArgumentException("training needs at least two benign and two malicious clients, and has "
                    + benign.size() + " and " + malicious.size());
        }
        List<Fold> folds = folds(calls, benign, malicious);
        int proof = facets.isEmpty() ? proof(folds) : Window.MOST_EVIDENCE;
        Calibration calibration = calibrate(folds, proof);
        progress.at("growing the forest", FOLDS, FOLDS + 1);
        FeatureLayout layout = layout(calls, benign, malicious);
        List<Sample> samples = samples(layout, benign, malicious);
        WekaForest weka = grow(layout, samples);
        progress.at("growing the forest", FOLDS + 1, FOLDS + 1);
        Forest forest = weka.compile(SMOOTHING, Guard.of(layout, proof));
        return new Model(
                layout,
                forest,
                card.write(
                        plan,
                        layout,
                        new Counted(benign.size(), malicious.size(), samples.size()),
                        options(),
                        calibration));
    }

    /**
     * The calls worth a column. Where tiers do not tell what belongs to the site, its users do: what attackers ask for, and what but a user or two mistyped, is
     * better counted together, as calls of other names, for the next attacker will ask for something else.
     */
    private List<String> names(List<History> histories) {
        if (facets.isEmpty() || facets.contains(Facet.RARITY)) {
            return Histories.popular(histories, MOST_CALLS);
        }
        List<History> users =
                histories.stream().filter(history -> !history.malicious()).toList();
        return Histories.popular(users, MOST_CALLS, 1 + users.size() / HARDLY_ANY);
    }

    private FeatureLayout layout(List<String> calls, List<History> benign, List<History> malicious) {
        return FeatureLayout.complete(LogOdds.estimate(calls, benign, malicious), facets, TrainingPlan.WINDOWS);
    }

    /** The clients of one kind, with the calls that the model will record. */
    private List<History> counted(List<History> histories, List<String> calls, boolean malicious) {
        Set<String> counted = Set.copyOf(calls);
        return histories.stream()
                .filter(history -> history.malicious() == malicious)
                .map(history -> new History(
                        history.client(),
                        history.label(),
                        history.calls().stream()
                                .filter(call -> !facets.isEmpty() || counted.contains(call.name()))
                                .toList()))
                .filter(history -> !history.calls().isEmpty())
                .toList();
    }

    private List<History> shuffled(List<History> histories) {
        List<History> shuffled = new ArrayList<>(histories);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

    /** A forest, clients that it was not trained on, and lives of such. */
    private record Fold(
            FeatureLayout layout, WekaForest weka, List<History> clients, List<Life> users, List<Life> attackers) {}

    private List<Fold> folds(List<String> calls, List<History> benign, List<History> malicious) {
        int many = Math.min(FOLDS, Math.min(benign.size(), malicious.size()));
        int lives = Calibration.lives(plan.budget()) / many + 1;
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < many; fold++) {
            progress.at("growing the forest", fold, FOLDS + 1);
            List<History> users = fold(benign, fold, many, false);
            List<History> attackers = fold(malicious, fold, many, false);
            List<History> heldOut = fold(benign, fold, many, true);
            FeatureLayout layout = layout(calls, users, attackers);
            folds.add(new Fold(
                    layout,
                    grow(layout, samples(layout, users, attackers)),
                    heldOut,
                    lives(heldOut, lives, TrainingPlan.LIFE),
                    lives(fold(malicious, fold, many, true), lives / 4 + 1, TrainingPlan.HOSTILE_LIFE)));
        }
        return folds;
    }

    /**
     * How much evidence that a client has turned proves it: so much that only a part of the budget is spent on held-out users who reach it, be they users who keep
     * to their habits or users who do anything that users do. The former show what comes in rows, the latter what is too rare for any one history to show.
     */
    private int proof(List<Fold> folds) {
        RandomGenerator chance = RandomGeneratorFactory.of(GENERATOR).create(~plan.seed());
        int habitual = proof(folds, users -> new VirtualClients(users, chance).life(TrainingPlan.LIFE));
        int mixed = proof(folds, users -> new VirtualClients(users, chance).mixedLife(TrainingPlan.LIFE));
        return Math.min(Window.MOST_EVIDENCE, Math.max(habitual, mixed));
    }

    private int proof(List<Fold> folds, Function<List<History>, List<PastCall>> life) {
        int lives = LIVES_OF_PROOF / folds.size();
        int[] peaks = folds.stream()
                .flatMapToInt(fold ->
                        IntStream.range(0, lives).map(drawn -> mostTurned(fold.layout(), life.apply(fold.clients()))))
                .sorted()
                .toArray();
        int allowed = (int) (peaks.length * plan.budget() * BUDGET_OF_PROOF);
        return peaks[peaks.length - 1 - allowed] + 1;
    }

    private static int mostTurned(FeatureLayout layout, List<PastCall> life) {
        Playback playback = new Playback(layout);
        int most = 0;
        for (PastCall call : life) {
            playback.count(call);
            most = Math.max(most, playback.turned());
        }
        return most;
    }

    private Calibration calibrate(List<Fold> folds, int proof) {
        Calibration calibration = new Calibration(plan.budget());
        for (Fold fold : folds) {
            Forest forest = fold.weka().compile(SMOOTHING, Guard.of(fold.layout(), proof));
            calibration.addBenign(fold.layout(), forest, fold.users());
            calibration.addHostile(fold.layout(), forest, fold.attackers());
        }
        return calibration;
    }

    private List<Life> lives(List<History> models, int lives, int length) {
        VirtualClients clients = new VirtualClients(models, random);
        return IntStream.range(0, lives)
                .mapToObj(life -> Life.of(clients.life(length)))
                .toList();
    }

    /** The clients of a fold, or those of all others. */
    private static List<History> fold(List<History> histories, int fold, int folds, boolean inside) {
        List<History> chosen = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            if (i % folds == fold == inside) {
                chosen.add(histories.get(i));
            }
        }
        return chosen;
    }

    private List<Sample> samples(FeatureLayout layout, List<History> benign, List<History> malicious) {
        VirtualClients users = new VirtualClients(benign, random);
        VirtualClients attackers = new VirtualClients(malicious, random);
        Samples samples = new Samples(layout);
        for (int i = 0; i < LIVES; i++) {
            samples.add(Life.of(users.life(TrainingPlan.LIFE)), 1, false);
            samples.add(Life.of(attackers.life(TrainingPlan.HOSTILE_LIFE)), 1, true);
            List<PastCall> before = users.life(1 + random.nextInt(TrainingPlan.LIFE));
            samples.add(new Life(before, attackers.life(TrainingPlan.HOSTILE_LIFE)), BLAMELESS_AFTER_TURN, true);
        }
        if (benign.size() > LIVES) { // so many that chance would pass over most of them
            benign.forEach(client -> samples.add(Life.of(users.life(client, TrainingPlan.LIFE)), 1, false));
        }
        return samples.all();
    }

    private WekaForest grow(FeatureLayout layout, List<Sample> samples) {
        return WekaForest.train(samples, layout.size(), options());
    }

    private String options() {
        return WekaForest.options(plan.trees(), DEPTH, SMALLEST_LEAF, plan.seed());
    }
}
