package io.abatis.training;

import io.abatis.forest.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Feature vectors with labels, taken from lives at many points by the same counting code that is live. Not safe for threads. */
final class Samples {

    /** One vector. */
    static final class Sample {
        private final double[] row;
        private final double weight;
        private final boolean malicious;

        Sample(int[] vector, double weight, boolean malicious) {
            this.row = IntStream.concat(Arrays.stream(vector), IntStream.of(malicious ? 1 : 0))
                    .asDoubleStream()
                    .toArray();
            this.weight = weight;
            this.malicious = malicious;
        }

        double[] vector() {
            return Arrays.copyOf(row, row.length - 1);
        }

        /**
         * The vector, and behind it 1 for malicious and 0 for benign, as Weka has it: not a copy, because those of a large log are most of the memory that training takes. Must not be
         * changed.
         */
        double[] row() {
            return row;
        }

        /** What it counts for, for example the number of calls that it stands for. */
        double weight() {
            return weight;
        }

        boolean malicious() {
            return malicious;
        }
    }

    private static final double STEP = 1.2;
    private static final double WIDE_STEP = 1.35;

    private final FeatureLayout layout;
    private final int[] vector;
    private final List<Sample> samples = new ArrayList<>();

    Samples(FeatureLayout layout) {
        this.layout = layout;
        this.vector = new int[layout.size()];
    }

    List<Sample> all() {
        return samples;
    }

    /**
     * Lives a life, and takes a sample at points that lie the further apart the later they are. A sample's weight
     * is the number of calls until the next one, so that all calls of a life count alike.
     *
     * @param life whose calls after the turn are sampled
     * @param first the number of the call after the turn at which the first sample is taken, at least 1
     * @param malicious what the samples are
     */
    void add(Life life, int first, boolean malicious) {
        live(life, first, STEP, true, malicious);
    }

    /**
     * Lives the life of one client among very many, and takes few samples, each of the same weight: so many calls do not make a client count for more than
     * it can teach. The last one is taken after the last answer.
     *
     * @param life as above
     * @param first as above
     * @param malicious what the samples are
     */
    void addFew(Life life, int first, boolean malicious) {
        Playback playback = live(life, first, WIDE_STEP, false, malicious);
        if (!life.calls().isEmpty()) {
            add(playback, 1, malicious);
        }
    }

    private Playback live(Life life, int first, double step, boolean isWeighted, boolean malicious) {
        Playback playback = new Playback(layout);
        playback.play(life.before());
        int counted = 0;
        double next = first;
        for (PastCall call : life.calls()) {
            if (!playback.count(call)) {
                continue;
            }
            if (++counted >= next) {
                next = Math.max(counted + 1.0, Math.floor(counted * step));
                add(playback, isWeighted ? next - counted : 1, malicious);
            }
            playback.answer(call);
        }
        return playback;
    }

    private void add(Playback playback, double weight, boolean malicious) {
        playback.fill(vector);
        samples.add(new Sample(vector, weight, malicious));
    }
}
