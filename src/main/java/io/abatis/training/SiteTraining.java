package io.abatis.training;

import io.abatis.count.Facet;
import io.abatis.count.Window;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.traffic.site.Site;
import io.abatis.training.CardWriter.Counted;
import io.abatis.training.SiteClients.SiteClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model for sites that nobody has seen, on generated ones: it looks at how rare routes are, how calls are answered, their methods and variety, and
 * knows no name. The threshold is calibrated on sites held out. Not safe for threads.
 */
public final class SiteTraining {

    /** The fewest sites that can be trained on: some in each fold. */
    public static final int FEWEST_SITES = 6;

    private static final int FOLDS = 3;
    private static final int SMALLEST_LEAF = 20;
    private static final int FIRST_JUDGED = 2;
    private static final Set<Facet> FACETS = EnumSet.of(Facet.RARITY, Facet.ANSWERS, Facet.METHODS, Facet.VARIETY);

    private final TrainingPlan plan;
    private final Progress progress;
    private final FeatureLayout layout = FeatureLayout.complete(Map.of(), FACETS, TrainingPlan.WINDOWS);
    private final @Nullable Guard guard = Guard.of(layout, Window.MOST_EVIDENCE);

    /**
     * @param plan how to train
     * @param progress hears how far it has come
     */
    public SiteTraining(TrainingPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Trains.
     *
     * @param sites how many sites to generate, at least {@value #FEWEST_SITES}
     * @throws IllegalArgumentException if there are fewer
     */
    public Model train(int sites) {
        if (sites < FEWEST_SITES) {
            throw new IllegalArgumentException("generated-sites " + sites + " is less than " + FEWEST_SITES);
        }
        int steps = sites + FOLDS + 1;
        List<List<SiteClient>> clients = new ArrayList<>();
        long lines = 0;
        for (int site = 0; site < sites; site++) {
            progress.at("generating sites", site, steps);
            RandomGenerator random =
                    RandomGeneratorFactory.of(Trainer.GENERATOR).create(plan.seed() * sites + site);
            List<SiteClient> ofSite = SiteClients.of(Site.draw(random).traffic(random));
            lines += ofSite.stream().mapToLong(SiteClient::calls).sum();
            clients.add(ofSite);
        }
        Calibration calibration = new Calibration(plan.budget());
        for (int fold = 0; fold < FOLDS; fold++) {
            progress.at("growing the forest", sites + fold, steps);
            Forest forest = grow(fold(clients, fold, false)).compile(Trainer.SMOOTHING, guard);
            List<SiteClient> heldOut = fold(clients, fold, true);
            calibration.addBenign(layout, forest, lives(heldOut, false));
            calibration.addHostile(layout, forest, lives(heldOut, true));
        }
        progress.at("growing the forest", sites + FOLDS, steps);
        List<SiteClient> all = clients.stream().flatMap(List::stream).toList();
        WekaForest weka = grow(all);
        progress.at("growing the forest", steps, steps);
        int malicious = (int) all.stream().filter(SiteClient::malicious).count();
        Counted counted = new Counted(
                all.size() - malicious, malicious, samples(all).all().size());
        CardWriter card = new CardWriter(List.of(), lines, sites + " generated sites");
        return new Model(
                layout,
                weka.compile(Trainer.SMOOTHING, guard),
                card.write(plan, layout, counted, options(), calibration));
    }

    private static List<SiteClient> fold(List<List<SiteClient>> sites, int fold, boolean inside) {
        List<SiteClient> chosen = new ArrayList<>();
        for (int site = 0; site < sites.size(); site++) {
            if (site % FOLDS == fold == inside) {
                chosen.addAll(sites.get(site));
            }
        }
        return chosen;
    }

    /** The lives that are judged: of an attacker what it does after it has turned, of a user all. */
    private static List<Life> lives(List<SiteClient> clients, boolean malicious) {
        return clients.stream()
                .filter(client -> client.malicious() == malicious)
                .map(client -> client.life().upTo(malicious ? TrainingPlan.HOSTILE_LIFE : TrainingPlan.LIFE))
                .toList();
    }

    private WekaForest grow(List<SiteClient> clients) {
        return WekaForest.train(samples(clients).all(), layout.size(), options());
    }

    private Samples samples(List<SiteClient> clients) {
        Samples samples = new Samples(layout);
        for (SiteClient client : clients) {
            Life life = client.life();
            if (!client.malicious()) {
                samples.addFew(life.upTo(TrainingPlan.LIFE), FIRST_JUDGED, false);
                continue;
            }
            samples.addFew(Life.of(life.before()).upTo(TrainingPlan.LIFE), FIRST_JUDGED, false);
            if (isTelling(life)) {
                boolean turns = !life.before().isEmpty();
                samples.addFew(
                        life.upTo(TrainingPlan.HOSTILE_LIFE),
                        turns ? Trainer.BLAMELESS_AFTER_TURN : FIRST_JUDGED,
                        true);
            }
        }
        return samples;
    }

    /** An attacker that is served whatever it asks for looks like a user, and would only teach to distrust users. */
    private static boolean isTelling(Life life) {
        return life.calls().stream().anyMatch(call -> call.outcome().isMiss());
    }

    private String options() {
        return WekaForest.options(plan.trees(), Trainer.DEPTH, SMALLEST_LEAF, plan.seed());
    }
}
