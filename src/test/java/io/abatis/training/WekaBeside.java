package io.abatis.training;

import io.abatis.forest.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import weka.classifiers.Classifier;
import weka.classifiers.trees.RandomForest;
import weka.classifiers.trees.RandomTree;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.Utils;

/** One forest twice: as Weka has grown it, and compiled. Not safe for threads. */
public final class WekaBeside {

    private final Trees trees = new Trees();
    private final Instances data;
    private final Instance[] instances;
    private final int[][] vectors;
    private final Forest forest;

    /** Opens the inherited array of trees to this package. */
    private static final class Trees extends RandomForest {
        private static final long serialVersionUID = 1;

        Classifier[] grown() {
            return m_Classifiers;
        }
    }

    /**
     * Trains 100 trees as {@code train} does by default.
     *
     * @param vectors what to train with, and what to ask about; all of the same length
     * @param malicious one label a vector
     * @throws IllegalStateException if the two do not agree to 1e-6 about each vector
     */
    public WekaBeside(int[][] vectors, boolean[] malicious) throws Exception {
        QuietWeka.load();
        int columns = vectors[0].length;
        ArrayList<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            attributes.add(new Attribute("column" + i));
        }
        attributes.add(new Attribute("class", List.of("benign", "malicious")));
        this.vectors = vectors;
        this.data = new Instances("clients", attributes, vectors.length);
        data.setClassIndex(columns);
        this.instances = new Instance[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            double[] values = IntStream.concat(Arrays.stream(vectors[i]), IntStream.of(malicious[i] ? 1 : 0))
                    .asDoubleStream()
                    .toArray();
            instances[i] = new DenseInstance(1, values);
            instances[i].setDataset(data);
            data.add(instances[i]);
        }
        trees.setOptions(Utils.splitOptions(WekaForest.options(100, 10, 4, 1)));
        trees.buildClassifier(data);
        ForestBuilder builder = new ForestBuilder(0);
        for (Classifier tree : trees.grown()) {
            builder.add(WekaTree.rootOf((RandomTree) tree));
        }
        this.forest = builder.build(columns);
        for (int i = 0; i < vectors.length; i++) {
            if (Math.abs(weka(i) - forest.score(vectors[i])) > 1e-6) {
                throw new IllegalStateException("Weka and the compiled forest differ about vector " + i);
            }
        }
    }

    /** The compiled forest. */
    public Forest forest() {
        return forest;
    }

    /** A vector to ask about. */
    public int[] vector(int i) {
        return vectors[i];
    }

    /** Weka's own probability for a vector, as an instance that was made beforehand. */
    public double weka(int i) throws Exception {
        return trees.distributionForInstance(instances[i])[1];
    }
}
