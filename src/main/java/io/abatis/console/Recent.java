package io.abatis.console;

import io.abatis.call.Call;
import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The record of recent calls: a ring in which the newest takes the place of the oldest. Safe for all threads; adding takes no lock. */
public final class Recent {

    private final AtomicReferenceArray<Seen> ring;
    private final AtomicLong next = new AtomicLong();

    /** @param capacity how many calls to keep, 0 or more */
    public Recent(int capacity) {
        this.ring = new AtomicReferenceArray<>(capacity);
    }

    /** Adds a call, unless the gate is off for it. */
    public Seen add(Call call, Verdict verdict) {
        Seen seen = new Seen(call, verdict);
        if (ring.length() > 0 && verdict.reason() != Reason.OFF) {
            ring.setRelease((int) (next.getAndIncrement() % ring.length()), seen);
        }
        return seen;
    }

    /** All calls of the record, the newest first; approximately while others add. */
    public List<Seen> all() {
        List<Seen> all = new ArrayList<>();
        long end = next.get();
        for (long i = end - 1; i >= Math.max(0, end - ring.length()); i--) {
            Seen seen = ring.get((int) (i % ring.length()));
            if (seen != null) {
                all.add(seen);
            }
        }
        return all;
    }

    /** The calls of one client, the newest first. */
    public List<Seen> of(Ip client, int most) {
        return all().stream()
                .filter(one -> one.client().equals(client))
                .limit(most)
                .toList();
    }

    /** How many calls are kept. */
    public int capacity() {
        return ring.length();
    }
}
