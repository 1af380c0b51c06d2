package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Model;
import io.abatis.gate.Policy;
import io.abatis.traffic.Labels.Label;
import io.abatis.traffic.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The vectors that clients have after each of their calls in a log, computed without a server. */
public final class OfflineVectors {

    private OfflineVectors() {}

    /** Those of a replay: for each client one vector a call, empty ones where the call was not counted. */
    public static Map<Ip, List<int[]>> ofReplay(Path log, Model model) throws IOException {
        Replay replay = new Replay(model, Policy.observing());
        Map<Ip, List<int[]>> vectors = new TreeMap<>();
        LogReader.read(log, entry -> {
            replay.accept(entry);
            vectors.computeIfAbsent(entry.client(), ip -> new ArrayList<>()).add(replay.vector(entry.client()));
        });
        return vectors;
    }

    /** Those of training, before the answer to each call and after it in turn; of calls that count only. */
    public static Map<Ip, List<int[]>> ofTraining(Path log, FeatureLayout layout, int warmUp) throws IOException {
        Histories histories = new Histories(warmUp);
        LogReader.read(log, histories::add);
        Map<Ip, List<int[]>> vectors = new TreeMap<>();
        for (History history : histories.labelled(client -> Label.BENIGN, true)) {
            vectors.put(history.client(), play(layout, history.calls()));
        }
        return vectors;
    }

    private static List<int[]> play(FeatureLayout layout, List<PastCall> calls) {
        Playback playback = new Playback(layout);
        List<int[]> vectors = new ArrayList<>();
        for (PastCall call : calls) {
            playback.count(call);
            vectors.add(vector(layout, playback));
            playback.answer(call);
            vectors.add(vector(layout, playback));
        }
        return vectors;
    }

    private static int[] vector(FeatureLayout layout, Playback playback) {
        int[] vector = new int[layout.size()];
        playback.fill(vector);
        return vector;
    }
}
