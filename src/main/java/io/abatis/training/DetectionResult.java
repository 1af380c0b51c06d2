package io.abatis.training;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * How soon attackers were flagged in one setting.
 *
 * @param bias the generator's bias
 * @param routes how many different calls
 * @param isGiven whether a given model was judged, and none trained
 * @param benignClients the benign clients that thresholds and false positives rest on; 0 if the setting leaves one kind of clients no call to make
 * @param rows one for each judge and threshold; none if there are no clients
 * @param roc the judges at many more thresholds, from high rates of false positives to low ones, judge by judge; none if there are no clients
 */
public record DetectionResult(
        double bias, int routes, boolean isGiven, int benignClients, List<Row> rows, List<RocPoint> roc) {

    /** What flags clients. */
    public enum Judge {
        /** Wald's test with the true log-odds. */
        SPRT("SPRT"),
        /** Page's test with the true log-odds. */
        CUSUM("CUSUM"),
        /** The model. */
        FOREST("forest"),
        /** The rule of Jetty's filter. */
        DOS_FILTER("DoSFilter");

        private final String word;

        Judge(String word) {
            this.word = word;
        }

        /** The judge's name in reports. */
        public String word() {
            return word;
        }
    }

    /**
     * One judge at one threshold.
     *
     * @param rate where the threshold comes from: the rate of false positives that it was calibrated for, {@code card} or {@code default}
     * @param judge what flags
     * @param threshold the score that flags; above all scores if none keeps the rate
     * @param falsePositives the share of benign clients that it flags within {@value TrainingPlan#LIFE} calls
     * @param delays one for each kind of attackers
     */
    public record Row(
            String rate, Judge judge, double threshold, double falsePositives, Map<AttackerKind, Delays> delays) {

        /** A copy whose map nobody else can change. */
        public Row {
            delays = Map.copyOf(delays);
        }

        /** The delays of one kind of attackers. */
        public Delays delays(AttackerKind kind) {
            return Objects.requireNonNull(delays.get(kind));
        }
    }

    /** A copy whose lists nobody else can change. */
    public DetectionResult {
        rows = List.copyOf(rows);
        roc = List.copyOf(roc);
    }

    /**
     * The row of a judge.
     *
     * @throws NoSuchElementException if there is none
     */
    public Row row(String rate, Judge judge) {
        return rows.stream()
                .filter(row -> row.rate().equals(rate) && row.judge() == judge)
                .findFirst()
                .orElseThrow();
    }

    /** How many times the oracle's mean number of calls the forest needs, at thresholds calibrated for the same rate. */
    public double ratio(String rate, Judge oracle, AttackerKind kind) {
        return row(rate, Judge.FOREST).delays(kind).mean()
                / row(rate, oracle).delays(kind).mean();
    }
}
