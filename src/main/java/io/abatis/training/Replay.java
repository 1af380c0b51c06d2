package io.abatis.training;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.Explanation;
import io.abatis.forest.Model;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.LogEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a log through the live gate, over the log's own times. The gate observes, because the application behind the log has served everything: so every
 * call is judged, and the first that would have been refused is kept. Not safe for threads.
 */
public final class Replay implements Consumer<LogEntry> {

    // Chance has no say in a replay; and the table is so large that no client of a usual log has to make room.
    private static final long SECRET = 0;
    private static final int MAX_CLIENTS = 1 << 18;

    private final Gate gate;
    private final Map<Ip, Course> courses = new LinkedHashMap<>();
    private boolean tellsAnswers;

    /**
     * What became of one client.
     *
     * @param client who
     * @param calls how many calls it made
     * @param flaggedAtCall the number, from 1, of the first call that would have been refused; 0 if none
     * @param flaggedAt the time of that call, as the log has it; null if none
     * @param scored how many of its calls were scored: not its first, and none that the model does not count
     * @param maxScore the highest of these scores, 0 to 1; 0 if there is none
     * @param lastScore its score at the end, all answers included, 0 to 1; 0 if no call was counted
     * @param reason why it was flagged; null if it was not
     * @param explanation what made the forest flag it; null if nothing did
     */
    public record Decision(
            Ip client,
            long calls,
            long flaggedAtCall,
            @Nullable String flaggedAt,
            long scored,
            double maxScore,
            double lastScore,
            @Nullable Reason reason,
            @Nullable Explanation explanation) {

        /** Whether any call would have been refused. */
        public boolean flagged() {
            return reason != null;
        }
    }

    /** What has become of a client so far. */
    private static final class Course {
        private long calls;
        private long flaggedAtCall;
        private @Nullable String flaggedAt;
        private long scored;
        private double maxScore;
        private @Nullable Reason reason;
        private @Nullable Explanation explanation;

        void add(Verdict verdict, LogEntry entry) {
            calls++;
            scored += verdict.ground() == null ? 0 : 1;
            maxScore = Math.max(maxScore, verdict.score());
            if (reason == null && verdict.reason().against()) {
                flaggedAtCall = calls;
                flaggedAt = entry.timeText();
                reason = verdict.reason();
                explanation = verdict.explain();
            }
        }

        Decision ended(Ip client, double score) {
            return new Decision(client, calls, flaggedAtCall, flaggedAt, scored, maxScore, score, reason, explanation);
        }
    }

    /**
     * A replay that has read nothing yet.
     *
     * @param model the model to judge by
     * @param policy lists, threshold and minimum; its mode is taken for {@link Mode#OBSERVE}
     */
    public Replay(Model model, Policy policy) {
        this.gate = new Gate(policy.in(Mode.OBSERVE), model, MAX_CLIENTS, 1, SECRET).exact();
    }

    /** Judges the next entry of the log. */
    @Override
    public void accept(LogEntry entry) {
        Ip client = entry.client();
        Call call = new Call(client, entry.call(), entry.timeMillis());
        Verdict verdict = gate.judge(call);
        gate.observe(call, entry.outcome());
        tellsAnswers |= entry.outcome() != Outcome.UNKNOWN;
        courses.computeIfAbsent(client, ip -> new Course()).add(verdict, entry);
    }

    /** Whether nobody could be flagged: the model knows no names and judges by answers, and the logs told none. */
    public boolean isBlind() {
        return !tellsAnswers && gate.model().layout().logOdds().isEmpty();
    }

    /** The vector of a client after its last call and the answer to it, see {@link Gate#vector}. */
    int[] vector(Ip client) {
        return gate.vector(client);
    }

    /** What became of the clients, in the order of their first calls. */
    public List<Decision> decisions() {
        return courses.entrySet().stream()
                .map(course -> course.getValue().ended(course.getKey(), gate.score(course.getKey())))
                .toList();
    }
}
