package io.abatis.admin;

import io.abatis.console.Console;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the API shows and does. */
record Views(
        Status status, History history, Stream stream, Clients clients, Bans bans, ModelView model, EventView events) {

    static Views of(Events audit, Predicate<Who> goesOn, LongSupplier nanos) {
        Censuses censuses = new Censuses(nanos);
        Status status = new Status();
        EventView events = new EventView(audit);
        Bans bans = new Bans(events);
        return new Views(
                status,
                new History(),
                new Stream(status, censuses, goesOn),
                new Clients(censuses, bans, events),
                bans,
                new ModelView(),
                events);
    }

    /** What has to be done each second. */
    void tick(@Nullable Console console) {
        if (console != null) {
            history.look(console);
        }
        stream.tick(console);
    }
}
