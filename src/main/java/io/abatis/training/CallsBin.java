package io.abatis.training;

import io.abatis.training.Replay.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * How clients with so many calls were told apart.
 *
 * @param from the fewest calls
 * @param to the most calls; {@link #NO_END} for any more
 * @param gate whom the gate flagged at any call
 * @param auc of the scores after the last call
 */
public record CallsBin(long from, long to, Confusion gate, Auc auc) {

    /** No upper bound. */
    public static final long NO_END = Long.MAX_VALUE;

    private static final long[] STARTS = {1, 2, 5, 10, 50};

    /** Whether there is no upper bound. */
    public boolean isOpen() {
        return to == NO_END;
    }

    static CallsBin of(long from, long to, Labelled clients) {
        Labelled within = clients.with(decision -> from <= decision.calls() && decision.calls() <= to);
        return new CallsBin(from, to, Confusion.of(within, Decision::flagged), Auc.of(within));
    }

    /** Bins that no client escapes and none is in twice: 1, 2 to 4, 5 to 9, 10 to 49, 50 and more calls. */
    static List<CallsBin> all(Labelled clients) {
        List<CallsBin> bins = new ArrayList<>();
        for (int i = 0; i < STARTS.length; i++) {
            bins.add(of(STARTS[i], i + 1 < STARTS.length ? STARTS[i + 1] - 1 : NO_END, clients));
        }
        return bins;
    }
}
