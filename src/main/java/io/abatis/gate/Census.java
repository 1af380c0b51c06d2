package io.abatis.gate;

import io.abatis.client.Ip;
import io.abatis.forest.Model;
import io.abatis.forest.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The clients that are counted, at one moment.
 *
 * @param highest those with the highest scores, the highest first
 * @param clients how many there are in all
 * @param scores how many have a score in each twentieth of 0 to 1; the score 1 is in the last
 * @param benign what is usual in each column, in the model's order, among those whose score is far from the threshold; empty where there are none
 */
public record Census(List<Tracked> highest, long clients, List<Long> scores, List<Usual> benign) {

    /** Into how many equal parts scores are sorted. */
    public static final int BINS = 20;

    /** Less than this share of the threshold speaks for a client. */
    private static final double FAR = .5;

    private static final int MOST_SAMPLES = 1_000;

    /**
     * A client that is counted.
     *
     * @param client who
     * @param calls how many of its calls have been counted, at least 1
     * @param lastMillis when it called last, milliseconds since 1970-01-01T00:00Z
     * @param score its present score, 0 to 1
     */
    public record Tracked(Ip client, long calls, long lastMillis, double score) {}

    /**
     * What is usual in a column: nine clients of ten are from low to high.
     *
     * @param low the twentieth part of the clients has less, or as little
     * @param median half of them have less, or as little
     * @param high the twentieth part has more, or as much
     */
    public record Usual(double low, double median, double high) {

        private static Usual of(double[] sorted) {
            return new Usual(quantile(sorted, .05), quantile(sorted, .5), quantile(sorted, .95));
        }

        private static double quantile(double[] sorted, double share) {
            return sorted[(int) Math.round(share * (sorted.length - 1))];
        }
    }

    /** Takes a census, client by client. */
    static final class Taker implements Profiles.Visitor {
        private final Model model;
        private final double threshold;
        private final int minimumCalls;
        private final int most;
        private final PriorityQueue<Tracked> highest = new PriorityQueue<>(
                Comparator.comparingDouble(Tracked::score).thenComparing(Tracked::client, Comparator.reverseOrder()));
        private final long[] scores = new long[BINS];
        private final List<int[]> samples = new ArrayList<>();
        private long clients;
        private int stride = 1;
        private int far;

        Taker(Model model, double threshold, int minimumCalls, int most) {
            this.model = model;
            this.threshold = threshold;
            this.minimumCalls = minimumCalls;
            this.most = most;
        }

        @Override
        public void visit(Ip client, long calls, long lastMillis, int[] vector) {
            double score = calls < minimumCalls ? 0 : model.forest().score(vector);
            clients++;
            scores[Math.min(BINS - 1, (int) (score * BINS))]++;
            highest.add(new Tracked(client, calls, lastMillis, score));
            if (highest.size() > most) {
                highest.remove();
            }
            if (calls >= minimumCalls && score < threshold * FAR) {
                sample(vector);
            }
        }

        /** Every n-th one, n doubled whenever there are too many: they stay spread over the whole table. */
        private void sample(int[] vector) {
            if (far++ % stride != 0) {
                return;
            }
            samples.add(vector.clone());
            if (samples.size() == MOST_SAMPLES) {
                stride *= 2;
                for (int i = samples.size() - 1; i > 0; i -= 2) {
                    samples.remove(i);
                }
            }
        }

        Census census() {
            List<Tracked> sorted = new ArrayList<>(highest);
            sorted.sort(Comparator.comparingDouble(Tracked::score).reversed().thenComparing(Tracked::client));
            return new Census(
                    List.copyOf(sorted), clients, Arrays.stream(scores).boxed().toList(), usual());
        }

        private List<Usual> usual() {
            List<Usual> columns = new ArrayList<>();
            for (int i = 0; !samples.isEmpty() && i < model.layout().size(); i++) {
                int column = i;
                columns.add(Usual.of(samples.stream()
                        .mapToDouble(vector -> vector[column])
                        .sorted()
                        .toArray()));
            }
            return List.copyOf(columns);
        }
    }
}
