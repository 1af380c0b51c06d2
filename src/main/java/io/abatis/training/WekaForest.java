package io.abatis.training;

import io.abatis.forest.Forest;
import io.abatis.training.Samples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weka.classifiers.Classifier;
import weka.classifiers.trees.RandomForest;
import weka.classifiers.trees.RandomTree;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.Utils;

/** A random forest trained by Weka, and its compilation into our own {@link Forest}. Not safe for threads. */
final class WekaForest {

    private static final double NO_SMOOTHING = 0;

    static {
        QuietWeka.load();
    }

    private final Trees trees;
    private final Instances header;

    /** Opens the inherited array of trees to this package. */
    private static final class Trees extends RandomForest {
        private static final long serialVersionUID = 1;

        Classifier[] grown() {
            return m_Classifiers;
        }
    }

    private WekaForest(Trees trees, Instances header) {
        this.trees = trees;
        this.header = header;
    }

    /** Weka's own version. */
    static String version() {
        return weka.core.Version.VERSION;
    }

    /**
     * Trains. Both classes get the same weight in all, however many samples they have.
     *
     * @param samples at least one of each class
     * @param columns the length of their vectors
     * @param options for Weka's RandomForest
     */
    static WekaForest train(List<Sample> samples, int columns, String options) {
        Instances data = header(columns, samples.size());
        double ofMalicious = weight(samples, true);
        double ofBenign = weight(samples, false);
        double half = samples.size() / 2.0;
        for (Sample sample : samples) {
            double share = sample.weight() / (sample.malicious() ? ofMalicious : ofBenign);
            data.add(new DenseInstance(half * share, sample.row()));
        }
        Trees trees = new Trees();
        try {
            trees.setOptions(Utils.splitOptions(options));
            trees.setNumExecutionSlots(Runtime.getRuntime().availableProcessors());
            trees.buildClassifier(data);
        } catch (Exception e) { // Weka declares no less
            throw new IllegalStateException("Weka cannot train on these samples: " + e.getMessage(), e);
        }
        return new WekaForest(trees, new Instances(data, 0));
    }

    private static double weight(List<Sample> samples, boolean malicious) {
        return samples.stream()
                .filter(sample -> sample.malicious() == malicious)
                .mapToDouble(Sample::weight)
                .sum();
    }

    private static Instances header(int columns, int capacity) {
        ArrayList<Attribute> attributes = new ArrayList<>(columns + 1);
        for (int i = 0; i < columns; i++) {
            attributes.add(new Attribute("column" + i));
        }
        attributes.add(new Attribute("class", List.of("benign", "malicious")));
        Instances data = new Instances("clients", attributes, capacity);
        data.setClassIndex(columns);
        return data;
    }

    /** Weka's own probability that a client with this vector is malicious. */
    double probability(int[] vector) {
        try {
            Instance instance = new DenseInstance(
                    1,
                    IntStream.concat(Arrays.stream(vector), IntStream.of(0))
                            .asDoubleStream()
                            .toArray());
            instance.setDataset(header);
            return trees.distributionForInstance(instance)[1];
        } catch (Exception e) { // Weka declares no less
            throw new IllegalStateException(e);
        }
    }

    /** Compiles as it is: the result's scores are Weka's probabilities. */
    Forest compile() {
        return compile(new ForestBuilder(NO_SMOOTHING));
    }

    /**
     * Compiles for the gate, with smoothed leaves (Laplace's rule towards one half; Provost and Domingos, "Tree Induction for Probability-Based Ranking",
     * 2003): a leaf that few samples reached must not speak with certainty.
     *
     * @param smoothing the weight, in samples, that one half has against a leaf's own samples; 0 for none
     * @param guard what is asked before each tree; null for nothing
     */
    Forest compile(double smoothing, @Nullable Guard guard) {
        return compile(new ForestBuilder(smoothing, guard));
    }

    /** Compiles as the builder says. */
    Forest compile(ForestBuilder builder) {
        roots().forEach(builder::add);
        return builder.build(header.classIndex());
    }

    /** The trees as Weka has grown them. */
    List<WekaTree> roots() {
        return Arrays.stream(trees.grown())
                .map(tree -> WekaTree.rootOf((RandomTree) tree))
                .toList();
    }

    /** Options for Weka: the same forest for the same seed, whatever the number of threads. */
    static String options(int trees, int depth, int smallestLeaf, long seed) {
        return "-I " + trees + " -K 0 -M " + smallestLeaf + " -depth " + depth + " -S " + (int) (seed ^ seed >>> 32);
    }
}
