package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.count.Facet;
import io.abatis.count.Window;
import io.abatis.forest.Column;
import io.abatis.forest.Explanation;
import io.abatis.forest.Explanation.Contribution;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.training.Samples.Sample;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class GuardTest {

    private static final int PROOF = 100;
    private static final Map<String, Integer> NAMES = Map.of("GET /a", 16);
    private static final FeatureLayout NAMED = FeatureLayout.complete(NAMES, Set.of(), 4);
    private static final FeatureLayout ANSWERED = FeatureLayout.complete(Map.of(), EnumSet.of(Facet.ANSWERS), 4, 8);
    private static final WekaForest OF_NAMED = weka(NAMED);
    private static final WekaForest OF_ANSWERED = weka(ANSWERED);

    /** A forest that has learned something, from noise. */
    private static WekaForest weka(FeatureLayout layout) {
        SplittableRandom random = new SplittableRandom(3);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] vector = random.ints(layout.size(), 0, 9).toArray();
            samples.add(new Sample(vector, 1, vector[0] + vector[1] + random.nextInt(6) > 10));
        }
        return WekaForest.train(samples, layout.size(), WekaForest.options(7, 5, 1, 1));
    }

    private static int[] vector(FeatureLayout layout, long seed) {
        return new SplittableRandom(seed).ints(layout.size(), 0, 9).toArray();
    }

    private static Guard guard(FeatureLayout layout) {
        return Objects.requireNonNull(Guard.of(layout, PROOF));
    }

    @Test
    void of_namesAlone_provesATurn() {
        Guard guard = guard(NAMED);

        assertThat(NAMED.columns().get(guard.column())).isEqualTo(Column.Overall.TURNED);
        assertThat(guard).isEqualTo(new Guard(guard.column(), PROOF, false, 1));
    }

    @Test
    void of_answersWithoutNames_clearsWhoWasNeverMissed() {
        Guard guard = guard(ANSWERED);

        assertThat(ANSWERED.columns().get(guard.column())).hasToString("misses 8");
        assertThat(guard).isEqualTo(new Guard(guard.column(), 1, true, 0));
    }

    @Test
    void of_namesAndAnswersOrNeither_isNone() {
        assertThat(Guard.of(FeatureLayout.complete(NAMES, EnumSet.allOf(Facet.class), 4), PROOF))
                .isNull();
        assertThat(Guard.of(FeatureLayout.complete(Map.of(), EnumSet.of(Facet.RARITY, Facet.PACE), 4), PROOF))
                .isNull();
    }

    @Property(seed = "1", tries = 200)
    void score_evidenceAtTheProof_isSettledAtOneAndBelowItTheForests(
            @ForAll long seed, @ForAll @IntRange(max = Window.MOST_EVIDENCE) int turned) {
        int[] vector = vector(NAMED, seed);
        vector[guard(NAMED).column()] = turned;

        double score = OF_NAMED.compile(Trainer.SMOOTHING, guard(NAMED)).score(vector);

        assertThat(score)
                .isEqualTo(
                        turned >= PROOF
                                ? 1
                                : OF_NAMED.compile(Trainer.SMOOTHING, (Guard) null)
                                        .score(vector));
    }

    @Property(seed = "1", tries = 200)
    void score_noMiss_isSettledAtZeroAndWithOneTheForests(@ForAll long seed, @ForAll @IntRange(max = 8) int misses) {
        int[] vector = vector(ANSWERED, seed);
        vector[guard(ANSWERED).column()] = misses;

        double score = OF_ANSWERED.compile(Trainer.SMOOTHING, guard(ANSWERED)).score(vector);

        assertThat(score)
                .isEqualTo(
                        misses == 0
                                ? 0
                                : OF_ANSWERED
                                        .compile(Trainer.SMOOTHING, (Guard) null)
                                        .score(vector));
    }

    @Property(seed = "1", tries = 100)
    void explanation_guarded_addsUpAndASettledScoreIsPutDownToTheGuard(@ForAll long seed) {
        int[] named = vector(NAMED, seed);
        int[] answered = vector(ANSWERED, seed);
        assertAddsUp(NAMED, OF_NAMED, named);
        assertAddsUp(ANSWERED, OF_ANSWERED, answered);
        named[guard(NAMED).column()] = PROOF;
        answered[guard(ANSWERED).column()] = 0;

        for (Explanation settled :
                List.of(assertAddsUp(NAMED, OF_NAMED, named), assertAddsUp(ANSWERED, OF_ANSWERED, answered))) {
            assertThat(settled.contributions().get(0).column().toString()).isIn("turned", "misses 8");
            assertThat(settled.contributions()
                            .subList(1, settled.contributions().size()))
                    .allMatch(one -> one.contribution() == 0);
        }
    }

    private static Explanation assertAddsUp(FeatureLayout layout, WekaForest weka, int[] vector) {
        Forest forest = weka.compile(Trainer.SMOOTHING, guard(layout));
        Model model = new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "1")));
        Explanation explanation = Explanation.of(model, vector);
        double sum = explanation.bias()
                + explanation.contributions().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum();
        assertThat(sum).isEqualTo(forest.score(vector), within(1e-9));
        return explanation;
    }
}
