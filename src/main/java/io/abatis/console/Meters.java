package io.abatis.console;

import io.abatis.forest.Model;
import io.abatis.gate.Gate;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a filter's measures are read off: its gate, and the parts around it. {@link Measures} lists what there is. Safe for all threads. */
public final class Meters {

    private final Supplier<Gate> gates;
    private final InstantSource clock;
    private final Timings judging = new Timings();
    private final Map<Part, LongSupplier> parts = new EnumMap<>(Part.class);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile InUse model;

    /** What the parts around the gate count. A part that is not there counts nothing. */
    public enum Part {
        /** Calls held at this moment. */
        CALLS_HELD,
        /** Calls that were not written to the call log. */
        CALLS_DROPPED,
        /** Events that were not written to the audit log. */
        EVENTS_DROPPED,
        /** How often the store could not be written to. */
        STORE_FAILURES,
        /** Changes that the store has yet to write. */
        STORE_PENDING,
        /** How often configuration, lists or model were taken into use anew. */
        RELOADS,
        /** How often they could not be. */
        RELOADS_FAILED
    }

    private record InUse(Model model, long sinceMillis) {}

    /**
     * @param gates gives the gate in service
     * @param clock what time it is
     */
    public Meters(Supplier<Gate> gates, InstantSource clock) {
        this.gates = gates;
        this.clock = clock;
        this.model = inUse(gates.get().model());
    }

    private InUse inUse(Model next) {
        return new InUse(next, clock.millis());
    }

    /** Says where a part is read off; the last word counts. */
    public synchronized Meters with(Part part, LongSupplier reading) {
        parts.put(part, reading);
        return this;
    }

    /** Another gate is in service, perhaps with another model. */
    public void changed() {
        synchronized (this) {
            Model now = gates.get().model();
            if (now.equals(model.model)) {
                return;
            }
            model = inUse(now);
        }
        listeners.forEach(Runnable::run);
    }

    /** Has somebody told when another model is in use; must be quick and not fail. */
    public void onModel(Runnable listener) {
        listeners.add(listener);
    }

    /** How long judging took, call by call. */
    public Timings judging() {
        return judging;
    }

    Gate gate() {
        return gates.get();
    }

    long part(Part part) {
        @Nullable LongSupplier reading;
        synchronized (this) {
            reading = parts.get(part);
        }
        return reading == null ? 0 : reading.getAsLong();
    }

    long nowMillis() {
        return clock.millis();
    }

    /** What {@code sha256sum} says of the model's file. */
    String modelSha256() {
        return model.model.sha256();
    }

    double modelAgeSeconds() {
        return Math.max(0, clock.millis() - model.sinceMillis) / 1_000.0;
    }
}
