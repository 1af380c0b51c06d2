package io.abatis.forest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Why a vector scores as it does: the bias and all contributions add up to the score, but for rounding in the last digits. Immutable.
 *
 * @param score the forest's score, 0 to 1
 * @param bias what the forest says before it has looked at any column: the mean over the roots of the trees, 0 to 1
 * @param contributions one for each column of the layout, the strongest first; equally strong ones in the layout's order
 */
public record Explanation(double score, double bias, List<Contribution> contributions) {
    /*
     * Each tree walks from its root, where it says the mean over all samples, to a leaf. Each step on the way changes what it says, and is put down to the
     * column that was asked for (Saabas, "Interpreting random forests", 2014). The sum telescopes to the leaf's value, whatever the means are: so they may be
     * rounded in the file.
     */

    private static final int IN_SHORT = 5;

    /** Weaker contributions would be written as zero. */
    private static final double WORTH_SAYING = .005;

    /**
     * What one column did to the score.
     *
     * @param column the column
     * @param value what stands there in the vector
     * @param contribution what it added to the score, -1 to 1; 0 if no tree asked for it on the vector's way
     */
    public record Contribution(Column column, double value, double contribution) {}

    /** A copy whose list nobody else can change. */
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * Explains a score. Takes several times as long as the score itself, and allocates: for those calls that somebody asks about.
     *
     * @param model what gave the score
     * @param vector what it was given to
     * @throws IllegalArgumentException if the vector is not of the model's layout
     */
    public static Explanation of(Model model, int[] vector) {
        FeatureLayout layout = model.layout();
        if (vector.length != layout.size()) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " values, the layout " + layout.size() + " columns");
        }
        Forest forest = model.forest();
        double[] sums = new double[vector.length];
        double bias = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            bias += said(forest, forest.root(tree));
            walk(forest, forest.root(tree), vector, sums);
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            contributions.add(new Contribution(layout.columns().get(i), vector[i], sums[i] / forest.trees()));
        }
        contributions.sort(Comparator.comparingDouble(one -> -Math.abs(one.contribution())));
        return new Explanation(forest.score(vector), bias / forest.trees(), contributions);
    }

    private static void walk(Forest forest, int root, int[] vector, double[] sums) {
        int node = root;
        int asked = forest.column(node);
        while (asked != Forest.LEAF) {
            int next = vector[asked] < forest.value(node) ? forest.left(node) : forest.right(node);
            sums[asked] += said(forest, next) - said(forest, node);
            node = next;
            asked = forest.column(node);
        }
    }

    private static double said(Forest forest, int node) {
        return forest.column(node) == Forest.LEAF ? forest.value(node) : forest.mean(node);
    }

    /**
     * The strongest contributions in plain English, for example {@code 4 of the last 8 calls were GET /api/rarely (+0.31); it has made 9 calls (-0.02)}. Columns
     * of which the same can be said, as of two windows that are not full yet, are said once, with their sum. Names of calls are shortened, so that the text has a
     * bounded length. It is text, not HTML.
     *
     * @param most how many contributions to say at most, at least 0; those that come to less than 0.005 are left out
     * @return one line, perhaps empty
     */
    public String words(int most) {
        ColumnWords words = new ColumnWords(age());
        Map<String, Double> said = new LinkedHashMap<>();
        contributions.stream()
                .filter(one -> one.contribution() != 0)
                .forEach(one -> said.merge(words.of(one.column(), one.value()), one.contribution(), Double::sum));
        return said.entrySet().stream()
                .filter(one -> Math.abs(one.getValue()) >= WORTH_SAYING)
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.getValue())))
                .limit(most)
                .map(one -> String.format(Locale.ROOT, "%s (%+.2f)", one.getKey(), one.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Says what stands in the column of one of these contributions, as {@link #words} does, without what it added to the score. */
    public String words(Contribution one) {
        return new ColumnWords(age()).of(one.column(), one.value());
    }

    private OptionalDouble age() {
        return contributions.stream()
                .filter(one -> one.column() == Column.Overall.AGE)
                .mapToDouble(Contribution::value)
                .findFirst();
    }

    /** The score, the bias and a few words, in one line. */
    @Override
    public String toString() {
        String words = words(IN_SHORT);
        return String.format(Locale.ROOT, "score %.2f, and %.2f before any question", score, bias)
                + (words.isEmpty() ? "" : ": " + words);
    }
}
