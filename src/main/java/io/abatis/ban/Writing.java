package io.abatis.ban;

import io.abatis.client.Ip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes what is noted, as it is now, a slice at a time. */
final class Writing {

    private static final int SLICE = 4_096;
    private static final long SLICE_CHARACTERS = 1L << 22;

    private final BanList bans;
    private final BanStore store;
    private final AtomicLong written;
    private Changes slice = new Changes();

    Writing(BanList bans, BanStore store, AtomicLong written) {
        this.bans = bans;
        this.store = store;
        this.written = written;
    }

    void write(Noted noted) throws IOException {
        for (Ip client : noted.clients()) {
            flush(slice.offender(client, bans.of(client)), SLICE);
        }
        if (noted.isAll()) {
            compare();
        }
        for (BanStore.Area area : BanStore.Area.values()) {
            for (var text : noted.texts(area).entrySet()) {
                flush(slice.text(area, text.getKey(), text.getValue().orElse(null)), SLICE);
            }
        }
        for (var state : noted.states().entrySet()) {
            flush(slice.state(state.getKey(), state.getValue()), SLICE);
        }
        flush(slice, 1);
    }

    /** Writes what is remembered otherwise than it is kept, and removes what is kept and not remembered. */
    void compare() throws IOException {
        Ip after = null;
        List<Offender> some = store.offenders(after, SLICE);
        while (!some.isEmpty()) {
            for (Offender kept : some) {
                compare(kept.client(), kept);
            }
            after = some.get(some.size() - 1).client();
            some = store.offenders(after, SLICE);
        }
        List<Ip> known = new ArrayList<>();
        bans.all().forEach(one -> known.add(one.client()));
        for (Ip client : known) {
            compare(client, store.offender(client));
        }
        flush(slice, 1);
    }

    private void compare(Ip client, @Nullable Offender kept) throws IOException {
        Offender present = bans.of(client);
        if (present == null ? kept != null : !present.equals(kept)) {
            flush(slice.offender(client, present), SLICE);
        }
    }

    private void flush(Changes changes, int most) throws IOException {
        if (changes.size() >= most || changes.characters() > SLICE_CHARACTERS) {
            store.write(changes);
            written.addAndGet(changes.size());
            slice = new Changes();
        }
    }
}
