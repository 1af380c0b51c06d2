package io.abatis.console;

import io.abatis.ban.Ban;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has to be seen to every second or so while a gate is in service: bans that have come to their end are told of, the gate is let settle (see {@link Gate#settle}), and a
 * clock that was set is followed, so that no ban ends too soon or never. A machine that slept looks the same: bans then go on for as long as they had to go. Used by one thread
 * at a time.
 */
public final class Upkeep {

    /** Less than this is the drift of clocks and the delay of threads. */
    private static final long LEAST_JUMP_MILLIS = 10_000;

    private static final int LOOKS_A_SETTLING = 512;

    private final Supplier<Gate> gates;
    private final Listener listener;
    private final LongSupplier wallMillis;
    private final LongSupplier ticksNanos;
    private long lastMillis;
    private long lastNanos;
    private @Nullable Gate looked;
    private int looks;

    /**
     * @param gates gives the gate in service
     * @param listener is told
     * @param wallMillis the time of day that calls and bans are timed by, milliseconds since 1970-01-01T00:00Z
     * @param ticksNanos a clock that nobody sets, in nanoseconds from anywhere
     */
    public Upkeep(Supplier<Gate> gates, Listener listener, LongSupplier wallMillis, LongSupplier ticksNanos) {
        this.gates = gates;
        this.listener = listener;
        this.wallMillis = wallMillis;
        this.ticksNanos = ticksNanos;
        this.lastMillis = wallMillis.getAsLong();
        this.lastNanos = ticksNanos.getAsLong();
    }

    /** Looks once. */
    public void look() {
        long now = wallMillis.getAsLong();
        long nanos = ticksNanos.getAsLong();
        long jump = now - lastMillis - Duration.ofNanos(nanos - lastNanos).toMillis();
        if (Math.abs(jump) >= LEAST_JUMP_MILLIS) {
            follow(jump, now);
        }
        settle(gates.get());
        for (Ban ended : gates.get().bans().ended(lastMillis, now)) {
            listener.on(Event.of(Event.Kind.EXPIRED, ended.untilMillis(), ended, null, ""));
        }
        lastMillis = now;
        lastNanos = nanos;
    }

    /** A gate that is new, as after a reload, settles soon, and then ever more seldom. */
    private void settle(Gate gate) {
        looks = gate.equals(looked) ? looks + 1 : 1;
        looked = gate;
        if (Integer.bitCount(looks) == 1 || looks % LOOKS_A_SETTLING == 0) {
            gate.settle();
        }
    }

    private void follow(long jump, long now) {
        gates.get().shift(jump, now);
        lastMillis += jump;
        String told =
                "the clock was set " + (jump > 0 ? "forward" : "back") + " by " + Duration.ofMillis(Math.abs(jump))
                        + " to " + Instant.ofEpochMilli(now) + ", or the machine slept; bans follow it";
        listener.on(Event.of(Event.Kind.CLOCK_SET, now, null, told));
    }
}
