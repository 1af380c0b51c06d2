package io.abatis.training;

import io.abatis.training.Replay.Decision;
import java.util.List;
import java.util.function.Predicate;

/**
 * A confusion matrix of clients.
 *
 * @param truePositives malicious, and taken for malicious
 * @param falsePositives benign, and taken for malicious
 * @param trueNegatives benign, and taken for benign
 * @param falseNegatives malicious, and taken for benign
 */
public record Confusion(int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {

    static Confusion of(Labelled clients, Predicate<Decision> takenForMalicious) {
        int caught = count(clients.malicious(), takenForMalicious);
        int wronged = count(clients.benign(), takenForMalicious);
        return new Confusion(
                caught,
                wronged,
                clients.benign().size() - wronged,
                clients.malicious().size() - caught);
    }

    private static int count(List<Decision> decisions, Predicate<Decision> property) {
        return (int) decisions.stream().filter(property).count();
    }

    /** All benign clients. */
    public int benign() {
        return falsePositives + trueNegatives;
    }

    /** All malicious clients. */
    public int malicious() {
        return truePositives + falseNegatives;
    }

    /** The share of clients taken for what they are. */
    public Share accuracy() {
        return new Share(truePositives + trueNegatives, benign() + malicious());
    }

    /** The share of malicious ones among those taken for malicious. */
    public Share precision() {
        return new Share(truePositives, truePositives + falsePositives);
    }

    /** The share of malicious ones that were taken for malicious. */
    public Share recall() {
        return new Share(truePositives, malicious());
    }

    /** The share of benign ones that were taken for malicious. */
    public Share falsePositiveRate() {
        return new Share(falsePositives, benign());
    }
}
