package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.abatis.forest.Explanation.Contribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

    private static final FeatureLayout LAYOUT = FeatureLayout.complete(FeatureLayoutTest.calls(), Set.of(), 2);

    /** A tree of two splits, by hand: the first column below 2, the third below 3. */
    private static Model byHand() {
        return model(new Forest(
                LAYOUT.size(),
                new int[] {0, 5},
                new int[] {0, Forest.LEAF, 2, Forest.LEAF, Forest.LEAF, Forest.LEAF},
                new double[] {2, .1, 3, .25, .9, .4},
                new double[] {.3, 0, .75, 0, 0, 0},
                new int[] {1, 0, 3, 0, 0, 0},
                new int[] {2, 0, 4, 0, 0, 0}));
    }

    private static Model model(Forest forest) {
        return new Model(LAYOUT, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "0.5")));
    }

    private static Model random(SplittableRandom random) {
        List<Integer> roots = new ArrayList<>();
        List<double[]> nodes = new ArrayList<>();
        for (int tree = random.nextInt(1, 30); tree > 0; tree--) {
            roots.add(nodes.size());
            grow(nodes, random.nextInt(8), random);
        }
        return model(new Forest(
                LAYOUT.size(),
                roots.stream().mapToInt(Integer::intValue).toArray(),
                nodes.stream().mapToInt(node -> (int) node[0]).toArray(),
                nodes.stream().mapToDouble(node -> node[1]).toArray(),
                nodes.stream().mapToDouble(node -> node[2]).toArray(),
                nodes.stream().mapToInt(node -> (int) node[3]).toArray(),
                nodes.stream().mapToInt(node -> (int) node[4]).toArray()));
    }

    private static int grow(List<double[]> nodes, int depth, SplittableRandom random) {
        int row = nodes.size();
        if (depth == 0 || random.nextInt(5) == 0) {
            nodes.add(new double[] {Forest.LEAF, random.nextDouble(), random.nextDouble(), 0, 0});
            return row;
        }
        double[] node = {random.nextInt(LAYOUT.size()), random.nextInt(-8, 8) + .5, random.nextDouble(), 0, 0};
        nodes.add(node);
        node[3] = grow(nodes, depth - 1, random);
        node[4] = grow(nodes, depth - 1, random);
        return row;
    }

    private static void assertAddsUp(Model model, int[] vector) {
        Explanation explanation = Explanation.of(model, vector);

        assertThat(explanation.score()).isEqualTo(model.forest().score(vector));
        assertThat(explanation.bias()
                        + explanation.contributions().stream()
                                .mapToDouble(Contribution::contribution)
                                .sum())
                .isEqualTo(explanation.score(), within(1e-12));
        assertThat(explanation.contributions())
                .hasSize(vector.length)
                .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.contribution()), Math.abs(a.contribution())));
    }

    @Property(seed = "1", tries = 2_000)
    void of_anyForestAndVector_addsUpToTheScore(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = random(random);

        assertAddsUp(model, random.ints(LAYOUT.size(), -10, 10).toArray());
    }

    @Property(seed = "1", tries = 500)
    void of_demoModel_addsUpToTheScore(@ForAll long seed) {
        Model model = Demo.MODEL;
        SplittableRandom random = new SplittableRandom(seed);
        int[] vector = random.ints(model.layout().size(), 0, 9).toArray();
        int turned = model.layout().columns().indexOf(Column.Overall.TURNED);
        vector[turned] = random.nextInt(257);

        assertAddsUp(model, vector);
        vector[turned] = 256;
        assertAddsUp(model, vector);
    }

    private static final class Demo {
        static final Model MODEL = read();

        private static Model read() {
            try {
                return NamesModel.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Both classes have the same weight in training. */
    @Test
    void of_trainedModels_beginNearOneHalf() throws IOException {
        for (Model model : List.of(Demo.MODEL, ShippedModel.read())) {
            int[] vector = new int[model.layout().size()];

            assertThat(Explanation.of(model, vector).bias()).isBetween(.48, .52);
        }
    }

    @Test
    void of_demoModelAndEvidenceAtItsMost_isPutDownToIt() throws IOException {
        Model model = NamesModel.read();
        int[] vector = new int[model.layout().size()];
        vector[model.layout().columns().indexOf(Column.Overall.TURNED)] = 256;
        Explanation explanation = Explanation.of(model, vector);

        assertThat(explanation.score()).isEqualTo(1);
        assertThat(explanation.contributions().get(0).column()).isEqualTo(Column.Overall.TURNED);
        assertThat(explanation.contributions().get(0).contribution()).isEqualTo(1 - explanation.bias(), within(1e-12));
    }

    @Test
    void of_byHand_putsEachStepDownToItsColumn() {
        Explanation explanation = Explanation.of(byHand(), new int[] {2, 0, 5, 0, 0});

        assertThat(explanation.score()).isEqualTo(.65);
        assertThat(explanation.bias()).isEqualTo(.35);
        assertThat(explanation.contributions().get(0).column()).hasToString("calls 2 GET /b");
        assertThat(explanation.contributions().get(0).contribution()).isEqualTo((.75 - .3) / 2, within(1e-15));
        assertThat(explanation.contributions().get(1).column()).isEqualTo(Column.Overall.AGE);
        assertThat(explanation.contributions().get(1).value()).isEqualTo(5);
        assertThat(explanation.contributions().get(1).contribution()).isEqualTo((.9 - .75) / 2, within(1e-15));
        assertThat(explanation.contributions().subList(2, 5)).allMatch(one -> one.contribution() == 0);
    }

    @Test
    void of_otherVector_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.of(byHand(), new int[4]))
                .withMessage("the vector has 4 values, the layout 5 columns");
    }

    @Test
    void words_byHand_areTheStrongestFirst() {
        Explanation explanation = Explanation.of(byHand(), new int[] {2, 0, 5, 0, 0});

        assertThat(explanation.words(9))
                .isEqualTo("all of the last 2 calls were GET /b (+0.23); it has made 5 calls (+0.08)");
        assertThat(explanation.words(1)).isEqualTo("all of the last 2 calls were GET /b (+0.23)");
        assertThat(explanation.words(0)).isEmpty();
        assertThat(explanation).hasToString("score 0.65, and 0.35 before any question: " + explanation.words(9));
    }

    /** A client of four calls: what the longer window holds is what the shorter one holds. */
    @Test
    void words_sameOfTwoColumns_areSaidOnceWithTheirSum() {
        Explanation explanation = new Explanation(
                .6,
                .5,
                List.of(
                        new Contribution(new Column.Calls(64, "GET /a"), 3, -.3),
                        new Contribution(new Column.Calls(8, "GET /a"), 3, .25),
                        new Contribution(new Column.Calls(8, "GET /b"), 1, .1),
                        new Contribution(Column.Overall.AGE, 4, .04)));

        assertThat(explanation.words(3))
                .isEqualTo("1 of the last 4 calls was GET /b (+0.10);"
                        + " 3 of the last 4 calls were GET /a (-0.05); it has made 4 calls (+0.04)");
    }

    @Test
    void words_nothingMoved_areNone() {
        Forest leaf = new Forest(
                LAYOUT.size(),
                new int[] {0},
                new int[] {Forest.LEAF},
                new double[] {.7},
                new double[1],
                new int[1],
                new int[1]);
        Explanation explanation = Explanation.of(model(leaf), new int[LAYOUT.size()]);

        assertThat(explanation.words(3)).isEmpty();
        assertThat(explanation).hasToString("score 0.70, and 0.70 before any question");
    }

    @Property(seed = "1", tries = 300)
    void words_anyNameAndLength_areBounded(@ForAll String name, @ForAll @IntRange(max = 9) int most) {
        String call = "GET /"
                + name.codePoints()
                        .filter(point -> !Character.isISOControl(point))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        Explanation explanation = new Explanation(
                1,
                0,
                List.of(
                        new Contribution(new Column.Calls(8, call), 4, .5),
                        new Contribution(new Column.Calls(64, call), 9, .5)));

        assertThat(explanation.words(most)).hasSizeLessThan(2 * (2 * 60 + 60));
    }
}
