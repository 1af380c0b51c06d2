package io.abatis.training;

import io.abatis.forest.FeatureLayout;
import java.util.ArrayList;
import java.util.List;

/** Feature vectors with labels, taken from lives at many points by the same counting code that is live. Not safe for threads. */
final class Samples {

    /** One vector. */
    static final class Sample {
        private final double[] vector;
        private final double weight;
        private final boolean malicious;

        Sample(double[] vector, double weight, boolean malicious) {
            this.vector = vector;
            this.weight = weight;
            this.malicious = malicious;
        }

        double[] vector() {
            return vector;
        }

        /** How many calls of the life it stands for. */
        double weight() {
            return weight;
        }

        boolean malicious() {
            return malicious;
        }
    }

    private static final double STEP = 1.2;

    private final FeatureLayout layout;
    private final List<Sample> samples = new ArrayList<>();

    Samples(FeatureLayout layout) {
        this.layout = layout;
    }

    List<Sample> all() {
        return samples;
    }

    /**
     * Lives a life, and takes a sample at points that lie the further apart the later they are. A sample's weight
     * is the number of calls until the next one, so that all calls of a life count alike.
     *
     * @param before calls made before the first point may be taken
     * @param life the calls from then on
     * @param first the number of the call of {@code life} at which the first sample is taken, at least 1
     * @param malicious what the samples are
     */
    void add(List<PastCall> before, List<PastCall> life, int first, boolean malicious) {
        Playback playback = new Playback(layout);
        for (PastCall call : before) {
            if (playback.count(call)) {
                playback.answer(call);
            }
        }
        int counted = 0;
        double next = first;
        for (PastCall call : life) {
            if (!playback.count(call)) {
                continue;
            }
            if (++counted >= next) {
                double[] vector = new double[layout.size()];
                playback.fill(vector);
                next = Math.max(counted + 1.0, Math.floor(counted * STEP));
                samples.add(new Sample(vector, next - counted, malicious));
            }
            playback.answer(call);
        }
    }
}
