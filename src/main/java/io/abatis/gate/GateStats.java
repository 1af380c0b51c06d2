package io.abatis.gate;

import io.abatis.call.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the gate has done since it was made. Counting is cheap and safe for all threads; readers take a {@link Snapshot}. */
public final class GateStats {

    private final Map<Reason, LongAdder> verdicts = adders(Reason.class);
    private final Map<Outcome, LongAdder> outcomes = adders(Outcome.class);
    private final Map<Action, LongAdder> actions = adders(Action.class);
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
     */
    public record Snapshot(
            Map<Reason, Long> verdicts,
            Map<Outcome, Long> outcomes,
            Map<Action, Long> actions,
            long failures,
            long trips) {

        /** Calls that did not reach the application. */
        public long refused() {
            return actions.getOrDefault(Action.LIMIT, 0L) + actions.getOrDefault(Action.REFUSE, 0L);
        }
    }

    /** Makes figures that are all zero. What is not told is not counted as an outcome. */
    public GateStats() {
        outcomes.remove(Outcome.UNKNOWN);
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        Map<E, LongAdder> adders = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    Verdict count(Verdict verdict) {
        increment(verdicts, verdict.reason());
        increment(actions, verdict.action());
        return verdict;
    }

    void count(Outcome outcome) {
        increment(outcomes, outcome);
    }

    /** Counts a call that could not be judged. */
    public void countFailure() {
        failures.increment();
    }

    /** Counts a call as limited that was counted as held, but for which there was no place. */
    public void countUnheld() {
        increment(actions, Action.LIMIT);
        LongAdder held = actions.get(Action.DELAY);
        if (held != null) {
            held.decrement();
        }
    }

    void countTrip() {
        trips.increment();
    }

    private static <E extends Enum<E>> void increment(Map<E, LongAdder> adders, E kind) {
        LongAdder adder = adders.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    /** The figures now; approximately while others count. */
    public Snapshot snapshot() {
        return new Snapshot(sums(verdicts), sums(outcomes), sums(actions), failures.sum(), trips.sum());
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
        Map<E, Long> sums = new LinkedHashMap<>();
        adders.forEach((kind, adder) -> sums.put(kind, adder.sum()));
        return sums;
    }
}
