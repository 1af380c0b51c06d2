package io.abatis.training;

import io.abatis.traffic.Labels;
import io.abatis.training.Replay.Decision;
import java.util.List;

/**
 * How well a model tells labelled clients apart, from the decisions of a replay. Two questions, two answers: what the forest's majority says of each client
 * after its last call, and whom the gate would have refused at any call.
 *
 * <p>Intervals are of 95 %: Wilson's for shares (see {@link Share}), the bootstrap's for areas under the ROC curve (see {@link Auc}). The same decisions
 * and labels give the same evaluation. Immutable.
 *
 * @param unlabelled clients that no label speaks of; left out of all figures
 * @param vote the majority's vote (a score of at least one half) after the last call
 * @param auc of the scores after the last call; a client that was never scored has 0
 * @param gate who was flagged at any call
 * @param callsToFlag for each flagged malicious client the number of the call, ascending
 * @param byCalls the same by calls per client: bins in ascending order, every client in one
 * @param fiveAndMore the clients with five calls or more
 * @param unscored labelled clients that were never scored, because they made too few calls that the model counts; {@code calibration} leaves them out
 * @param calibration scores against what clients are, ten bins in ascending order
 * @param cost what other thresholds would do, in ascending order
 */
public record Evaluation(
        int unlabelled,
        Confusion vote,
        Auc auc,
        Confusion gate,
        List<Long> callsToFlag,
        List<CallsBin> byCalls,
        CallsBin fiveAndMore,
        int unscored,
        List<CalibrationBin> calibration,
        List<CostRow> cost) {

    private static final double HALF = .5;
    private static final int SEVERAL = 5;

    /** A copy whose lists nobody else can change. */
    public Evaluation {
        callsToFlag = List.copyOf(callsToFlag);
        byCalls = List.copyOf(byCalls);
        calibration = List.copyOf(calibration);
        cost = List.copyOf(cost);
    }

    /**
     * Compares decisions with labels.
     *
     * @param decisions one a client
     * @param labels what the clients are
     * @param threshold the one on the model's card, to be shown among others in the cost forecast
     */
    public static Evaluation of(List<Decision> decisions, Labels labels, double threshold) {
        Labelled clients = Labelled.of(decisions, labels);
        Labelled scored = clients.with(decision -> decision.scored() > 0);
        return new Evaluation(
                decisions.size() - clients.size(),
                Confusion.of(clients, decision -> decision.lastScore() >= HALF),
                Auc.of(clients),
                Confusion.of(clients, Decision::flagged),
                clients.malicious().stream()
                        .filter(Decision::flagged)
                        .map(Decision::flaggedAtCall)
                        .sorted()
                        .toList(),
                CallsBin.all(clients),
                CallsBin.of(SEVERAL, CallsBin.NO_END, clients),
                clients.size() - scored.size(),
                CalibrationBin.all(scored),
                CostRow.all(clients, threshold));
    }

    /** Labelled benign clients. */
    public int benign() {
        return gate.benign();
    }

    /** Labelled malicious clients. */
    public int malicious() {
        return gate.malicious();
    }

    /** How far scores are from the observed shares, 0 to 1, see {@link CalibrationBin}; NaN if no labelled client was scored. */
    public double expectedCalibrationError() {
        return CalibrationBin.expectedError(calibration);
    }
}
