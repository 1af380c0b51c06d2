package io.abatis.gate;

import io.abatis.call.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the gate has done since it was made. Counting is cheap and safe for all threads; readers take a {@link Snapshot}. */
public final class GateStats {

    private static final Mode[] MODES = Mode.values();
    private static final Action[] ACTIONS = Action.values();
    private static final Reason[] REASONS = Reason.values();
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** One for each mode, action and reason: every call counts here, and finds its own by one look. */
    private final LongAdder[] decisions = adders(MODES.length * ACTIONS.length * REASONS.length);

    private final LongAdder[] outcomes = adders(OUTCOMES.length);
    private final LongAdder unheld = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder trips = new LongAdder();

    /**
     * The figures at one moment.
     *
     * @param verdicts calls by the reason of their verdict
     * @param outcomes calls that reached the application, by its answer
     * @param actions calls by what became of them
     * @param failures calls that could not be judged because the gate itself failed
     * @param trips how often bans stopped because there were too many
     * @param unheld calls that were to be held and were limited, because there was no place for them
     */
    public record Snapshot(
            Map<Reason, Long> verdicts,
            Map<Outcome, Long> outcomes,
            Map<Action, Long> actions,
            long failures,
            long trips,
            long unheld) {

        /** Calls that did not reach the application. */
        public long refused() {
            return actions.getOrDefault(Action.LIMIT, 0L) + actions.getOrDefault(Action.REFUSE, 0L);
        }
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        Arrays.setAll(adders, i -> new LongAdder());
        return adders;
    }

    /** Places in arrays that live no longer than the program. */
    @SuppressWarnings("EnumOrdinal")
    private static int index(Enum<?> kind) {
        return kind.ordinal();
    }

    private LongAdder adder(Mode mode, Action action, Reason reason) {
        return decisions[(index(mode) * ACTIONS.length + index(action)) * REASONS.length + index(reason)];
    }

    Verdict count(Mode mode, Verdict verdict) {
        adder(mode, verdict.action(), verdict.reason()).increment();
        return verdict;
    }

    /** What is not told is not counted as an outcome. */
    void count(Outcome outcome) {
        if (outcome != Outcome.UNKNOWN) {
            outcomes[index(outcome)].increment();
        }
    }

    /** Counts a call that could not be judged. */
    public void countFailure() {
        failures.increment();
    }

    /** Counts a call as limited that was counted as held, but for which there was no place. */
    public void countUnheld() {
        unheld.increment();
    }

    void countTrip() {
        trips.increment();
    }

    /** How many calls were decided about in this way so far; never gets less. */
    public long decided(Decision kind) {
        return adder(kind.mode(), kind.action(), kind.reason()).sum();
    }

    /** The figures now; approximately while others count. */
    public Snapshot snapshot() {
        long limited = unheld.sum(); // first, or more might have found no place than were to be held
        Map<Reason, Long> verdicts = zeros(Reason.class, REASONS);
        Map<Action, Long> actions = zeros(Action.class, ACTIONS);
        for (Mode mode : MODES) {
            for (Action action : ACTIONS) {
                for (Reason reason : REASONS) {
                    long sum = adder(mode, action, reason).sum();
                    verdicts.merge(reason, sum, Long::sum);
                    actions.merge(action, sum, Long::sum);
                }
            }
        }
        actions.merge(Action.DELAY, -limited, Long::sum);
        actions.merge(Action.LIMIT, limited, Long::sum);
        return new Snapshot(verdicts, answers(), actions, failures.sum(), trips.sum(), limited);
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type, E[] kinds) {
        Map<E, Long> zeros = new EnumMap<>(type);
        for (E kind : kinds) {
            zeros.put(kind, 0L);
        }
        return zeros;
    }

    private Map<Outcome, Long> answers() {
        Map<Outcome, Long> answers = new LinkedHashMap<>();
        for (Outcome outcome : OUTCOMES) {
            if (outcome != Outcome.UNKNOWN) {
                answers.put(outcome, outcomes[index(outcome)].sum());
            }
        }
        return answers;
    }
}
