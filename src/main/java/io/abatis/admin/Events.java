package io.abatis.admin;

import io.abatis.gate.Event;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The audit log, as far as operators see it here. Safe for all threads. */
public interface Events {

    /**
     * One event as it was written.
     *
     * @param id unique
     * @param event what happened
     * @param json the line of the log, a JSON object
     */
    record Line(String id, Event event, String json) {}

    /** The latest, the newest first. */
    List<Line> recent(int most);

    /** One that is still at hand; null if there is none of this id. */
    @Nullable
    Line find(String id);

    /** Tells somebody of each from now on, who takes it quickly; closing what is given back ends it. */
    AutoCloseable subscribe(Consumer<Line> subscriber);

    /** Where there is no audit log. */
    static Events none() {
        return new Events() {
            @Override
            public List<Line> recent(int most) {
                return List.of();
            }

            @Override
            public @Nullable Line find(String id) {
                return null;
            }

            @Override
            public AutoCloseable subscribe(Consumer<Line> subscriber) {
                return () -> {};
            }
        };
    }
}
