package io.abatis.training;

import io.abatis.count.Sighting;
import io.abatis.count.Window;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import java.util.List;
import java.util.function.Supplier;

/** The forest's score, as the gate asks for it: from the second counted call on, and never for a call that is not counted. */
final class ForestDetector implements Detector {

    private static final int MINIMUM_CALLS = 2;

    private final FeatureLayout layout;
    private final Forest forest;
    private final int[] kinds;
    private final Window window;
    private final int[] vector;

    private ForestDetector(FeatureLayout layout, Forest forest, int[] kinds) {
        this.layout = layout;
        this.forest = forest;
        this.kinds = kinds;
        this.window = new Window(layout.shape());
        this.vector = new int[layout.size()];
    }

    /**
     * Makes detectors.
     *
     * @param model what to ask
     * @param calls the names of the calls, in the order of their numbers
     */
    static Supplier<Detector> of(Model model, List<String> calls) {
        int[] kinds = calls.stream().mapToInt(model.layout()::kind).toArray();
        return () -> new ForestDetector(model.layout(), model.forest(), kinds);
    }

    @Override
    public double next(int call) {
        if (!layout.records(kinds[call])) {
            return 0;
        }
        window.record(kinds[call], Sighting.NONE, 0);
        if (window.calls() < MINIMUM_CALLS) {
            return 0;
        }
        layout.fill(window, vector);
        return forest.score(vector);
    }
}
