package io.abatis.gate;

import io.abatis.call.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the gate has done since it was made. Counting is cheap and safe for all threads; readers take a {@link Snapshot}. */
public final class GateStats {

    private final Map<Mode, Map<Action, Map<Reason, LongAdder>>> decisions =
            each(Mode.class, () -> each(Action.class, () -> adders(Reason.class)));
    private final Map<Outcome, LongAdder> outcomes = adders(Outcome.class);
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

    /** Makes figures that are all zero. What is not told is not counted as an outcome. */
    public GateStats() {
        outcomes.remove(Outcome.UNKNOWN);
    }

    private static <E extends Enum<E>, T> Map<E, T> each(Class<E> kinds, Supplier<T> what) {
        Map<E, T> each = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            each.put(kind, what.get());
        }
        return each;
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        return each(kinds, LongAdder::new);
    }

    private LongAdder adder(Mode mode, Action action, Reason reason) {
        return of(of(of(decisions, mode), action), reason);
    }

    private static <E extends Enum<E>, T> T of(Map<E, T> each, E kind) {
        return Objects.requireNonNull(each.get(kind));
    }

    Verdict count(Mode mode, Verdict verdict) {
        adder(mode, verdict.action(), verdict.reason()).increment();
        return verdict;
    }

    void count(Outcome outcome) {
        LongAdder adder = outcomes.get(outcome);
        if (adder != null) {
            adder.increment();
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
        Map<Reason, Long> verdicts = each(Reason.class, () -> 0L);
        Map<Action, Long> actions = each(Action.class, () -> 0L);
        decisions
                .values()
                .forEach(ofMode -> ofMode.forEach((action, ofAction) -> ofAction.forEach((reason, adder) -> {
                    long sum = adder.sum();
                    verdicts.merge(reason, sum, Long::sum);
                    actions.merge(action, sum, Long::sum);
                })));
        actions.merge(Action.DELAY, -limited, Long::sum);
        actions.merge(Action.LIMIT, limited, Long::sum);
        return new Snapshot(verdicts, sums(outcomes), actions, failures.sum(), trips.sum(), limited);
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
        Map<E, Long> sums = new LinkedHashMap<>();
        adders.forEach((kind, adder) -> sums.put(kind, adder.sum()));
        return sums;
    }
}
