package io.abatis.gate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of decision.
 *
 * @param mode the mode in force where the call went
 * @param action what became of it, as it was decided: a call that was to be held and found no place counts as held
 * @param reason why
 */
public record Decision(Mode mode, Action action, Reason reason) {

    /** All that a gate takes, in the order of its enums. A call that could not be judged is a failure, and no decision. */
    public static final List<Decision> ALL = all();

    private static List<Decision> all() {
        List<Decision> all = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Action action : Action.values()) {
                reasons(mode, action).forEach(reason -> all.add(new Decision(mode, action, reason)));
            }
        }
        return List.copyOf(all);
    }

    private static Set<Reason> reasons(Mode mode, Action action) {
        if (mode == Mode.OFF) {
            return action == Action.PASS ? EnumSet.of(Reason.OFF) : Set.of();
        }
        if (mode == Mode.OBSERVE && action != Action.PASS) {
            return Set.of();
        }
        return switch (action) {
            case PASS -> passing(mode);
            case DELAY -> EnumSet.of(Reason.SUSPECT);
            case LIMIT -> EnumSet.of(Reason.LIMITED, Reason.BEHAVIOUR);
            case REFUSE -> EnumSet.of(Reason.DENY_LISTED, Reason.BANNED, Reason.BEHAVIOUR);
        };
    }

    /** In mode enforce a score that speaks against a client passes while nobody is banned because too many were. */
    private static Set<Reason> passing(Mode mode) {
        Set<Reason> reasons = EnumSet.complementOf(EnumSet.of(Reason.OFF, Reason.FAILURE));
        if (mode == Mode.ENFORCE) {
            reasons.removeAll(EnumSet.of(Reason.SUSPECT, Reason.DENY_LISTED, Reason.BANNED, Reason.LIMITED));
        }
        return reasons;
    }
}
