package io.abatis.gate;

import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of one tree, made by hand: three hostile calls among the last four score 0.9, all else scores 0.1; or one more step for each. */
public final class SmallModel {

    public static final String GOOD = "GET /good";
    public static final String BAD = "GET /bad";
    public static final double LOW = 0.1;
    public static final double HIGH = 0.9;

    private SmallModel() {}

    public static Model flagging(int bad, double threshold) {
        return model(4, bad, threshold);
    }

    public static Model model(int window, int bad, double threshold) {
        Map<String, Integer> logOdds = new LinkedHashMap<>();
        logOdds.put(GOOD, -16);
        logOdds.put(BAD, 16);
        FeatureLayout layout = new FeatureLayout(logOdds, List.of(new Column.Calls(window, BAD), Column.Overall.AGE));
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {0, Forest.LEAF, Forest.LEAF},
                new double[] {bad, LOW, HIGH},
                new double[] {.5, 0, 0},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0});
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, Double.toString(threshold))));
    }

    /** None, one, two and three hostile calls among the last four score 0.1, 0.4, 0.6 and 0.9. */
    public static Model graded(double threshold) {
        FeatureLayout layout = flagging(3, threshold).layout();
        Forest forest = new Forest(
                layout.size(),
                new int[] {0},
                new int[] {0, Forest.LEAF, 0, Forest.LEAF, 0, Forest.LEAF, Forest.LEAF},
                new double[] {1, LOW, 2, .4, 3, .6, HIGH},
                new double[] {.5, 0, .5, 0, .5, 0, 0},
                new int[] {1, 0, 3, 0, 5, 0, 0},
                new int[] {2, 0, 4, 0, 6, 0, 0});
        return new Model(layout, forest, new ModelCard(Map.of(ModelCard.THRESHOLD, Double.toString(threshold))));
    }
}
