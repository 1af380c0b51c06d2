package io.abatis.training;

import io.abatis.count.Window;
import io.abatis.forest.FeatureLayout;
import java.util.List;

/** Plays the calls of one client to a window, as the live gate does: a call counts before it is answered, its answer from the next call on. */
final class Playback {

    private final FeatureLayout layout;
    private final Window window;
    private long timeMillis;

    Playback(FeatureLayout layout) {
        this.layout = layout;
        this.window = new Window(layout.shape());
    }

    /** Counts calls and their answers. */
    void play(List<PastCall> calls) {
        for (PastCall call : calls) {
            if (count(call)) {
                answer(call);
            }
        }
    }

    /**
     * Counts a call.
     *
     * @return false if the layout does not record it
     */
    boolean count(PastCall call) {
        timeMillis += call.gapMillis();
        int kind = layout.kind(call.name());
        if (!layout.records(kind)) {
            return false;
        }
        window.record(kind, call.sighting(), timeMillis);
        return true;
    }

    /** Adds the answer to the call that was counted last. */
    void answer(PastCall call) {
        window.answer(call.outcome(), call.sighting());
    }

    /** The evidence that the client has turned, see {@link Window#turned()}. */
    int turned() {
        return window.turned();
    }

    /** How many calls have been recorded. */
    long calls() {
        return window.calls();
    }

    /** Writes the client's present vector. */
    void fill(int[] vector) {
        layout.fill(window, vector);
    }
}
