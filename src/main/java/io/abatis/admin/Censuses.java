package io.abatis.admin;

import io.abatis.forest.Model;
import io.abatis.gate.Census;
import io.abatis.gate.Gate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest census of a gate's clients. One is taken at a time, and shared: with very many clients it takes a moment. Safe for all threads.
 */
final class Censuses {

    /** How many clients with the highest scores are named. */
    static final int MOST = 1_000;

    private static final int SHARE = 10;

    private final LongSupplier nanos;
    private @Nullable Census last;
    private @Nullable Model model;
    private long takenNanos;
    private long tookNanos;

    /** @param nanos a clock that nobody sets, in nanoseconds from anywhere */
    Censuses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A census that is not much older than asked for; older only where taking them would take more than a tenth of the time.
     *
     * @param mostNanos how old it may be
     */
    synchronized Census of(Gate gate, long mostNanos) {
        long now = nanos.getAsLong();
        Census known = last;
        if (known == null
                || !gate.model().equals(model)
                || now - takenNanos >= Math.max(mostNanos, tookNanos * SHARE)) {
            known = gate.census(MOST);
            last = known;
            model = gate.model();
            takenNanos = nanos.getAsLong();
            tookNanos = takenNanos - now;
        }
        return known;
    }
}
