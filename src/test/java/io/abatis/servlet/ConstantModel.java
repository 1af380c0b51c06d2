package io.abatis.servlet;

import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import java.util.List;
import java.util.Map;

/** A model that thinks the same of everybody, and counts every call, whatever its name. */
final class ConstantModel {

    private ConstantModel() {}

    /** The first column of its vectors is the client's age in calls, up to 255. */
    static Model scoring(double score, double threshold) {
        FeatureLayout layout = new FeatureLayout(
                Map.of(), List.of(Column.Overall.AGE, new Column.Look(8, Column.Look.Quantity.DISTINCT)));
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {Forest.LEAF},
                new double[] {score},
                new double[] {0},
                new int[] {0},
                new int[] {0});
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, Double.toString(threshold))));
    }

    /** Scores 0.9 from the second of eight calls of a name on, and 0.1 before; its columns are as above, and then that of the name. */
    static Model flagging(String call, double threshold) {
        FeatureLayout layout = new FeatureLayout(
                Map.of(call, 1),
                List.of(
                        Column.Overall.AGE,
                        new Column.Look(8, Column.Look.Quantity.DISTINCT),
                        new Column.Calls(8, call)));
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {2, Forest.LEAF, Forest.LEAF},
                new double[] {2, .1, .9},
                new double[] {.5, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0});
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, Double.toString(threshold))));
    }
}
