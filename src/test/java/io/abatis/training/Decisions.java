package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import io.abatis.traffic.Labels;
import io.abatis.training.Replay.Decision;
import java.util.List;

/** Decisions as a replay would make them. Benign are the clients of 10.0.0.0/8, malicious all others. */
final class Decisions {

    static final Labels LABELS = Labels.benign(List.of("10.0.0.0/8"));

    private Decisions() {}

    /** A client with 100 calls and the same highest and last score. */
    static Decision of(String client, double score, long flaggedAtCall) {
        return of(client, 100, score, score, flaggedAtCall);
    }

    static Decision of(String client, long calls, double maxScore, double lastScore, long flaggedAtCall) {
        return of(client, calls, calls - 1, maxScore, lastScore, flaggedAtCall);
    }

    static Decision of(String client, long calls, long scored, double maxScore, double lastScore, long flaggedAtCall) {
        return new Decision(
                Ip.of(client),
                calls,
                flaggedAtCall,
                flaggedAtCall > 0 ? "00:00:01" : null,
                scored,
                maxScore,
                lastScore,
                flaggedAtCall > 0 ? Reason.BEHAVIOUR : null,
                null);
    }

    static Labelled labelled(Decision... decisions) {
        return Labelled.of(List.of(decisions), LABELS);
    }
}
