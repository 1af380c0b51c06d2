package io.abatis.training;

import io.abatis.training.Replay.Decision;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of the clients with about this score are malicious: of a calibrated forest the observed share is the mean score. The score is the one after the
 * client's last call that was scored.
 *
 * @param from the lowest score, inclusive
 * @param to the highest score, exclusive but for the last bin
 * @param meanScore the mean of the clients' scores; NaN without clients
 * @param malicious the share of malicious ones among the clients
 */
public record CalibrationBin(double from, double to, double meanScore, Share malicious) {

    private static final int BINS = 10;

    /** How many clients have such a score. */
    public int clients() {
        return malicious.of();
    }

    /** Ten bins of equal width. */
    static List<CalibrationBin> all(Labelled scored) {
        return IntStream.range(0, BINS).mapToObj(bin -> of(bin, scored)).toList();
    }

    private static CalibrationBin of(int bin, Labelled scored) {
        double from = (double) bin / BINS;
        double to = (double) (bin + 1) / BINS;
        Labelled within =
                scored.with(decision -> decision.lastScore() >= from && (decision.lastScore() < to || bin == BINS - 1));
        return new CalibrationBin(
                from,
                to,
                within.all().mapToDouble(Decision::lastScore).average().orElse(Double.NaN),
                new Share(within.malicious().size(), within.size()));
    }

    /**
     * The mean distance of score and observed share, bins weighted by their clients (Naeini, Cooper and Hauskrecht, Obtaining well calibrated
     * probabilities using Bayesian binning, 2015): 0 is perfect, 1 the worst; NaN without clients.
     */
    static double expectedError(List<CalibrationBin> bins) {
        int clients = bins.stream().mapToInt(CalibrationBin::clients).sum();
        return bins.stream()
                        .filter(bin -> bin.clients() > 0)
                        .mapToDouble(bin -> bin.clients()
                                * Math.abs(bin.meanScore() - bin.malicious().value()))
                        .sum()
                / clients;
    }
}
